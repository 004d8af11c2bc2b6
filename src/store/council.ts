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
