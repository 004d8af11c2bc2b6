import { useEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Message } from '../../store/frame.ts';
import type { Lab } from '../../store/lab.ts';
import { findMessage } from '../../store/under-way.ts';
import { Glyph } from '../controls/glyph.tsx';
import { Icon } from '../controls/icon.tsx';
import { useNamer } from '../explain/sentence.tsx';
import { useLab, useProtocol, useRecording, useSelection } from '../lab-context.ts';

/** Where messages lie over each other, or for all messages of a process: a list to choose from. */
export function MessageChoice(): ReactNode {
  const choices = useSelection((selection) => selection.choices);
  return choices.length === 0 ? null : <Choice key={choices.join(' ')} events={choices} />;
}

/** More than this are bundled by sender and kind. */
const MOST_SINGLE = 12;

function Choice({ events }: { events: readonly number[] }): ReactNode {
  const lab = useLab();
  const held = useRecording(({ run, window, traffic }) => ({ run, window, traffic }));
  const messages = useMemo(
    () => events.flatMap((event) => findMessage(held, event) ?? []),
    [held, events],
  );
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    element.current?.querySelector<HTMLElement>('li button, summary')?.focus();
    return () => {
      if (before instanceof HTMLElement || before instanceof SVGElement) before.focus();
    };
  }, []);
  const bundles = messages.length > MOST_SINGLE ? bundlesOf(messages) : null;
  return (
    <div
      ref={element}
      className="message-choice"
      role="dialog"
      aria-label="Choose a message"
      onKeyDown={(event) => walk(event, lab)}
    >
      <header>
        <span>{messages.length} messages</span>
        <button
          type="button"
          className="button button-icon"
          aria-label="Close the list"
          onClick={() => close(lab)}
        >
          <Icon name="cross" />
        </button>
      </header>
      {bundles === null ? (
        <Messages messages={messages} />
      ) : (
        bundles.map((bundle) => (
          <Bundle key={`${bundle[0]?.from} ${bundle[0]?.kind}`} bundle={bundle} />
        ))
      )}
    </div>
  );
}

function close(lab: Lab): void {
  lab.selection.setState({ choices: [] });
}

function bundlesOf(messages: readonly Message[]): readonly (readonly Message[])[] {
  const bundles = new Map<string, Message[]>();
  for (const message of messages) {
    const key = `${message.from} ${message.kind}`;
    const bundle = bundles.get(key) ?? [];
    bundle.push(message);
    bundles.set(key, bundle);
  }
  return [...bundles.values()].sort((a, b) => b.length - a.length);
}

/** Messages of one sender and kind. */
function Bundle({ bundle }: { bundle: readonly Message[] }): ReactNode {
  const nameOf = useNamer();
  const kinds = Object.values(useProtocol()?.messages ?? {});
  const [first] = bundle;
  if (first === undefined) return null;
  if (bundle.length === 1) return <Messages messages={bundle} />;
  const kind = kinds[first.kind];
  return (
    <details>
      <summary>
        {kind && <Glyph kind={kind.glyph} />} {bundle.length} {kind?.label ?? 'messages'} from{' '}
        {nameOf(first.from)}
      </summary>
      <Messages messages={bundle} />
    </details>
  );
}

function Messages({ messages }: { messages: readonly Message[] }): ReactNode {
  return (
    <ul>
      {messages.map((message) => (
        <li key={message.event}>
          <MessageButton message={message} />
        </li>
      ))}
    </ul>
  );
}

function MessageButton({ message }: { message: Message }): ReactNode {
  const lab = useLab();
  const nameOf = useNamer();
  const kinds = Object.values(useProtocol()?.messages ?? {});
  const isSelected = useSelection((selection) => selection.message === message.event);
  const value = useRecording((recording) => recording.timeline?.values[message.value]);
  const kind = kinds[message.kind];
  const select = (): void => lab.selection.setState({ message: message.event, process: null });
  const about = message.seq > 0 ? `, number ${message.seq}` : '';
  const letter = value && value.letter !== '' ? `, ${value.letter}` : '';
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      onFocus={select}
      onClick={() => {
        select();
        close(lab);
      }}
    >
      {kind && <Glyph kind={kind.glyph} />} {kind?.label ?? 'Message'}, {nameOf(message.from)} to{' '}
      {nameOf(message.to)}
      {about}
      {letter}
    </button>
  );
}

/** Up and down go through the list, Escape closes it. */
function walk(event: KeyboardEvent<HTMLDivElement>, lab: Lab): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === 'Escape') close(lab);
  else if (step !== undefined) {
    const stops = [
      ...event.currentTarget.querySelectorAll<HTMLElement>('li button, summary'),
    ].filter((each) => each.checkVisibility());
    const here = stops.findIndex((each) => each === document.activeElement);
    stops[(here + step + stops.length) % stops.length]?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
