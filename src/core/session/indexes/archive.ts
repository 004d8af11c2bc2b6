import { isBound } from './bound.ts';
import type {
  Ballot,
  Body,
  EventIndex,
  FactOf,
  Milestone,
  ProcessId,
  Protocol,
  TraceEvent,
} from '../../model/index.ts';
import type { Trace } from '../../sim/trace.ts';
import { createColumn, type Column } from './column.ts';

/** Where in a recording the votes, certificates and executions for a sequence number are. */
export type Archive = {
  /** Null for a sequence number of which nothing was ever said. */
  file(seq: number): SeqFile | null;
  /** States that were installed. */
  installed(): readonly Noted[];
  /** Sequence numbers for which replicas whose word counted executed different values, in the order in which that came about. */
  contested(): readonly number[];
};

export type SeqFile = {
  /** Send events that carry a vote, by view. */
  readonly ballots: Map<number, Column>;
  readonly milestones: Milestone[];
  readonly executions: Execution[];
  readonly checkpoints: Noted[];
};

export type Execution = {
  readonly replica: ProcessId;
  readonly event: EventIndex;
  readonly at: number;
  readonly digest: string;
  readonly kind: 'executed' | 'tentative' | 'rolled-back';
  /** Its word counted then. */
  readonly isCorrect: boolean;
};

export type Noted = {
  readonly replica: ProcessId;
  readonly seq: number;
  readonly event: EventIndex;
  readonly at: number;
  readonly kind: 'taken' | 'stable' | 'installed';
};

type Setup = { readonly trace: Trace; readonly protocol: Protocol };

/**
 * Filed when somebody asks, from where the last question left off: recording costs nothing for it. A function of the trace
 * alone, so that a branch files anew.
 */
export function createArchive({ trace, protocol }: Setup): Archive {
  const cabinet = createCabinet();
  const casts = new WeakMap<Body, readonly Column[]>();
  let filed = 0;

  const columnsFor = (body: Body): readonly Column[] => {
    const known = casts.get(body);
    if (known !== undefined) return known;
    const columns = [
      ...new Set((protocol.ballots?.(body) ?? []).map((ballot) => cabinet.columnOf(ballot))),
    ];
    casts.set(body, columns);
    return columns;
  };
  const catchUp = (): void => {
    for (; filed < trace.length; filed += 1) {
      const kind = trace.kindAt(filed);
      if (kind !== 'send' && kind !== 'note' && kind !== 'mark') continue;
      const event = trace.at(filed);
      if (event.kind === 'send') for (const column of columnsFor(event.body)) column.push(filed);
      else cabinet.observe(event);
    }
  };
  return {
    file(seq) {
      catchUp();
      return cabinet.files.get(seq) ?? null;
    },
    installed() {
      catchUp();
      return cabinet.installed;
    },
    contested() {
      catchUp();
      return [...cabinet.contested];
    },
  };
}

function createCabinet() {
  const files = new Map<number, SeqFile>();
  const installed: Noted[] = [];
  const contested = new Set<number>();
  const traitors = new Set<ProcessId>();

  const fileOf = (seq: number): SeqFile => {
    const known = files.get(seq);
    if (known !== undefined) return known;
    const file: SeqFile = { ballots: new Map(), milestones: [], executions: [], checkpoints: [] };
    files.set(seq, file);
    return file;
  };
  const execute = (seq: number, execution: Omit<Execution, 'isCorrect'>): void => {
    const { executions } = fileOf(seq);
    const isCorrect = !traitors.has(execution.replica);
    const isRival = (other: Execution): boolean =>
      other.kind === 'executed' && other.isCorrect && other.digest !== execution.digest;
    if (isCorrect && execution.kind === 'executed' && executions.some(isRival)) contested.add(seq);
    executions.push({ ...execution, isCorrect });
  };
  return {
    files,
    installed,
    contested,
    columnOf({ seq, view }: Ballot): Column {
      const { ballots } = fileOf(seq);
      const column = ballots.get(view) ?? createColumn();
      ballots.set(view, column);
      return column;
    },
    observe(event: TraceEvent): void {
      if (event.kind === 'mark') {
        if (isBound(event.mark)) traitors.delete(event.process);
        else traitors.add(event.process);
      } else if (event.kind === 'note') {
        fileFact(event, { fileOf, execute, installed });
      }
    },
  };
}

type Drawers = {
  readonly fileOf: (seq: number) => SeqFile;
  readonly execute: (seq: number, execution: Omit<Execution, 'isCorrect'>) => void;
  readonly installed: Noted[];
};

function fileFact(event: TraceEvent & { kind: 'note' }, drawers: Drawers): void {
  const { fact, process: replica, index, at } = event;
  const stamp = { replica, event: index, at };
  switch (fact.fact) {
    case 'pre-prepared':
    case 'prepared':
    case 'committed':
    case 'executed':
      return fileMilestone(fact, stamp, drawers);
    case 'executed-tentatively':
    case 'rolled-back': {
      const kind = fact.fact === 'rolled-back' ? 'rolled-back' : 'tentative';
      return drawers.execute(fact.seq, { ...stamp, digest: fact.digest, kind });
    }
    case 'checkpoint-taken':
    case 'checkpoint-stable': {
      const kind = fact.fact === 'checkpoint-taken' ? 'taken' : 'stable';
      drawers.fileOf(fact.seq).checkpoints.push({ ...stamp, seq: fact.seq, kind });
      return;
    }
    case 'state-installed':
      drawers.installed.push({ ...stamp, seq: fact.seq, kind: 'installed' });
      return;
    default:
      return;
  }
}

type MilestoneFact = FactOf<Milestone['phase']>;
type Stamp = Pick<Milestone, 'replica' | 'event' | 'at'>;

function fileMilestone(fact: MilestoneFact, stamp: Stamp, drawers: Drawers): void {
  const { fact: phase, view, seq, digest } = fact;
  const voters = 'voters' in fact ? fact.voters : [];
  drawers.fileOf(seq).milestones.push({ ...stamp, phase, view, digest, voters });
  if (phase === 'executed') drawers.execute(seq, { ...stamp, digest, kind: 'executed' });
}
