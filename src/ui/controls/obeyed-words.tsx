import type { ReactNode } from 'react';
import type { MarkView } from '../../core/model/index.ts';
import { visible } from '../../viz/text.ts';

/** The text as it was read, with the words that were obeyed marked. */
export function ObeyedWords({ mark }: { mark: Pick<MarkView, 'text' | 'obeyed'> }): ReactNode {
  const pieces: ReactNode[] = [];
  let end = 0;
  for (const [start, stop] of mark.obeyed) {
    pieces.push(visible(mark.text.slice(end, start)));
    pieces.push(<mark key={start}>{visible(mark.text.slice(start, stop))}</mark>);
    end = stop;
  }
  pieces.push(visible(mark.text.slice(end)));
  return (
    <>
      Obeys: “<bdi>{pieces}</bdi>”
    </>
  );
}
