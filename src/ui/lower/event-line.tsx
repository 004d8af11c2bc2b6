import type { ReactNode } from 'react';
import type { EventRow } from '../../core/model/index.ts';
import { Glyph } from '../controls/glyph.tsx';
import { useProtocol } from '../lab-context.ts';
import { SentenceText, useNamer } from '../explain/sentence.tsx';
import { milliseconds } from '../time.ts';

const KIND_WORDS: Readonly<Record<EventRow['kind'], string>> = {
  send: 'sent',
  deliver: 'arrives',
  drop: 'lost',
  'timer-set': 'timer set',
  'timer-clear': 'timer stopped',
  'timer-fired': 'timer runs out',
  note: 'state',
  reject: 'rejected',
  ignore: 'ignored',
  crash: 'crash',
  recover: 'restart',
  mark: 'fault',
  partition: 'partition',
  heal: 'healed',
  intervene: 'done by you',
  violation: 'violation',
  proof: 'proof',
  touch: 'touched',
  void: 'void',
};

type Props = {
  readonly row: EventRow;
  readonly position: number;
  readonly size: number;
  readonly when: 'past' | 'present' | 'future';
  readonly isSelected: boolean;
  readonly onChoose: () => void;
};

export function EventLine({ row, position, size, when, isSelected, onChoose }: Props): ReactNode {
  const nameOf = useNamer();
  const messages = Object.values(useProtocol()?.messages ?? {});
  const message = messages[row.message];
  return (
    <div
      id={`event-${row.event}`}
      role="option"
      className={`event-line is-${when} ${row.isNotable ? 'is-notable' : ''} of-${row.kind}`}
      aria-selected={isSelected}
      aria-posinset={position + 1}
      aria-setsize={size}
      aria-current={when === 'present' ? 'step' : undefined}
      onClick={onChoose}
    >
      <span className="event-time">{milliseconds(row.at)}</span>
      <span className="event-who">{row.process < 0 ? '' : nameOf(row.process)}</span>
      <span className="event-kind">
        {message && <Glyph kind={message.glyph} />}
        {KIND_WORDS[row.kind]}
      </span>
      <span className="event-sentence">
        <SentenceText sentence={row.sentence} />
      </span>
    </div>
  );
}
