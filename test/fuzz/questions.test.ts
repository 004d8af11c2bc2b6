import { describe, expect, test } from 'vitest';
import { draw } from '../../src/core/base/draw.ts';
import { huntScenario, openRun } from '../../src/core/index.ts';
import { QUEST_KINDS, type Moment, type Run } from '../../src/core/model/index.ts';

/**
 * Whatever a screen may ask of a run, at any moment of it, while it is recorded and after: every question is answered, and no answer
 * has a hole in it, which is what a person would read as "undefined" or as a sentence without its subject.
 */

const RUNS = Number(process.env['PARLEY_FUZZ_RUNS'] ?? 300) / 10;
const FIRST = Number(process.env['PARLEY_FUZZ_FIRST'] ?? 1);
const PROTOCOLS = ['pbft', 'pbft', 'generals', 'single', 'first-reply', 'majority'];
/** What no sentence holds: a value that is none, an empty name, two blanks, a full stop with nothing before it. */
const HOLE = /undefined|NaN|\[object|Infinity| {2}| [.,;](?: |$)/;

type Dice = (bound: number) => number;

function runNumber(number: number): Run {
  const protocol = PROTOCOLS[number % PROTOCOLS.length] ?? 'pbft';
  const sizes = { replicasMin: 4, replicasMax: 7, tolerance: null, ablate: [] };
  // Every third has more traitors than it bears.
  const faulty = number % 3 === 0 ? 3 : null;
  const limits = { first: number, runsMax: 1, shrinkRunsMax: 0 };
  return openRun(huntScenario(number, { protocol, ...sizes, faulty, ...limits }));
}

/** Each question with its answer. */
function* ask(run: Run, moment: Moment, dice: Dice): Iterable<readonly [string, unknown]> {
  const { replicas, workload } = run.scenario;
  const someone = dice(replicas + workload.clients);
  const event = dice(run.length());
  const past = dice(Math.max(1, moment.events));
  const { reached } = run.timeline();
  const range = { from: moment.at, until: moment.at + 20_000, cap: 100 };
  yield ['timeline', run.timeline()];
  yield ['window', run.window(range)];
  yield ['traffic', run.traffic(range)];
  const process = dice(2) === 0 ? null : someone;
  yield ['tile', run.tile({ from: 0, until: reached + 1, cap: 100, buckets: 20, process })];
  yield ['cone', run.cone(event, dice(2) === 0 ? 'past' : 'future')];
  yield ['density', run.density(10)];
  yield ['processes', run.processesAt(moment)];
  yield ['explanation', run.explainAt(moment)];
  yield ['why an event', run.inquire({ of: 'event', event: past }, moment)];
  yield ['why a process', run.inquire({ of: 'process', process: someone }, moment)];
  yield ['votes', run.votes({ seq: 1 + dice(5), view: dice(3) })];
  yield ['certificates', run.certificates([1, 2, 1 + dice(9)])];
  yield ['ledgers', run.ledgers({ from: 1, to: 9 })];
  yield ['log', run.log(moment, someone)];
  yield ['count', run.countAt(1 + dice(4), moment)];
  yield ['message', run.message(moment, event)];
  yield ['neighbours', [run.neighbour(moment, 'forward'), run.neighbour(moment, 'back')]];
  const filter = { process, kinds: [], message: '', text: '', isNotable: dice(2) === 0 };
  const place = { from: null, near: event, here: moment.events, count: 20 };
  yield ['events', run.events({ filter, ...place })];
  const what = QUEST_KINDS[dice(QUEST_KINDS.length)] ?? 'decision';
  yield ['find', run.find({ what, process, message: '' }, moment, 'forward')];
}

/** Every text in an answer that has a hole, and where. */
function* holesIn(answer: unknown, path: string): Iterable<string> {
  if (typeof answer === 'string' && HOLE.test(answer)) yield `${path}: ${answer}`;
  if (answer === undefined || Number.isNaN(answer)) yield `${path} is none`;
  if (typeof answer !== 'object' || answer === null || ArrayBuffer.isView(answer)) return;
  for (const [key, item] of Object.entries(answer)) yield* holesIn(item, `${path}.${key}`);
}

describe('questions to random runs', () => {
  test.each(Array.from({ length: RUNS }, (_, index) => FIRST + index))('run %i', (number) => {
    let count = 0;
    const dice: Dice = (bound) => draw(number, 91, (count += 1)) % bound;
    const run = runNumber(number);
    for (const steps of [200, 2_000, 20_000]) {
      run.advance(steps);
      const moment = run.momentAt(dice(run.timeline().reached + 1));
      for (const [question, answer] of ask(run, moment, dice))
        expect([...holesIn(answer, question)], `at ${moment.at} microseconds`).toEqual([]);
    }
  });
});
