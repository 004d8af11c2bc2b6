/**
 * What each process went through, as rows in the order of the trace. Read from the facts that the processes state, so that any stretch
 * of a long recording can be drawn without replaying it. Grows when it is asked, not while recording.
 */
import { sidesOf } from '../../base/reach.ts';
import {
  LANE_PHASES,
  LANE_SIGNS,
  MARK_KINDS,
  type Fact,
  type LanePartition,
  type LanePhase,
  type LaneSign,
  type Micros,
  type ProcessId,
  type TraceEvent,
} from '../../model/index.ts';
import type { Trace } from '../../sim/trace.ts';
import { type Column, countUpTo, createColumn } from './column.ts';
import type { Values } from './values.ts';

export type LaneRow = {
  readonly event: number;
  readonly at: Micros;
  readonly process: ProcessId;
  readonly sign: number;
  readonly number: number;
  readonly value: number;
};

export type LaneStart = { readonly phase: number; readonly mark: number; readonly view: number };

export type Lanes = {
  /** Takes in what has been recorded since. */
  catchUp(): void;
  /** The rows of a range of time, both ends included. */
  within(from: Micros, until: Micros): { readonly first: number; readonly end: number };
  row(index: number): LaneRow;
  /** How a process stood before a row. */
  before(row: number, process: ProcessId): LaneStart;
  processes(): readonly ProcessId[];
  partitions(): readonly LanePartition[];
};

type Table = Readonly<Record<keyof LaneRow, Column>>;
/** Rows of one process that say how it stands from there on. */
type Life = Readonly<Record<'phase' | 'mark' | 'view', Column>> & Open;
type Open = { open: Record<number, LanePhase>; isChanging: boolean; executed: number };

export function createLanes(trace: Trace, values: Pick<Values, 'indexOf'>, n: number): Lanes {
  const table = emptyTable();
  const lives = new Map<ProcessId, Life>();
  const partitions: LanePartition[] = [];
  let read = 0;
  const observe = (event: TraceEvent): void => {
    if (event.kind === 'partition' || event.kind === 'heal') divide(partitions, { event, n });
    const said = saidBy(event, values);
    if (said === null) return;
    const life = lifeOf(lives, event.process);
    const before = phaseOf(life);
    put(table, life, event, said);
    advance(life, said);
    const after = phaseOf(life);
    if (after !== before)
      put(table, life, event, { sign: 'phase', number: LANE_PHASES.indexOf(after), value: -1 });
  };
  const stateAt = (column: Column | undefined, row: number): number => {
    const last = column === undefined ? 0 : countUpTo(column, row - 1);
    return last === 0 || column === undefined ? 0 : table.number.at(column.at(last - 1));
  };
  return {
    catchUp() {
      for (; read < trace.length; read += 1) {
        const process = trace.processAt(read);
        if (process >= 0) lifeOf(lives, process);
        if (TOLD.has(trace.kindAt(read))) observe(trace.at(read));
      }
    },
    within: (from, until) => ({
      first: countUpTo(table.at, from - 1),
      end: countUpTo(table.at, until),
    }),
    row: (index) => rowAt(table, index),
    before(row, process) {
      const life = lives.get(process);
      const [phase, mark, view] = [life?.phase, life?.mark, life?.view];
      return { phase: stateAt(phase, row), mark: stateAt(mark, row), view: stateAt(view, row) };
    },
    processes: () => [...lives.keys()].sort((a, b) => a - b),
    partitions: () => partitions,
  };
}

/** The others are messages, which flights know, and what follows from them. */
const TOLD: ReadonlySet<TraceEvent['kind']> = new Set<TraceEvent['kind']>([
  'note',
  'timer-fired',
  'crash',
  'recover',
  'mark',
  'partition',
  'heal',
  'proof',
]);

function emptyTable(): Table {
  return {
    event: createColumn(),
    at: createColumn(),
    process: createColumn(),
    sign: createColumn(),
    number: createColumn(),
    value: createColumn(),
  };
}

function put(table: Table, life: Life, event: TraceEvent, { sign, number, value }: Said): void {
  if (sign === 'mark') life.mark.push(table.event.length);
  if (sign === 'view-entered') life.view.push(table.event.length);
  if (sign === 'phase') life.phase.push(table.event.length);
  const { index, at, process } = event;
  pushRow(table, { event: index, at, process, sign: LANE_SIGNS.indexOf(sign), number, value });
}

function pushRow(table: Table, row: LaneRow): void {
  table.event.push(row.event);
  table.at.push(row.at);
  table.process.push(row.process);
  table.sign.push(row.sign);
  table.number.push(row.number);
  table.value.push(row.value);
}

