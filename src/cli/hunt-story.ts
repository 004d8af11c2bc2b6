import type { Writable } from 'node:stream';
import { finish, nearer, shortenPrey, storyText, tellHunt } from '../core/index.ts';
import type { Hunted, HuntOptions, Tried } from '../core/index.ts';
import { tryAll, tryBlock } from './hunt-worker.ts';
import type { Tries } from './hunt-worker.ts';
import { createProgress } from './progress.ts';

/** A hunt while it lasts, and the story of what it found. */

const SHOWN_EVERY = 100;
/** Starting threads takes as long. */
const TRIED_ALONE = 64;

/** What came of a hunt: what it found, or, where it found nothing, what came nearest, or null. */
export type Followed = { readonly hunted: Hunted | null; readonly nearest: Tried | null };

/** The threads together come to what one would come to; they are only started where a search lasts. */
export async function follow(
  options: HuntOptions,
  stream: Writable,
  jobs: number,
): Promise<Followed> {
  const progress = createProgress(stream);
  const show = (tried: number): void =>
    progress.show(`${tried} of ${options.runsMax} scenarios, nothing broke`);
  const { prey, nearest } = await tried(options, jobs, show);
  const found =
    prey === null
      ? { hunted: null, nearest }
      : { hunted: finish(shortenPrey(prey, options)), nearest: null };
  progress.clear();
  return found;
}

type Show = (tried: number) => void;

async function tried(options: HuntOptions, jobs: number, show: Show): Promise<Tries> {
  const alone = Math.min(options.runsMax, jobs === 1 ? Infinity : TRIED_ALONE);
  const soon = tryAlone({ ...options, runsMax: alone }, show);
  if (soon.prey !== null || alone === options.runsMax) return soon;
  const first = options.first + alone;
  const rest = { ...options, first, runsMax: options.runsMax - alone };
  const later = await tryAll(rest, jobs, (count) => show(alone + count));
  return { prey: later.prey, nearest: nearer(soon.nearest, later.nearest) };
}

function tryAlone(options: HuntOptions, show: Show): Tries {
  const { first, runsMax } = options;
  let nearest: Tried | null = null;
  for (let done = 0; done < runsMax; done += SHOWN_EVERY) {
    const count = Math.min(SHOWN_EVERY, runsMax - done);
    const tries = tryBlock({ first: first + done, count }, options);
    if (tries.prey !== null) return tries;
    nearest = nearer(nearest, tries.nearest);
    show(done + count);
  }
  return { prey: null, nearest };
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
