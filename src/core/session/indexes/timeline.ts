import { isBound } from './bound.ts';
import type {
  EventIndex,
  Fact,
  MarkView,
  Micros,
  Moment,
  ProcessId,
  Scenario,
  TacticInfo,
  Timeline,
  TraceEvent,
  Way,
} from '../../model/index.ts';
import { proofView } from '../exhibits.ts';
import type { Values } from './values.ts';
import { actionLabel } from '../../base/action-words.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Lists = {
  [
    K in
      | 'bands'
      | 'decisions'
      | 'phases'
      | 'checkpoints'
      | 'violations'
      | 'quiet'
      | 'marks'
      | 'interventions'
      | 'proofs'
  ]: Mutable<Timeline[K][number]>[];
};
type PhaseFact = Fact & { fact: 'pre-prepared' | 'prepared' | 'committed' | 'executed' };

/** Grows with the recording, one event at a time; asking for it costs a copy of its lists and no search. */
export type TimelineBuilder = {
  observe(event: TraceEvent): void;
  /** Steps are atomic: what was observed since the last call happened at this moment. */
  endStep(moment: Moment): void;
  build(now: {
    readonly events: number;
    readonly reached: Micros;
    readonly done: boolean;
  }): Timeline;
};

type Setup = {
  readonly scenario: Scenario;
  readonly tactics: readonly TacticInfo[];
  readonly q: number;
  readonly values: Values;
  /** Of a delivery of the past. */
  readonly wayOf: (delivery: EventIndex) => Way;
};
type Add = <T extends { moment: Moment }>(to: T[], entry: T) => void;

export function createTimeline({ scenario, tactics, q, values, wayOf }: Setup): TimelineBuilder {
  const lists = emptyLists();
  const council = createCouncil(scenario.replicas, q);
  const medianDelay = medianOf(scenario);
  const activity = createActivity(3 * medianDelay, lists.quiet);
  let pending: { moment: Moment }[] = [];
  const add: Add = (to, entry) => {
    to.push(entry);
    pending.push(entry);
  };
  const milestones = createMilestones({ scenario, tactics, lists, council, values, add, wayOf });
  return {
    observe(event) {
      activity.observe(event);
      milestones.observe(event);
    },
    endStep(moment) {
      pending.forEach((entry) => {
        entry.moment = moment;
      });
      pending = [];
      const view = council.view();
      if (view > (lists.bands.at(-1)?.view ?? 0)) {
        lists.bands.push({ from: moment.at, view, primary: view % scenario.replicas });
      }
    },
    build: ({ events, reached, done }) => ({
      events,
      reached,
      done,
      bands: [...lists.bands],
      decisions: [...lists.decisions],
      phases: [...lists.phases],
      checkpoints: [...lists.checkpoints],
      violations: [...lists.violations],
      quiet: activity.until(reached),
      marks: [...lists.marks],
      interventions: [...lists.interventions],
      proofs: [...lists.proofs],
      values: values.list(),
      medianDelay,
    }),
  };
}

function emptyLists(): Lists {
  return {
    bands: [{ from: 0, view: 0, primary: 0 }],
    decisions: [],
    phases: [],
    checkpoints: [],
    violations: [],
    quiet: [],
    marks: [],
    interventions: [],
    proofs: [],
  };
}

type Milestones = {
  readonly scenario: Scenario;
  readonly tactics: readonly TacticInfo[];
  readonly lists: Lists;
  readonly council: ReturnType<typeof createCouncil>;
  readonly values: Values;
  readonly add: Add;
  readonly wayOf: Setup['wayOf'];
};

