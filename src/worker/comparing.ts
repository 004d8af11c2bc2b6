import type { Comparer } from '../core/index.ts';
import type { CompareAsk, ComparePage, Run } from '../core/model/index.ts';

type Kept = {
  readonly a: Run;
  readonly b: Run;
  readonly events: string;
  readonly comparer: Comparer;
};

/** Keeps the last comparison while nothing is added to either run: a page of it is then asked for again and again. */
export function createComparing(
  compare: (a: Run, b: Run) => Comparer,
): (a: Run, b: Run, ask: CompareAsk) => ComparePage {
  let kept: Kept | null = null;
  return (a, b, ask) => {
    const events = `${a.record.length} ${b.record.length}`;
    if (kept?.a !== a || kept.b !== b || kept.events !== events) {
      kept = { a, b, events, comparer: compare(a, b) };
    }
    return kept.comparer.page(ask);
  };
}
