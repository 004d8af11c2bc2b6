import { lazy, useMemo } from 'react';
import type { ReactNode } from 'react';
import { Later } from '../shell/later.tsx';
import type { Message } from '../../store/frame.ts';
import { findMessage } from '../../store/under-way.ts';
import { Glyph } from '../controls/glyph.tsx';
import { UserText } from '../controls/user-text.tsx';
import { usePlayback, useProtocol, useRecording } from '../lab-context.ts';
import { isHeldAt } from '../../viz/flight.ts';
import { milliseconds } from '../time.ts';
import { useWords } from '../use-words.ts';
import { useNamer, ValueTile } from './sentence.tsx';

const MessageActions = lazy(async () => ({
  default: (await import('./message-actions.tsx')).MessageActions,
}));

export function MessageFacts({ event }: { event: number }): ReactNode {
  const held = useRecording(({ run, window, traffic }) => ({ run, window, traffic }));
  const message = useMemo(() => findMessage(held, event), [held, event]);
  return message ? <Facts message={message} /> : null;
}

function Facts({ message }: { message: Message }): ReactNode {
  const nameOf = useNamer();
  const reword = useWords();
  const kinds = Object.values(useProtocol()?.messages ?? {});
  const value = useRecording((recording) => recording.timeline?.values[message.value]);
  const kind = kinds[message.kind];
  return (
    <section className="section" aria-labelledby="selected-title">
      <h2 id="selected-title">
        {kind && <Glyph kind={kind.glyph} />} {kind?.label ?? 'Message'} from {nameOf(message.from)}{' '}
        to {nameOf(message.to)}
      </h2>
      <dl className="facts">
        <dt>Sent</dt>
        <dd>{milliseconds(message.sentAt)}</dd>
        <dt>End</dt>
        <dd>
          <End message={message} />
        </dd>
        <dt>About</dt>
        <dd>{reword(aboutText(message))}</dd>
        {value && (
          <>
            <dt>Value</dt>
            <dd>
              <ValueTile value={value} />{' '}
              {value.letter !== '' && <UserText>{value.label}</UserText>}
            </dd>
          </>
        )}
      </dl>
      {kind && <p className="hint">{kind.meaning}</p>}
      <Later>
        <MessageActions message={message} />
      </Later>
    </section>
  );
}

const FATES: Readonly<Record<Message['fate'], string>> = {
  delivered: 'arrives',
  rejected: 'rejected',
  ignored: 'ignored as late or known',
  lost: 'lost by the network',
  partition: 'stopped by the partition',
  crashed: 'its receiver is down',
  'in flight': 'on its way',
  dropped: 'dropped by hand',
  held: 'held',
};

/** What has not happened yet is said as what is due. */
function End({ message }: { message: Message }): ReactNode {
  const isAhead = usePlayback((playback) => playback.at < message.endsAt);
  const isHeld = usePlayback((playback) => isHeldAt(message, playback.at));
  const when = milliseconds(message.endsAt);
  const hides = usePlayback((playback) => playback.hidesFuture);
  if (isHeld && (hides || message.resumedAt < 0)) return 'held until it is released';
  if (isAhead) return hides ? 'on its way' : <>due at {when}</>;
  return (
    <>
      {FATES[message.fate]} at {when}
      {message.isForged && ', forged'}
    </>
  );
}

/** In the protocol's own words where it has some. */
function aboutText({ about, view, seq }: Message): string {
  if (about !== '') return about;
  const slot = seq > 0 ? `, sequence number ${seq}` : '';
  return `${view >= 0 ? `view ${view}` : ''}${slot}`;
}
