/** A hunt by the pool: the scenarios tried so far, what came nearest, and what was found. */
import { isCalm, nearer } from '../../core/base/nearest.ts';
import { PreySearch } from '../../core/base/prey-search.ts';
import { reasonOf } from '../../core/base/reason.ts';
import type { Found, HuntOptions, JobAsk, Tried } from '../../worker/jobs.ts';
import type { Pool, Running } from '../../worker/pool.ts';
import { huntOptionsOf } from './choice.ts';
import type { HuntChoice } from './choice.ts';

export type { Found, StoryLine, Tried } from '../../worker/jobs.ts';

export type Search = {
  readonly status: 'idle' | 'trying' | 'shortening' | 'found' | 'nothing' | 'stopped' | 'failed';
  /** What the rest is about; null before the first hunt. */
  readonly asked: HuntChoice | null;
  /** Of the scenarios before the one that was found; of all, where none was. */
  readonly tally: Tally;
  /** Runs done in so many seconds. Once something is found, those up to it: what others did behind it does not count. */
  readonly tried: number;
  readonly seconds: number;
  /** The number of the first scenario that breaks what was asked for, once it is known. */
  readonly prey: number | null;
  /** Runs that the shortening has taken so far. */
  readonly shortened: number;
  readonly found: Found | null;
  readonly problem: string;
};

/** What the runs in which it did not break came to. */
export type Tally = {
  readonly runs: number;
  /** Nobody left view 0, and nobody was prepared for a second value or heard contradictory words. */
  readonly calm: number;
  /** The view changed. */
  readonly moved: number;
  /** Correct replicas were prepared for two values at one sequence number. */
  readonly rivalled: number;
  /** Correct members heard contradictory words about one order. */
  readonly torn: number;
  /** The one that came nearest to members who differ, or null. */
  readonly nearest: Tried | null;
};

export const EMPTY_TALLY: Tally = {
  runs: 0,
  calm: 0,
  moved: 0,
  rivalled: 0,
  torn: 0,
  nearest: null,
};

export const NO_SEARCH: Search = {
  status: 'idle',
  asked: null,
  tally: EMPTY_TALLY,
  tried: 0,
  seconds: 0,
  prey: null,
  shortened: 0,
  found: null,
  problem: '',
};

export type Watch = {
  readonly tell: (change: Partial<Search>) => void;
  /** Seconds of any clock. */
  readonly clock: () => number;
};

/** Tries scenarios until one breaks what was asked for, then shortens that. Ends it at any time: what came until then stays. */
export function startSearch(choice: HuntChoice, pool: Pool, watch: Watch): { stop: () => void } {
  const options = huntOptionsOf(choice);
  let running: Running | null = null;
  let isStopped = false;
  const follow = async (started: Running): Promise<boolean> => {
    running = started;
    return (await started.done) && !isStopped;
  };
  const work = async (): Promise<void> => {
    const trying = tryAll(options, pool, watch);
    if (!(await follow(trying.running))) return;
    const prey = trying.settle();
    if (prey === null) return watch.tell({ status: 'nothing' });
    watch.tell({ status: 'shortening', prey });
    const shortening = shorten({ hunt: options, number: prey }, pool, watch);
    if (await follow(shortening)) watch.tell({ status: 'found' });
  };
  watch.tell({ ...NO_SEARCH, status: 'trying', asked: choice });
  work().catch((error: unknown) => {
    if (!isStopped) watch.tell({ status: 'failed', problem: reasonOf(error) });
  });
  return {
    stop() {
      isStopped = true;
      running?.cancel();
    },
  };
}

type Trying = {
  readonly running: Running;
  /** The scenario that breaks first, or null; with the figures of those before it, which do not depend on who worked when. */
  readonly settle: () => number | null;
};

function tryAll(options: HuntOptions, pool: Pool, { tell, clock }: Watch): Trying {
  const search = new PreySearch(options);
  const rows: Tried[] = [];
  let tally = EMPTY_TALLY;
  const began = clock();
  const running = pool.start('hunt', asksOf(search, options), (parts) => {
    for (const tried of parts) {
      if (tried.broken !== null) search.found(tried.number);
      rows.push(tried);
      tally = counted(tally, tried);
    }
    tell({ tally, tried: rows.length, seconds: clock() - began });
  });
  const settle = (): number | null => {
    const { prey } = search;
    const before = rows.filter(({ number }) => prey === null || number < prey);
    const tried = before.length + (prey === null ? 0 : 1);
    tell({ tally: before.reduce(counted, EMPTY_TALLY), tried });
    return prey;
  };
  return { running, settle };
}

function* asksOf(search: PreySearch, hunt: HuntOptions): Iterable<JobAsk<'hunt'>> {
  for (let block = search.take(); block !== null; block = search.take()) yield { hunt, block };
}

export function counted(tally: Tally, tried: Tried): Tally {
  if (tried.broken !== null) return tally;
  const { runs, calm, moved, rivalled, torn, nearest } = tally;
  return {
    runs: runs + 1,
    calm: calm + (isCalm(tried) ? 1 : 0),
    moved: moved + (tried.view > 0 ? 1 : 0),
    rivalled: rivalled + (tried.rivals > 0 ? 1 : 0),
    torn: torn + (tried.torn > 0 ? 1 : 0),
    nearest: nearer(nearest, tried),
  };
}

function shorten(ask: JobAsk<'shorten'>, pool: Pool, { tell }: Watch): Running {
  return pool.start('shorten', [ask], (parts) => {
    const last = parts.at(-1);
    const found = parts.find((part): part is Found => 'hunted' in part);
    if (found !== undefined) tell({ found });
    else if (last !== undefined && 'runs' in last) tell({ shortened: last.runs });
  });
}
