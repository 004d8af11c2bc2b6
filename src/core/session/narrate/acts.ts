import type { EventIndex, Fact, Kernel, Proof, TraceEvent, Violation } from '../../model/index.ts';
import type { Studio } from '../studio.ts';

/** One thing that happened and all that it led to at once: what a paragraph is told about. */
export type Act = {
  /** Null where a process began by itself. */
  readonly root: TraceEvent | null;
  readonly process: number;
  readonly facts: readonly Fact[];
  /** What an agent behind a guard reads once everything else is done. */
  readonly afterwards: readonly Fact[];
  readonly sends: readonly (TraceEvent & { kind: 'send' })[];
  readonly rejected: string;
  readonly ignored: string;
  readonly violations: readonly Violation[];
  readonly proofs: readonly Proof[];
  /** Why the intervention did nothing, or ''. */
  readonly void: string;
  /** What was held by hand and is still held at the end of the run. */
  readonly unreleased: readonly (TraceEvent & { kind: 'drop' })[];
};

/** What an act is told from: the recording, and the processes as they were right after the step. */
export type Scene = { readonly studio: Studio; readonly after: Kernel };

const ROOTS: ReadonlySet<string> = new Set([
  'deliver',
  'drop',
  'timer-fired',
  'crash',
  'recover',
  'mark',
  'partition',
  'heal',
  'intervene',
]);

/** Interventions that fall due come in the same step as what happens next; each becomes an act of its own. */
export function actsOf(events: readonly TraceEvent[], first: EventIndex): readonly Act[] {
  const groups: TraceEvent[][] = [];
  for (const event of events) {
    const isRoot =
      ROOTS.has(event.kind) && !isByHand(event) && (event.cause === null || event.cause < first);
    const group = groups.at(-1);
    if (isRoot || group === undefined) groups.push([event]);
    else group.push(event);
  }
  return groups.map(readAct);
}

/** Told with the intervention that it belongs to, or with the end of the run. */
function isByHand(event: TraceEvent): boolean {
  return event.kind === 'drop' && (event.reason === 'by hand' || event.reason === 'never released');
}

function readAct(events: readonly TraceEvent[]): Act {
  const [root] = events;
  // Nobody intervenes by its own name; what follows is told of the first process that something happens to.
  const process = events.find((event) => event.process >= 0)?.process ?? -1;
  const lastSend = events.findLastIndex((event) => event.kind === 'send');
  const isLate = (event: TraceEvent): boolean =>
    event.kind === 'note' &&
    event.fact.fact === 'text-read' &&
    lastSend >= 0 &&
    events.indexOf(event) > lastSend;
  return {
    root: root !== undefined && ROOTS.has(root.kind) ? root : null,
    process,
    facts: factsIn(events.filter((event) => !isLate(event))),
    afterwards: factsIn(events.filter(isLate)),
    sends: events.filter((event) => event.kind === 'send').filter(({ copy }) => copy === 0),
    rejected: reasonOf(events, 'reject'),
    ignored: reasonOf(events, 'ignore'),
    violations: events.flatMap((event) => (event.kind === 'violation' ? [event.violation] : [])),
    proofs: events.flatMap((event) => (event.kind === 'proof' ? [event.proof] : [])),
    void: events.find((event) => event.kind === 'void')?.reason ?? '',
    unreleased: events
      .filter((event) => event.kind === 'drop')
      .filter(({ reason }) => reason === 'never released'),
  };
}

function factsIn(events: readonly TraceEvent[]): readonly Fact[] {
  return events.flatMap((event) => (event.kind === 'note' ? [event.fact] : []));
}

/** The first reason, or ''. */
function reasonOf(events: readonly TraceEvent[], kind: 'reject' | 'ignore'): string {
  for (const event of events) {
    if ((event.kind === 'reject' || event.kind === 'ignore') && event.kind === kind)
      return event.reason;
  }
  return '';
}
