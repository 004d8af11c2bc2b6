import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { changeDeed } from '../../store/versions/branching.ts';
import { deedsOf } from '../../store/deeds.ts';
import type { Deed } from '../../store/deeds.ts';
import { toMoment } from '../../store/travel.ts';
import { Icon } from '../controls/icon.tsx';
import type { IconName } from '../controls/icon.tsx';
import { NameField } from '../controls/name-field.tsx';
import { UserText } from '../controls/user-text.tsx';
import { useCatalog, useHistory, useLab, usePlayback, useRecording } from '../lab-context.ts';
import { milliseconds } from '../time.ts';
import { useWords } from '../use-words.ts';

const ICONS: Readonly<Record<string, IconName>> = {
  order: 'order',
  crash: 'crashed',
  crashed: 'crashed',
  restore: 'loyal',
  lie: 'lying',
  lying: 'lying',
  collude: 'colluding',
  colluding: 'colluding',
  inject: 'prompt-injected',
  'prompt-injected': 'prompt-injected',
  partition: 'network',
  isolate: 'network',
  rejoin: 'network',
  delay: 'wait',
};

/** All that is done to the run, by time. Each can be moved, edited where that is simple, and removed: one change, to be undone. */
export function DeedList(): ReactNode {
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  const timeline = useRecording((recording) => recording.timeline);
  const hides = usePlayback((playback) => playback.hidesFuture);
  const now = usePlayback((playback) => (playback.hidesFuture ? Math.floor(playback.at) : 0));
  const tactics = useCatalog()?.tactics;
  const deeds = useMemo(
    () => (scenario ? deedsOf(scenario, timeline, tactics ?? []) : []),
    [scenario, timeline, tactics],
  );
  const shown = hides ? deeds.filter(({ at }) => at <= now) : deeds;
  if (shown.length === 0) {
    return (
      <p className="hint">
        Nothing yet. What you do at the playhead is listed here: crash somebody, send an order,
        touch a message.
      </p>
    );
  }
  return (
    <ul className="deed-list">
      {shown.map((deed) => (
        <DeedRow key={`${deed.source} ${deed.index}`} deed={deed} />
      ))}
    </ul>
  );
}

function DeedRow({ deed }: { deed: Deed }): ReactNode {
  const lab = useLab();
  const { at, until, text } = deed;
  const label = useWords()(deed.label);
  return (
    <li className={deed.void === '' ? 'deed' : 'deed is-void'}>
      <Icon name={ICONS[deed.what] ?? 'order'} />
      <span className="deed-times">
        <TimeField
          label={`When: ${label}`}
          at={at}
          onChange={(next) => void changeDeed(lab, deed, { at: next })}
        />
        {until !== null && (
          <>
            <span>to</span>
            <TimeField
              label={`Until when: ${label}`}
              at={until}
              onChange={(next) => void changeDeed(lab, deed, { until: next })}
            />
          </>
        )}
        <span>ms</span>
      </span>
      <div className="deed-words">
        <span className="deed-label">
          <UserText>{label}</UserText>
        </span>
        {text !== null && (
          <NameField
            label={`Words of: ${label}`}
            name={text}
            onChange={(next) => void changeDeed(lab, deed, { text: next })}
          />
        )}
        {deed.void !== '' && <span className="deed-void">Void: {deed.void}</span>}
      </div>
      <button
        type="button"
        className="button button-icon"
        aria-label={`Go to ${label} at ${milliseconds(at)}`}
        title="Go there"
        onClick={() => toMoment(lab, { at, events: null })}
      >
        <Icon name="eye" />
      </button>
      <button
        type="button"
        className="button button-icon"
        aria-label={`Remove ${label} at ${milliseconds(at)}`}
        title="Remove"
        onClick={() => void changeDeed(lab, deed, null)}
      >
        <Icon name="cross" />
      </button>
    </li>
  );
}

type TimeProps = {
  readonly label: string;
  readonly at: number;
  readonly onChange: (at: number) => void;
};

/** A time in milliseconds; what is no time is not taken, and the old one comes back. */
function TimeField({ label, at, onChange }: TimeProps): ReactNode {
  const [draft, setDraft] = useState<string | null>(null);
  const finish = (): void => {
    const micros = Math.round(Number(draft) * 1000);
    const isTime = draft !== null && draft.trim() !== '' && Number.isFinite(micros) && micros >= 0;
    if (isTime && micros !== at) onChange(micros);
    setDraft(null);
  };
  return (
    <input
      type="text"
      inputMode="numeric"
      className="field time-field"
      aria-label={`${label}, in milliseconds`}
      value={draft ?? String(at / 1000)}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
