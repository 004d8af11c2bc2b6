import type { Writable } from 'node:stream';
import { openRun, parseScenario, startHunt } from '../core/index.ts';
import type { Hunted, HuntOptions } from '../core/index.ts';
import type { Scenario } from '../core/model/index.ts';
import { write } from './io.ts';
import { tellStory } from './words.ts';

/** A hunt while it lasts, and the story of what it found. */

const ERASE = '\r\u001B[2K';
const SHOWN_EVERY = 100;

export async function follow(options: HuntOptions, stream: Writable): Promise<Hunted | null> {
  const isTerminal = 'isTTY' in stream && stream.isTTY === true;
  const tries = startHunt(options);
  for (;;) {
    const next = tries.next();
    if (next.done === true) {
      if (isTerminal) await write(stream, ERASE);
      return next.value;
    }
    if (isTerminal && next.value % SHOWN_EVERY === 0)
      await write(stream, `${ERASE}${next.value} of ${options.runsMax} scenarios, nothing broke`);
  }
}

export function scenarioOf({ short }: Hunted): Scenario {
  const parsed = parseScenario(short, 'headless');
  if (!parsed.ok) throw new Error('a hunt gives scenarios only');
  return parsed.scenario;
}

export function council({ replicasMin, replicasMax, tolerance, faulty }: HuntOptions): string {
  const n =
    replicasMin === replicasMax ? `n = ${replicasMin}` : `n = ${replicasMin} to ${replicasMax}`;
  return `${n}, f = ${tolerance ?? '(n-1)/3'}, ${faulty ?? 'at most f'} faulty`;
}

/** The steps that changed somebody's mind, numbered, up to where the monitor broke. */
export function* storyOf(hunted: Hunted): Iterable<string> {
  const run = openRun(scenarioOf(hunted));
  while (!run.advance(10_000));
  const broken = run
    .timeline()
    .violations.find(({ violation }) => violation.monitor === hunted.monitor);
  const told = tellStory(run, broken?.moment.events ?? Infinity);
  for (const [index, line] of told.entries()) yield `${index + 1}. ${line}`;
  if (broken !== undefined) yield `Broken: ${broken.violation.monitor}: ${broken.violation.detail}`;
}
