/** What the council promises and what is seated: the two inequalities, as plain figures for the screen. */
import { isLive, isSafe, quorumSize } from '../core/quorum/thresholds.ts';
import type { MarkKind, ProcessView, QuorumRule, Scenario } from '../core/model/index.ts';

export type Bound = {
  /** Whom it allows for: f, or the marks on the table. */
  readonly count: number;
  readonly isHeld: boolean;
};

export type Bounds = {
  readonly n: number;
  readonly f: number;
  readonly q: number;
  readonly promised: { readonly live: Bound; readonly safe: Bound };
  /** Live counts everybody who may keep silent, safe only those who may lie. */
  readonly seated: { readonly live: Bound; readonly safe: Bound };
};

export function boundsOf(scenario: Scenario, marks: readonly MarkKind[]): Bounds {
  const { replicas: n, tolerance: f } = scenario;
  const q = quorumSize(scenario.quorum, n, f);
  const faulty = marks.filter((mark) => mark !== 'loyal').length;
  const traitors = marks.filter((mark) => mark !== 'loyal' && mark !== 'crashed').length;
  return {
    n,
    f,
    q,
    promised: { live: liveBound(n, q, f), safe: safeBound(n, q, f) },
    seated: { live: liveBound(n, q, faulty), safe: safeBound(n, q, traitors) },
  };
}

function liveBound(n: number, q: number, count: number): Bound {
  return { count, isHeld: isLive(n, q, count) };
}

function safeBound(n: number, q: number, count: number): Bound {
  return { count, isHeld: isSafe(n, q, count) };
}

/** The rules with a name, and how many votes each asks for here. */
export function quorumChoices(n: number, f: number): readonly { rule: QuorumRule; size: number }[] {
  return (['intersect', '2f+1', 'n-f'] as const).map((rule) => ({
    rule,
    size: quorumSize(rule, n, f),
  }));
}

/** The marks at a moment, replica by replica. */
export function marksOf(processes: readonly ProcessView[]): readonly MarkKind[] {
  return processes.flatMap((process) => (process.role === 'replica' ? [process.mark.kind] : []));
}

/** The marks that a scenario sets at its very beginning: what is seated before anything has been recorded. */
export function marksFromStart(scenario: Scenario): readonly MarkKind[] {
  return Array.from({ length: scenario.replicas }, (_, replica) => {
    const fault = scenario.faults.findLast((each) => each.replicas.includes(replica));
    return fault?.kind ?? 'loyal';
  });
}

/** An inequality with its figures. */
export type Condition = { readonly text: string; readonly isHeld: boolean };

export type GeneralsBounds = {
  readonly m: number;
  readonly faulty: number;
  readonly conditions: readonly {
    readonly name: string;
    readonly formula: string;
    readonly promised: Condition;
    readonly seated: Condition;
  }[];
  /** Every message arrives within its round. */
  readonly isSynchronous: boolean;
};

/**
 * The theorems of 1982. Oral: IC1 needs more than 3m generals and at most m traitors, IC2 alone more than 2x + m. Signed: at most m
 * traitors among any number of generals.
 */
export function generalsBounds(scenario: Scenario, marks: readonly MarkKind[]): GeneralsBounds {
  const { replicas: n, tolerance: m, network } = scenario;
  const faulty = marks.filter((mark) => mark !== 'loyal').length;
  const { loss, partitions, delays, scheduler } = network;
  const isHeldUp = partitions.length + delays.length > 0 || scheduler.kind !== 'none';
  const ofOral = (x: number): readonly Condition[] => [
    { text: `${n} > ${3 * m}, ${x} ≤ ${m}`, isHeld: n > 3 * m && x <= m },
    { text: `${n} > ${2 * x + m}`, isHeld: n > 2 * x + m },
  ];
  const ofSigned = (x: number): readonly Condition[] => [
    { text: `${x} ≤ ${m}`, isHeld: x <= m },
    { text: `${x} ≤ ${m}`, isHeld: x <= m },
  ];
  const of = scenario.generals.messages === 'oral' ? ofOral : ofSigned;
  const formulas =
    scenario.generals.messages === 'oral' ? ['n > 3m, x ≤ m', 'n > 2x + m'] : ['x ≤ m', 'x ≤ m'];
  const none: Condition = { text: '', isHeld: false };
  return {
    m,
    faulty,
    conditions: ['IC1', 'IC2'].map((name, index) => ({
      name,
      formula: formulas[index] ?? '',
      promised: of(m)[index] ?? none,
      seated: of(faulty)[index] ?? none,
    })),
    isSynchronous: loss === 0 && !isHeldUp,
  };
}
