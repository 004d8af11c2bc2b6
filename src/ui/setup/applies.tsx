import type { ReactNode } from 'react';
import { useLab, usePlayback, useSelection } from '../lab-context.ts';
import { milliseconds } from '../time.ts';

/** Says, and lets one choose, whether a change of the roster edits the set-up or intervenes at the playhead. */
export function Applies(): ReactNode {
  const lab = useLab();
  const chosen = useSelection((selection) => selection.applies);
  const isAtStart = usePlayback((playback) => playback.at === 0);
  const at = usePlayback((playback) => Math.floor(playback.at / 100) * 100);
  const applies = chosen ?? (isAtStart ? 'start' : 'now');
  const choose = (value: 'start' | 'now'): void => lab.selection.setState({ applies: value });
  return (
    <fieldset className="segments">
      <legend>Changes apply</legend>
      <label className={applies === 'start' ? 'on' : ''}>
        <input
          type="radio"
          name="applies"
          checked={applies === 'start'}
          onChange={() => choose('start')}
        />
        from the start
      </label>
      <label className={applies === 'now' ? 'on' : ''}>
        <input
          type="radio"
          name="applies"
          checked={applies === 'now'}
          onChange={() => choose('now')}
        />
        from now <span className="soft">{milliseconds(at)}</span>
      </label>
    </fieldset>
  );
}
