/** What the workers of a pool do for hunts and explorations. */
import {
  encodeLink,
  explore,
  huntProblem,
  huntScenario,
  shortenPrey,
  slipsWithout,
  tellHunt,
  tellMove,
  toMinimal,
  tryNumber,
} from '../core/index.ts';
import type { Hunted } from '../core/index.ts';
import type { Explored, Found, JobAsk, JobPart } from './jobs.ts';

export function* triedIn({ hunt, block }: JobAsk<'hunt'>): Iterable<JobPart<'hunt'>> {
  const problem = huntProblem(hunt);
  if (problem !== null) throw new Error(problem);
  for (let number = block.first; number < block.first + block.count; number += 1) {
    const tried = tryNumber(number, hunt);
    yield tried;
    if (tried.broken !== null) return;
  }
}

export function* shortening({ hunt, number }: JobAsk<'shorten'>): Iterable<JobPart<'shorten'>> {
  const hunted = yield* shortenPrey(number, hunt);
  yield foundOf(hunted);
}

function foundOf(hunted: Hunted): Found {
  const { run, lines: story, broken } = tellHunt(hunted);
  const { replicas: n, workload } = run.scenario;
  const council = { n, clients: workload.clients };
  const { values } = run.timeline();
  return { hunted, story, values, council, broken, link: encodeLink(run.scenario) ?? '' };
}

export function* drawn({ hunt, number }: JobAsk<'draw'>): Iterable<JobPart<'draw'>> {
  yield toMinimal(huntScenario(number, hunt));
}

export function* exploring(ask: JobAsk<'explore'>): Iterable<JobPart<'explore'>> {
  const slips = slipsWithout(ask.ablate);
  const { trace, ...end } = yield* explore({ ...ask.council, slips }, { statesMax: ask.statesMax });
  const explored: Explored = { ...end, story: trace.map(tellMove) };
  yield explored;
}
