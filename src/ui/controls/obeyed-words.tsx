import type { ReactNode } from 'react';
import type { MarkView } from '../../core/model/index.ts';
import { visible } from '../../core/base/visible.ts';

/** So many characters beside what was obeyed tell where it stood; all of the text stands where it is set. */
const BESIDE = 40;

/** The text as it was read, around the words that were obeyed, which are marked. */
export function ObeyedWords({ mark }: { mark: Pick<MarkView, 'text' | 'obeyed'> }): ReactNode {
  const pieces: ReactNode[] = [];
  let end = 0;
  for (const [start, stop] of mark.obeyed) {
    const isFirst = end === 0;
    pieces.push(visible(shortened(mark.text.slice(end, start), isFirst ? 'end' : 'both')));
    pieces.push(<mark key={start}>{visible(mark.text.slice(start, stop))}</mark>);
    end = stop;
  }
  pieces.push(visible(shortened(mark.text.slice(end), 'start')));
  return (
    <>
      Obeys: “<bdi>{pieces}</bdi>”
    </>
  );
}

/** With its start, its end or both kept. Whole characters only: a half of one is none. */
function shortened(text: string, kept: 'start' | 'end' | 'both'): string {
  const characters = [...text];
  const start = kept === 'end' ? '' : characters.slice(0, BESIDE).join('');
  const end = kept === 'start' ? '' : characters.slice(-BESIDE).join('');
  const most = kept === 'both' ? 2 * BESIDE : BESIDE;
  return characters.length > most ? `${start}…${end}` : text;
}
