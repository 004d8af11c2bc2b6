import type { ReactNode } from 'react';
import type { Notice } from '../../store/state.ts';
import { QuotingText } from '../controls/user-text.tsx';
import { useHistory, useLab, useRecording } from '../lab-context.ts';

const LISTED: Readonly<Partial<Record<Notice['kind'], string>>> = {
  idle: 'What does nothing',
  full: 'What was recorded',
};

/** What failed, what still holds, and the one thing to do about it. */
export function NoticeBar(): ReactNode {
  const lab = useLab();
  const notice = useRecording((recording) => recording.notice);
  const seed = useHistory((history) => history.present?.scenario.seed ?? null);
  if (!notice) return null;
  // Told, and no failure of anything.
  const isQuiet = notice.kind === 'idle' || notice.kind === 'full';
  const dismiss = (): void => lab.recording.setState({ notice: null });
  return (
    <div className={`notice is-${notice.kind}`} role={isQuiet ? 'status' : 'alert'}>
      {!isQuiet && <CrackedTile />}
      <div>
        <p>
          <b>{notice.title}</b>
        </p>
        <ul tabIndex={0} aria-label={LISTED[notice.kind] ?? 'What is wrong'}>
          {notice.problems.map((problem) => (
            <li key={`${problem.path} ${problem.message}`}>
              <QuotingText>{problem.message}</QuotingText>
            </li>
          ))}
        </ul>
      </div>
      {notice.kind === 'crashed' ? (
        <button
          type="button"
          className="button button-gold"
          onClick={() => (seed === null ? location.reload() : void lab.opening.restart())}
        >
          {seed === null ? 'Load the page again' : `Restart from seed ${seed}`}
        </button>
      ) : (
        <button type="button" className="button button-line" onClick={dismiss}>
          Close
        </button>
      )}
    </div>
  );
}

export function CrackedTile(): ReactNode {
  return (
    <svg className="cracked" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d="M1 1h18L9 10l3 2-11 7ZM19 5v14H6l9-6-3-2Z" />
    </svg>
  );
}
