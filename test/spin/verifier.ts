/** Compiles the model once for a number of views, and asks it about one council and one slip after another. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Slip } from '../../src/core/search/explore/slips.ts';

const MODEL = fileURLToPath(new URL('./pbft-slice.pml', import.meta.url));
const DEPTH_MAX = 100_000;
const CHECK_MS = 300_000;

export type Question = {
  readonly n: number;
  readonly quorum: number;
  readonly traitors: readonly number[];
  readonly slip: Slip | 'none';
  /** Clause NV5: certificates of one view that contradict each other make a NEW-VIEW impossible. */
  readonly refusesTies?: boolean;
  /** Asks for a way to a decision instead of one to a fork. */
  readonly witness?: boolean;
};

export type Answer = { readonly isFound: boolean; readonly states: number };

export type Verifier = (question: Question) => Answer;

/** `folder` is for what SPIN and the compiler write. */
export function createVerifier(folder: string, views: number): Verifier {
  const place = join(folder, `views-${views}`);
  mkdirSync(place, { recursive: true });
  copyFileSync(MODEL, join(place, 'model.pml'));
  run('spin', ['-a', `-DVIEWS=${views}`, 'model.pml'], place);
  run('gcc', ['-O2', '-w', '-DSAFETY', '-DNOFAIR', '-o', 'pan', 'pan.c'], place);
  return (question) => ask(place, question);
}

function ask(place: string, question: Question): Answer {
  // -E: that everybody may stop is no error of this model. -n: nothing about code that was not reached.
  const said = run('./pan', ['-E', '-n', `-m${DEPTH_MAX}`], place, environmentOf(question));
  const errors = Number(/errors: (\d+)/.exec(said)?.[1] ?? Number.NaN);
  const states = Number(/(\d+) states, stored/.exec(said)?.[1] ?? Number.NaN);
  const isFound = errors === 1 && said.includes('assertion violated');
  const isWhole = errors === 0 && !/out of memory|depth too small|not completed/i.test(said);
  if (Number.isNaN(states) || isFound === isWhole)
    throw new Error(`SPIN gave no verdict on ${JSON.stringify(question)}:\n${said}`);
  return { isFound, states };
}

function environmentOf(question: Question): Readonly<Record<string, string>> {
  const { n, quorum, traitors, slip, refusesTies = false, witness = false } = question;
  return {
    N: String(n),
    QUORUM: String(quorum),
    TRAITORS: String(traitors.reduce((mask, id) => mask | (1 << id), 0)),
    SLIP: String(slip === 'none' ? 0 : numberOf(slip)),
    NV5: String(Number(refusesTies)),
    WITNESS: String(Number(witness)),
  };
}

/** The model's number of a slip stands in its text, under the same name. */
function numberOf(slip: Slip): number {
  const name = slip.toUpperCase().replaceAll('-', '_');
  const found = new RegExp(`^#define ${name} (\\d+)$`, 'm').exec(readFileSync(MODEL, 'utf8'));
  if (found === null) throw new Error(`the model knows no slip ${slip}`);
  return Number(found[1]);
}

function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: CHECK_MS,
  });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
