import type { ReactNode } from 'react';
import type { Cell, DataTable } from '../../store/data-table.ts';
import { useWordsOf } from '../use-words.ts';

type Props = { readonly caption: string; readonly table: DataTable };

/** The figures of a chart for screen readers: everybody else sees them drawn. The first cell of a row names it. */
export function Figures({ caption, table }: Props): ReactNode {
  const reword = useWordsOf('pbft');
  const said = (cell: Cell | undefined): Cell | undefined =>
    typeof cell === 'string' ? reword(cell) : cell;
  return (
    <div className="visually-hidden">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {table.head.map((text) => (
              <th key={text} scope="col">
                {reword(text)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([name, ...cells], line) => (
            <tr key={line}>
              <th scope="row">{said(name)}</th>
              {cells.map((cell, column) => (
                <td key={column}>{said(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
