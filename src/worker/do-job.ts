/** The worker's side of the jobs: each is a generator of parts, which are posted a handful at a time. */
import {
  measureRun,
  parseScenario,
  reasonOf,
  runSweepCase,
  sketchSweepCase,
} from '../core/index.ts';
import type { Measured, SweepRow } from '../core/index.ts';
import { drawn, exploring, shortening, triedIn } from './hunting.ts';
import type { FromJobs, JobAsk, ToJobs } from './jobs.ts';

/** Often enough to watch the work grow, seldom enough to cost nothing. */
const POST_EVERY_MS = 100;

type Surroundings = {
  readonly post: (message: FromJobs) => void;
  /** Milliseconds of any clock: it spaces what is posted and reaches no run. */
  readonly clock: () => number;
};

/** Does a job from beginning to end. Whoever wants it no more ends the worker. */
export function doJob(asked: ToJobs, { post, clock }: Surroundings): void {
  const { job } = asked;
  try {
    let parts: unknown[] = [];
    let posted = clock();
    for (const part of partsOf(asked)) {
      parts.push(part);
      if (clock() - posted < POST_EVERY_MS) continue;
      post({ job, status: 'parts', parts });
      parts = [];
      posted = clock();
    }
    if (parts.length > 0) post({ job, status: 'parts', parts });
    post({ job, status: 'done' });
  } catch (error) {
    post({
      job,
      status: 'failed',
      message: reasonOf(error),
    });
  }
}

function partsOf({ kind, ask }: ToJobs): Iterable<unknown> {
  switch (kind) {
    case 'sweep':
      return sweepRows(ask);
    case 'sketch':
      return [sketchSweepCase(ask.spec, ask.index)];
    case 'hunt':
      return triedIn(ask);
    case 'shorten':
      return shortening(ask);
    case 'draw':
      return drawn(ask);
    case 'explore':
      return exploring(ask);
    case 'measure':
      return [measured(ask)];
  }
}

function* sweepRows({ spec, from, to }: JobAsk<'sweep'>): Iterable<SweepRow> {
  for (let index = from; index < to; index += 1) yield runSweepCase(spec, index);
}

function measured({ scenario, ...measuring }: JobAsk<'measure'>): Measured {
  const parsed = parseScenario(scenario, 'headless');
  if (parsed.ok) return measureRun(parsed.scenario, measuring);
  const [problem] = parsed.problems;
  throw new Error(`This is no scenario: ${problem?.path ?? ''} ${problem?.message ?? ''}`);
}