function rowAt(table: Table, index: number): LaneRow {
  return {
    event: table.event.at(index),
    at: table.at.at(index),
    process: table.process.at(index),
    sign: table.sign.at(index),
    number: table.number.at(index),
    value: table.value.at(index),
  };
}

function lifeOf(lives: Map<ProcessId, Life>, process: ProcessId): Life {
  const known = lives.get(process);
  if (known !== undefined) return known;
  const life: Life = {
    phase: createColumn(),
    mark: createColumn(),
    view: createColumn(),
    open: {},
    isChanging: false,
    executed: 0,
  };
  if (process >= 0) lives.set(process, life);
  return life;
}

type Said = { readonly sign: LaneSign; readonly number: number; readonly value: number };

function saidBy(event: TraceEvent, values: Pick<Values, 'indexOf'>): Said | null {
  switch (event.kind) {
    case 'note':
      return saidByFact(event.fact, values);
    case 'timer-fired':
      return { sign: 'timer', number: -1, value: -1 };
    case 'crash':
    case 'recover':
    case 'proof':
      return { sign: event.kind, number: -1, value: -1 };
    case 'mark':
      return { sign: 'mark', number: MARK_KINDS.indexOf(event.mark.kind), value: -1 };
    default:
      return null;
  }
}

function saidByFact(fact: Fact, values: Pick<Values, 'indexOf'>): Said | null {
  if ('digest' in fact && 'seq' in fact) {
    const sign = SIGNS_OF_VALUES[fact.fact];
    return sign === undefined
      ? null
      : { sign, number: fact.seq, value: values.indexOf(fact.digest) };
  }
  switch (fact.fact) {
    case 'view-change-sent':
      return { sign: 'view-change', number: fact.view, value: -1 };
    case 'view-entered':
      return { sign: 'view-entered', number: fact.view, value: -1 };
    case 'reply-accepted':
      return { sign: 'accepted', number: fact.request.timestamp, value: -1 };
    case 'text-read':
      return fact.obeyed.length > 0 ? { sign: 'turned', number: -1, value: -1 } : null;
    default:
      return null;
  }
}

/** A general that has heard an order stands where a replica does that has accepted a proposal. */
const SIGNS_OF_VALUES: Readonly<Partial<Record<Fact['fact'], LaneSign>>> = {
  'pre-prepared': 'pre-prepared',
  prepared: 'prepared',
  committed: 'committed',
  executed: 'executed',
  'order-heard': 'pre-prepared',
  'checkpoint-stable': 'stable',
  'state-installed': 'installed',
};

function phaseOf({ open, isChanging }: Open): LanePhase {
  if (isChanging) return 'changing view';
  // Keyed by integers, so that the first is the lowest.
  for (const seq in open) return open[seq] ?? 'idle';
  return 'idle';
}

/** Beyond these open at once the highest are not followed: a screen shows the lowest alone. */
const OPEN_MAX = 4_096;

function advance(life: Life, { sign, number }: Said): void {
  switch (sign) {
    case 'pre-prepared':
    case 'prepared':
    case 'committed':
      open(life, number, sign);
      return;
    case 'view-change':
      life.isChanging = true;
      return;
    case 'view-entered':
      life.isChanging = false;
      life.open = {};
      return;
    case 'executed':
    case 'stable':
    case 'installed':
      close(life, number);
      return;
    default:
  }
}

/** What was executed in an earlier view and is proposed again is over once it is committed again. */
function open(life: Life, seq: number, phase: LanePhase): void {
  if (phase === 'committed' && seq <= life.executed) delete life.open[seq];
  else if (seq >= 0 && Object.keys(life.open).length < OPEN_MAX) life.open[seq] = phase;
}

/** All before it are over, too. */
function close(life: Life, seq: number): void {
  life.executed = Math.max(life.executed, seq);
  for (const other in life.open) if (Number(other) <= seq) delete life.open[other];
}

function divide(
  partitions: LanePartition[],
  { event, n }: { readonly event: TraceEvent & { kind: 'partition' | 'heal' }; readonly n: number },
): void {
  const groups = sidesOf([event.groups], n);
  if (event.kind === 'partition') {
    partitions.push({ from: event.at, until: null, groups });
    return;
  }
  const same = JSON.stringify(groups);
  const open = partitions.findLastIndex(
    (each) => each.until === null && JSON.stringify(each.groups) === same,
  );
  const found = partitions[open];
  if (found !== undefined) partitions[open] = { ...found, until: event.at };
}
