/** Of the runs of a search that broke nothing, the one that came nearest: figures of correct members alone, all 0 in a calm run. */
export type Nearness = {
  /**
   * For one sequence number a second value was prepared, by so many correct replicas at most. In the full protocol that is harmless:
   * what a quorum may have committed is proposed again (PBFT, section 4.4).
   */
  readonly rivals: number;
  /** The highest view that was entered. */
  readonly view: number;
  /** Where members vote with words: so many correct ones at most heard contradictory ones about one order. */
  readonly torn: number;
  /**
   * So few other words would have undone the majority of one of those; 0: it had none. Null where nobody was torn.
   * What saves them all the same is that the loyal have the same majority (The Byzantine Generals Problem, section 3).
   */
  readonly margin: number | null;
};

/** The run of a number. */
export type Near = Nearness & { readonly number: number };

export function isCalm({ rivals, view, torn }: Nearness): boolean {
  return rivals === 0 && view === 0 && torn === 0;
}

/** More rivals, then the narrower majority, more who were torn, the higher view, the first; a calm run is near to nothing. */
export function nearer<N extends Near>(a: N | null, b: N | null): N | null {
  if (b === null || isCalm(b)) return a;
  if (a === null) return b;
  const order =
    b.rivals - a.rivals ||
    marginOf(a) - marginOf(b) ||
    b.torn - a.torn ||
    b.view - a.view ||
    a.number - b.number;
  return order > 0 ? b : a;
}

function marginOf({ margin }: Near): number {
  return margin ?? Number.MAX_SAFE_INTEGER;
}

/** What the figures say, without a capital and a full stop. `member`: what the protocol calls one of its members. */
export function nearText({ rivals, view, torn, margin }: Nearness, member: string): string {
  if (torn > 0) return `${loyal(torn, member)} heard contradictory words, ${majorityText(margin)}`;
  const values =
    rivals === 0
      ? 'nobody loyal was prepared for a second value'
      : `${loyal(rivals, member)} ${rivals === 1 ? 'was' : 'were'} prepared for a second value of one sequence number`;
  return `${values}, ${view === 0 ? 'and the view never changed' : `and the council got to view ${view}`}`;
}

function loyal(count: number, member: string): string {
  return `${count} loyal ${member}${count === 1 ? '' : 's'}`;
}

function majorityText(margin: number | null): string {
  if (margin === 0 || margin === null) return 'and one of them found no majority';
  return `and the majority that one obeyed would have been undone by ${margin} other ${margin === 1 ? 'word' : 'words'}`;
}
