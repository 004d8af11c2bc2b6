/** Which rows of a long list are seen. A list of millions is taller than browsers allow: it scrolls in larger steps. */

export type Scroll = {
  readonly rows: number;
  readonly rowHeight: number;
  /** Height of what is seen of it. */
  readonly height: number;
};

/** Browsers cut elements off at about 17 million pixels. */
const TALLEST = 8_000_000;

/** How tall the list is for its scroll bar. */
export function listHeight({ rows, rowHeight }: Scroll): number {
  return Math.min(rows * rowHeight, TALLEST);
}

/** The row at the upper edge; a fraction of it may be above. */
export function rowAt(scroll: Scroll, top: number): number {
  const { range, last } = measure(scroll);
  return range <= 0 ? 0 : Math.min(1, Math.max(0, top / range)) * last;
}

/** Where the scroll bar has to be for a row to be at the upper edge. */
export function topOf(scroll: Scroll, row: number): number {
  const { range, last } = measure(scroll);
  return last <= 0 ? 0 : Math.min(1, Math.max(0, row / last)) * range;
}

function measure(scroll: Scroll): { readonly range: number; readonly last: number } {
  const { rows, rowHeight, height } = scroll;
  return {
    range: Math.max(0, listHeight(scroll) - height),
    last: Math.max(0, rows - height / rowHeight),
  };
}
