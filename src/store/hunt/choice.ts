/** What is asked on the page Hunt, and how an address and a command line say it. */
import { isFor } from '../../core/base/written-for.ts';
import type { Catalog, ProtocolInfo } from '../../core/model/index.ts';
import type { HuntOptions } from '../../worker/jobs.ts';
import { QueryReader } from '../query.ts';

export type HuntChoice = {
  readonly protocol: string;
  readonly replicas: number;
  /** What the council promises to bear. */
  readonly tolerance: number;
  /** How many replicas are faulty in each scenario of the hunt. */
  readonly faulty: number;
  /** Rules that are left out. */
  readonly ablate: readonly string[];
  /** The monitor that is to break; '': whichever does first. */
  readonly monitor: string;
  /** Scenarios that the hunt tries at most. */
  readonly budget: number;
  /** Of the proof: which replicas are traitors, ascending, and how many view changes there may be. */
  readonly traitors: readonly number[];
  readonly views: number;
};

export const REPLICAS_MAX = 31;
export const VIEWS_MAX = 2;
export const BUDGETS: readonly number[] = [1_000, 10_000, 100_000];
const BUDGET_MAX = 1_000_000;
/** Shortening ends soon or never; the command line takes the same. */
const SHRINK_RUNS_MAX = 1_000;

/** The question that the page opens with: what if the commit phase were left out? Waiting until ledgers differ makes it a story. */
export const FIRST_CHOICE: HuntChoice = {
  protocol: 'pbft',
  replicas: 4,
  tolerance: 1,
  faulty: 1,
  ablate: ['commit-phase'],
  monitor: 'order',
  budget: 10_000,
  traitors: [0],
  views: 1,
};

export function huntOptionsOf(choice: HuntChoice): HuntOptions {
  const { protocol, replicas, tolerance, faulty, ablate, monitor, budget } = choice;
  return {
    protocol,
    replicasMin: replicas,
    replicasMax: replicas,
    tolerance,
    faulty,
    ablate,
    runsMax: budget,
    first: 1,
    shrinkRunsMax: SHRINK_RUNS_MAX,
    ...(monitor === '' ? {} : { monitor }),
  };
}

/** The same hunt on a command line: it comes to the same scenario. */
export function huntCommand(choice: HuntChoice): string {
  const { protocol, replicas, tolerance, faulty, ablate, monitor, budget } = choice;
  const council = `--protocol ${protocol} --n ${replicas} --f ${tolerance} --faulty ${faulty}`;
  const without = ablate.length === 0 ? '' : ` --ablate ${ablate.join(',')}`;
  const wanted = monitor === '' ? '' : ` --monitor ${monitor}`;
  return `npm run -s parley -- hunt ${council}${without}${wanted} --budget ${budget}`;
}

export function proofCommand(choice: HuntChoice, statesMax: number): string {
  const { replicas, tolerance, traitors, views, ablate } = choice;
  const council = `--n ${replicas} --f ${tolerance} --byzantine '${traitors.join(',')}' --views ${views}`;
  const without = ablate.length === 0 ? '' : ` --ablate ${ablate.join(',')}`;
  return `npm run -s parley -- explore ${council}${without} --states ${statesMax}`;
}

/** A change of one thing takes along what depends on it. */
export function changed(
  choice: HuntChoice,
  change: Partial<HuntChoice>,
  catalog: Catalog,
): HuntChoice {
  const next = { ...choice, ...change };
  const rules = Object.keys(protocolIn(catalog, next.protocol)?.ablations ?? {});
  const monitors = monitorsFor(catalog, next.protocol).map(({ id }) => id);
  const sized = change.replicas === undefined ? next : resized(choice, next);
  return {
    ...sized,
    ablate: next.ablate.filter((rule) => rules.includes(rule)),
    monitor: monitors.includes(next.monitor) ? next.monitor : '',
  };
}

/** Who had as many traitors as the council bears goes on so; nobody sits outside the council. */
function resized(before: HuntChoice, now: HuntChoice): HuntChoice {
  const n = now.replicas;
  const isUsual = before.tolerance === usualTolerance(before.replicas);
  const tolerance = isUsual ? usualTolerance(n) : Math.min(now.tolerance, n - 1);
  const faulty = before.faulty === before.tolerance ? tolerance : Math.min(now.faulty, n);
  return { ...now, tolerance, faulty, traitors: now.traitors.filter((id) => id < n) };
}

function usualTolerance(n: number): number {
  return Math.floor((n - 1) / 3);
}

export function protocolIn(catalog: Catalog, id: string): ProtocolInfo | undefined {
  return catalog.protocols.find((protocol) => protocol.id === id);
}

export function monitorsFor({ monitors }: Catalog, protocol: string): Catalog['monitors'] {
  return monitors.filter((monitor) => isFor(monitor, protocol));
}

export function queryOf(choice: HuntChoice): string {
  const { protocol, replicas, tolerance, faulty, ablate, monitor, budget } = choice;
  const { traitors, views } = choice;
  const fields: readonly (readonly [key: string, value: string | number, isUsual: boolean])[] = [
    ['protocol', protocol, protocol === FIRST_CHOICE.protocol],
    ['n', replicas, false],
    ['f', tolerance, false],
    ['faulty', faulty, false],
    ['without', ablate.join(','), false],
    ['breaks', monitor, monitor === ''],
    ['runs', budget, budget === FIRST_CHOICE.budget],
    ['traitors', traitors.join(','), traitors.join() === FIRST_CHOICE.traitors.join()],
    ['views', views, views === FIRST_CHOICE.views],
  ];
  return fields
    .filter(([, , isUsual]) => !isUsual)
    .map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll('%2C', ',')}`)
    .join('&');
}

/** What an address asks for; one that asks for nothing opens the first question, and one that names no monitor wants any. */
export function readQuery(query: string, catalog: Catalog): ReadChoice {
  const reader = new QueryReader(query);
  const protocol = reader.oneOf('protocol', FIRST_CHOICE.protocol, {
    known: catalog.protocols.map(({ id }) => id),
  });
  const replicas = reader.whole('n', FIRST_CHOICE.replicas, { min: 1, max: REPLICAS_MAX });
  const bears = usualTolerance(replicas);
  const tolerance = reader.whole('f', bears, { min: 0, max: replicas - 1 });
  const rules = Object.keys(protocolIn(catalog, protocol)?.ablations ?? {});
  const first = FIRST_CHOICE.ablate.filter((rule) => rules.includes(rule));
  const choice = {
    protocol,
    replicas,
    tolerance,
    faulty: reader.whole('faulty', tolerance, { min: 0, max: replicas }),
    ablate: reader.list('without', first, {
      isKnown: (rule) => rules.includes(rule),
      mustBe: `among the rules of ${protocol}`,
    }),
    monitor: reader.oneOf('breaks', query === '' ? FIRST_CHOICE.monitor : '', {
      known: ['', ...monitorsFor(catalog, protocol).map(({ id }) => id)],
    }),
    budget: reader.whole('runs', FIRST_CHOICE.budget, { min: 1, max: BUDGET_MAX }),
    traitors: reader
      .list('traitors', ['0'], {
        isKnown: (id) => /^\d{1,2}$/.test(id) && Number(id) < replicas,
        mustBe: `numbers of replicas from 0 to ${replicas - 1}`,
      })
      .map(Number)
      .sort((a, b) => a - b),
    views: reader.whole('views', FIRST_CHOICE.views, { min: 0, max: VIEWS_MAX }),
  };
  return { choice, problems: reader.problems() };
}

export type ReadChoice = { readonly choice: HuntChoice; readonly problems: readonly string[] };
