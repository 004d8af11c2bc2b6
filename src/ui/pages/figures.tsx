import type { ReactNode } from 'react';
import type { DataTable } from '../../store/data-table.ts';

type Props = { readonly caption: string; readonly table: DataTable };

/** The figures of a chart for screen readers: everybody else sees them drawn. The first cell of a row names it. */
export function Figures({ caption, table }: Props): ReactNode {
  return (
    <div className="visually-hidden">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {table.head.map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([name, ...cells], line) => (
            <tr key={line}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
