/** The figures behind a chart, as rows: what a person takes away as CSV, and what a screen reader reads. */

export type Cell = string | number | null;

export type DataTable = {
  readonly head: readonly string[];
  /** As many cells in each as the head has; null where there is nothing to say. */
  readonly rows: readonly (readonly Cell[])[];
};

/** As RFC 4180 has it: lines end in CR LF, and a cell with a comma, a quotation mark or a line break is quoted. */
export function csvOf({ head, rows }: DataTable): string {
  return [head, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

function quoted(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
