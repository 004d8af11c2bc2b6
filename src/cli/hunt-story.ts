import type { Writable } from 'node:stream';
import { finish, shortenPrey, startHunt, storyText, tellHunt } from '../core/index.ts';
import type { Hunted, HuntOptions } from '../core/index.ts';
import { firstPrey } from './hunt-worker.ts';
import { write } from './io.ts';

/** A hunt while it lasts, and the story of what it found. */

const ERASE = '\r\u001B[2K';
const SHOWN_EVERY = 100;
/** Starting threads takes as long. */
const TRIED_ALONE = 64;

/** The threads together come to what one would come to; they are only started where a search lasts. */
export async function follow(
  options: HuntOptions,
  stream: Writable,
  jobs: number,
): Promise<Hunted | null> {
  const isTerminal = 'isTTY' in stream && stream.isTTY === true;
  const show = (tried: number): void => {
    if (isTerminal) stream.write(`${ERASE}${tried} of ${options.runsMax} scenarios, nothing broke`);
  };
  const alone = Math.min(options.runsMax, jobs === 1 ? Infinity : TRIED_ALONE);
  const soon = hunted({ ...options, runsMax: alone }, show);
  const later =
    soon !== null || alone === options.runsMax
      ? soon
      : await shared(options, { alone, jobs, show });
  if (isTerminal) await write(stream, ERASE);
  return later;
}

function hunted(options: HuntOptions, show: (tried: number) => void): Hunted | null {
  return finish(startHunt(options), ({ doing, runs }) => {
    if (doing === 'trying' && runs % SHOWN_EVERY === 0) show(runs);
  });
}

type Sharing = {
  /** Scenarios tried before. */
  readonly alone: number;
  readonly jobs: number;
  readonly show: (tried: number) => void;
};

async function shared(
  options: HuntOptions,
  { alone, jobs, show }: Sharing,
): Promise<Hunted | null> {
  const first = options.first + alone;
  const rest = { ...options, first, runsMax: options.runsMax - alone };
  const prey = await firstPrey(rest, jobs, (tried) => show(alone + tried));
  if (prey === null) return null;
  return finish(shortenPrey(prey, options));
}

export function council({ replicasMin, replicasMax, tolerance, faulty }: HuntOptions): string {
  const n =
    replicasMin === replicasMax ? `n = ${replicasMin}` : `n = ${replicasMin} to ${replicasMax}`;
  return `${n}, f = ${tolerance ?? '(n-1)/3'}, ${faulty ?? 'at most f'} faulty`;
}

/** The steps that changed somebody's mind, numbered, up to where the monitor broke. */
export function* storyLines(hunted: Hunted): Iterable<string> {
  const { run, lines, broken } = tellHunt(hunted);
  for (const [index, line] of lines.entries()) yield `${index + 1}. ${storyText(run, line)}`;
  if (broken !== null) yield `Broken: ${broken.monitor}: ${broken.detail}`;
}