/** What is put on the scrubber: firsts by correct replicas, marks, changes, violations. */
function createMilestones({ scenario, tactics, lists, council, values, add, wayOf }: Milestones) {
  const seen = new Set<string>();
  const isFirst = (key: string): boolean => {
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
  const reachedPhase = (fact: PhaseFact, replica: ProcessId, moment: Moment): void => {
    const { seq, digest, fact: phase } = fact;
    if (phase === 'executed') values.learn(digest, fact.requests);
    values.add(seq, digest, moment.at);
    if (!council.isCorrect(replica)) return;
    if (isFirst(`${phase}:${seq}`)) add(lists.phases, { moment, seq, phase, replica });
    if (phase === 'executed' && isFirst(`decision:${seq}:${digest}`)) {
      add(lists.decisions, { moment, seq, value: values.indexOf(digest), replica });
    }
  };
  const reachedCheckpoint = (fact: Fact, replica: ProcessId, moment: Moment): void => {
    if (!council.isCorrect(replica)) return;
    if (fact.fact === 'checkpoint-stable' && isFirst(`stable:${fact.seq}`))
      add(lists.checkpoints, { moment, seq: fact.seq, replica, kind: 'stable' });
    if (fact.fact === 'state-installed')
      add(lists.checkpoints, { moment, seq: fact.seq, replica, kind: 'installed' });
  };
  return {
    observe(event: TraceEvent): void {
      const moment: Moment = { events: event.index + 1, at: event.at };
      if (event.kind === 'note') {
        const { fact, process } = event;
        if (isPhase(fact)) reachedPhase(fact, process, moment);
        else if (fact.fact === 'view-entered') council.enter(process, fact.view);
        else reachedCheckpoint(fact, process, moment);
      } else if (event.kind === 'mark') {
        council.mark(event.process, event.mark);
        add(lists.marks, { moment, replica: event.process, kind: event.mark.kind });
      } else if (event.kind === 'violation') {
        add(lists.violations, { moment, violation: event.violation });
      } else if (event.kind === 'proof') {
        add(lists.proofs, { moment, event: event.index, ...proofView(event.proof, wayOf) });
      } else if (event.kind === 'intervene') {
        const label = actionLabel(event.action, scenario, tactics);
        add(lists.interventions, { moment, label, void: '' });
      } else if (event.kind === 'void') {
        const last = lists.interventions.at(-1);
        if (last !== undefined) last.void = event.reason;
      }
    },
  };
}

const isPhase = (fact: Fact): fact is PhaseFact =>
  fact.fact === 'pre-prepared' ||
  fact.fact === 'prepared' ||
  fact.fact === 'committed' ||
  fact.fact === 'executed';

/** What one second of the viewer's time stands for at 1x; never nothing, or a recording would take no time to watch. */
function medianOf({ network: { latency } }: Scenario): Micros {
  switch (latency.kind) {
    case 'constant':
      return Math.max(1, latency.value);
    case 'uniform':
      return Math.max(1, Math.floor((latency.min + latency.max) / 2));
    case 'long-tailed':
      return Math.max(1, latency.median);
  }
}

/** Whose word counts, and the view that enough of them are in. */
function createCouncil(n: number, q: number) {
  const views = Array.from({ length: n }, () => 0);
  const marks: (MarkView | null)[] = Array.from({ length: n }, () => null);
  const isCorrect = (replica: ProcessId): boolean => {
    const mark = marks[replica];
    if (mark === undefined || mark === null) return replica < n;
    return isBound(mark);
  };
  return {
    isCorrect,
    mark(replica: ProcessId, mark: MarkView): void {
      marks[replica] = mark;
    },
    enter(replica: ProcessId, view: number): void {
      if (replica < n) views[replica] = view;
    },
    /** The highest view that a quorum has reached; all who are left, where traitors leave fewer than a quorum. */
    view(): number {
      const held = views
        .filter((_, replica) => isCorrect(replica) && marks[replica]?.kind !== 'crashed')
        .sort((a, b) => b - a);
      return held[Math.min(q, held.length) - 1] ?? 0;
    },
  };
}

/** Finds the stretches in which nothing but timers runs: no message under way, no fault, no change. */
function createActivity(longest: Micros, quiet: Mutable<Timeline['quiet'][number]>[]) {
  let busyUntil = 0;
  const touch = (at: Micros, until: Micros): void => {
    if (at - busyUntil > longest) quiet.push({ from: busyUntil, until: at });
    busyUntil = Math.max(busyUntil, until);
  };
  return {
    observe(event: TraceEvent): void {
      switch (event.kind) {
        case 'send':
          return touch(event.at, event.arrivesAt ?? event.at);
        case 'timer-set':
        case 'timer-clear':
        case 'timer-fired':
        case 'note':
        case 'violation':
        case 'proof':
        case 'void':
          return;
        case 'touch':
          return touch(event.at, event.arrivesAt ?? event.at);
        default:
          return touch(event.at, event.at);
      }
    },
    until(reached: Micros): Timeline['quiet'] {
      const isStill = reached - busyUntil > longest;
      return isStill ? [...quiet, { from: busyUntil, until: reached }] : [...quiet];
    },
  };
}
