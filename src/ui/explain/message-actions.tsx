import { useState } from 'react';
import type { ReactNode } from 'react';
import type { MessageCard, Micros } from '../../core/model/index.ts';
import type { Message } from '../../store/frame.ts';
import { soughtTo } from '../../store/playback.ts';
import { touchMessage } from '../../store/touch.ts';
import type { TouchChoice } from '../../store/touch.ts';
import { isHeldAt } from '../../viz/flight.ts';
import { Stepper } from '../controls/stepper.tsx';
import { UserText } from '../controls/user-text.tsx';
import { useLab, usePlayback } from '../lab-context.ts';
import { TamperForm } from '../touch/tamper-form.tsx';
import { useCard } from '../touch/use-card.ts';
import { useNamer } from './sentence.tsx';

/** What can be done to the selected message, while it is on its way at the playhead; and what was done to it. */
export function MessageActions({ message }: { message: Message }): ReactNode {
  const card = useCard(message.event);
  const isUnderway = usePlayback(({ at }) => at >= message.sentAt && at < message.endsAt);
  const canTouch = card === null ? isUnderway : card.ref !== null;
  return (
    <div className="touch" role="group" aria-label="What to do with this message">
      {card !== null && card.changed.length > 0 && <Tampered card={card} message={message} />}
      {canTouch ? <Hands message={message} card={card} /> : <NotNow message={message} />}
    </div>
  );
}

function Hands({ message, card }: { message: Message; card: MessageCard | null }): ReactNode {
  const lab = useLab();
  const isHeld = usePlayback(({ at }) => isHeldAt(message, at));
  const [ms, setMs] = useState(20);
  const [isOpen, setOpen] = useState(false);
  const act = (choice: TouchChoice): void => void touchMessage(lab, message.event, choice);
  return (
    <>
      <div className="touch-row">
        <Act onClick={() => act({ do: 'drop' })} title="It never arrives (D)">
          Drop
        </Act>
        <Act
          onClick={() => act({ do: isHeld ? 'release' : 'hold' })}
          title={isHeld ? 'It goes the rest of its way' : 'It stands still until you release it'}
        >
          {isHeld ? 'Release' : 'Hold'}
        </Act>
        <Act onClick={() => act({ do: 'duplicate' })} title="The network delivers it once more">
          Duplicate
        </Act>
        <button
          type="button"
          className="button button-line"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          Tamper…
        </button>
      </div>
      {!isHeld && (
        <div className="touch-row">
          <Act onClick={() => act({ do: 'delay', by: ms * 1000 })} title="It arrives later">
            Delay
          </Act>
          <span>by</span>
          <Stepper label="Delay in ms" value={ms} min={1} max={10_000} onChange={setMs} />
          <span>ms</span>
        </div>
      )}
      {isOpen && card !== null && <TamperForm parts={card.parts} onTamper={act} />}
    </>
  );
}

function Act(props: { onClick: () => void; title: string; children: ReactNode }): ReactNode {
  const { onClick, title, children } = props;
  return (
    <button type="button" className="button button-line" title={title} onClick={onClick}>
      {children}
    </button>
  );
}

const ENDED_AT_ONCE: Partial<Record<Message['fate'], string>> = {
  lost: 'The network lost it as soon as it was sent.',
  partition: 'The network is cut on its way, so that it never left.',
  dropped: 'It was dropped by hand as soon as it was sent.',
};

function whyNotNow({ from, to, sentAt, endsAt, fate }: Message, at: Micros): string {
  if (from === to) return 'It stays within its sender.';
  if (endsAt <= sentAt) return ENDED_AT_ONCE[fate] ?? 'It was there as soon as it was sent.';
  return at < sentAt ? 'It has not been sent yet.' : 'It is on its way no longer.';
}

/** Nothing can be done to what has not left or has come to its end: one has to be there when it is on its way. */
function NotNow({ message }: { message: Message }): ReactNode {
  const lab = useLab();
  const at = usePlayback((playback) => playback.at);
  const wasUnderway = message.endsAt > message.sentAt;
  const why = whyNotNow(message, at);
  const middle = Math.floor((message.sentAt + message.endsAt) / 2);
  const go = (): void => {
    const playback = lab.playback.getState();
    const reached = lab.recording.getState().timeline?.reached ?? middle;
    lab.playback.setState({ ...soughtTo(playback, middle, reached), isPlaying: false });
  };
  return (
    <p className="hint">
      {why} Drop, delay, hold, duplicate and tamper need it on its way.{' '}
      {wasUnderway && message.from !== message.to && (
        <button type="button" className="button button-line" onClick={go}>
          Go to where it is on its way
        </button>
      )}
    </p>
  );
}

function Tampered({ card, message }: { card: MessageCard; message: Message }): ReactNode {
  const nameOf = useNamer();
  const names = card.changed.filter((name) => name !== 'sig');
  return (
    <div className="tampered" role="note">
      <p>
        Tampered with:{' '}
        {card.changed.map((name) => (name === 'sig' ? 'signature' : name)).join(', ')}.{' '}
        {names.length > 0 && 'The signature is the old one, and covers what was said before.'}
      </p>
      <dl className="facts">
        {card.fields
          .filter(([name]) => names.includes(name))
          .map(([name, text]) => (
            <Changed key={name} name={name} text={text} />
          ))}
        <dt>Signature</dt>
        <dd className="signature is-failing">{card.signature}</dd>
      </dl>
      {card.rejection !== '' && (
        <p className="failing">
          {nameOf(message.to)} rejected it: {card.rejection}.
        </p>
      )}
    </div>
  );
}

function Changed({ name, text }: { name: string; text: string }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd className="signature">
        <UserText>{text}</UserText>
      </dd>
    </>
  );
}
