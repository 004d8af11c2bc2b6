import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { EventFilter, EventKind } from '../../core/model/index.ts';
import { Choose } from '../controls/choose.tsx';
import { useLab, useSelection } from '../lab-context.ts';
import { MessageField, ProcessField } from '../transport/run-until.tsx';

/** Kinds of events as people ask for them. */
const GROUPS: readonly { readonly text: string; readonly kinds: readonly EventKind[] }[] = [
  { text: 'all events', kinds: [] },
  { text: 'messages sent', kinds: ['send'] },
  { text: 'messages that arrive', kinds: ['deliver'] },
  { text: 'lost, rejected, ignored', kinds: ['drop', 'reject', 'ignore'] },
  { text: 'rules and phases', kinds: ['note'] },
  { text: 'timers', kinds: ['timer-set', 'timer-clear', 'timer-fired'] },
  { text: 'faults', kinds: ['crash', 'recover', 'mark'] },
  { text: 'network', kinds: ['partition', 'heal'] },
  { text: 'what you did', kinds: ['intervene', 'touch', 'void'] },
  { text: 'violations and proofs', kinds: ['violation', 'proof'] },
];

/** A search begins when the typing has paused: each letter would start it anew. */
const TYPED_MS = 200;

export function EventFilters(): ReactNode {
  const lab = useLab();
  const filter = useSelection((selection) => selection.eventFilter);
  const change = (part: Partial<EventFilter>): void =>
    lab.selection.setState(({ eventFilter }) => ({ eventFilter: { ...eventFilter, ...part } }));
  return (
    <div className="event-filters" role="group" aria-label="Which events">
      <SearchField value={filter.text} onChange={(text) => change({ text })} />
      <Choose
        label="Kind of event"
        value={filter.kinds.join()}
        options={GROUPS.map(({ text, kinds }) => ({ value: kinds.join(), text }))}
        onChange={(value) =>
          change({ kinds: GROUPS.find(({ kinds }) => kinds.join() === value)?.kinds ?? [] })
        }
      />
      <MessageField value={filter.message} onChange={(message) => change({ message })} />
      <ProcessField value={filter.process} onChange={(process) => change({ process })} />
      <button
        type="button"
        className="button button-toggle"
        aria-pressed={filter.isNotable}
        title="Only where somebody’s state advanced, or something broke or was done to the run"
        onClick={() => change({ isNotable: !filter.isNotable })}
      >
        Only notable
      </button>
    </div>
  );
}

function SearchField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (text: string) => void;
}): ReactNode {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (typed !== value) onChange(typed);
    }, TYPED_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <input
      type="search"
      className="field search-field"
      aria-label="Search in the events"
      placeholder="Search"
      value={typed}
      maxLength={80}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
