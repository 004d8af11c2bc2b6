/** Lines for people, each column as wide as it needs to be; columns of figures stand flush right. */
export function textTable(
  rows: readonly (readonly string[])[],
  side: 'left' | 'right' = 'left',
): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const pad = (cell: string, width: number): string =>
    side === 'left' ? cell.padEnd(width) : cell.padStart(width);
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
