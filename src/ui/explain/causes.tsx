import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { CauseLink, CauseStep } from '../../core/model/index.ts';
import { EMPTY_TRAIL, goTo, moved, stopOf, visited } from '../../store/trail.ts';
import type { Trail } from '../../store/trail.ts';
import { toMoment } from '../../store/travel.ts';
import { Icon } from '../controls/icon.tsx';
import { useLab, usePlayback, useSelection } from '../lab-context.ts';
import { milliseconds } from '../time.ts';
import { SentenceText } from './sentence.tsx';
import { useInquiry } from './use-inquiry.ts';

/** Why what is selected happened: a chain of causes, of which each link is followed with a click or with Enter. */
export function CausesSection(): ReactNode {
  const inquiry = useInquiry();
  const [trail, setTrail] = useTrail();
  const hidesFuture = usePlayback((playback) => playback.hidesFuture);
  if (!inquiry) return null;
  const { links, isCut } = inquiry;
  const missing = hidesFuture ? inquiry.missing : [...inquiry.missing, ...inquiry.next];
  return (
    <section className="section causes" aria-labelledby="causes-title">
      <h2>
        <span id="causes-title">Why</span> <TrailButtons trail={trail} setTrail={setTrail} />
      </h2>
      {links.length === 0 && <p className="hint">Nothing has happened to it yet.</p>}
      <ol className="chain">
        {links.map((link) => (
          <li key={link.event}>
            <CauseButton step={link} message={link.message} process={link.process} />
            <Rests link={link} />
          </li>
        ))}
      </ol>
      {isCut && <p className="hint">It goes back further: follow the last one.</p>}
      {missing.length > 0 && (
        <div className="voice">
          <h3>What is missing</h3>
          {missing.map((sentence, index) => (
            <p key={index}>
              <SentenceText sentence={sentence} />
            </p>
          ))}
        </div>
      )}
    </section>
  );
}

/** Follows what is selected, whoever selects it. */
function useTrail(): readonly [Trail, (trail: Trail) => void] {
  const lab = useLab();
  const [trail, setTrail] = useState(EMPTY_TRAIL);
  const selected = useSelection(({ process, message, event }) => `${process} ${message} ${event}`);
  useEffect(() => {
    setTrail((known) => visited(known, stopOf(lab)));
  }, [lab, selected]);
  return [trail, setTrail];
}

function TrailButtons({
  trail,
  setTrail,
}: {
  trail: Trail;
  setTrail: (trail: Trail) => void;
}): ReactNode {
  const lab = useLab();
  const go = (by: -1 | 1): void => {
    const next = moved(trail, by);
    const stop = next.stops[next.at];
    if (!stop) return;
    setTrail(next);
    goTo(lab, stop);
  };
  return (
    <span className="end cause-trail">
      <button
        type="button"
        className="button button-icon"
        aria-label="Back to what was selected before"
        title="Back"
        disabled={trail.at <= 0}
        onClick={() => go(-1)}
      >
        <Icon name="back" />
      </button>
      <button
        type="button"
        className="button button-icon"
        aria-label="Forward again"
        title="Forward"
        disabled={trail.at >= trail.stops.length - 1}
        onClick={() => go(1)}
      >
        <Icon name="forth" />
      </button>
    </span>
  );
}

/** So many messages of a quorum are shown at once; of a large council the rest waits behind a click. */
const RESTS_SHOWN = 7;

/** All that made a quorum: each can be followed, not only the one that was the last. */
function Rests({ link: { rests, process } }: { link: CauseLink }): ReactNode {
  if (rests.length === 0) return null;
  const isMany = rests.length > RESTS_SHOWN;
  const list = (
    <ul className="rests">
      {rests.map((step) => (
        <li key={step.event}>
          <CauseButton step={step} message={null} process={process} />
        </li>
      ))}
    </ul>
  );
  if (!isMany) return list;
  return (
    <details className="rests-many">
      <summary>All {rests.length}, in the order in which they came</summary>
      {list}
    </details>
  );
}

type ButtonProps = {
  readonly step: Omit<CauseStep, 'tips'> & { readonly tips?: boolean };
  readonly message: number | null;
  readonly process: number;
};

function CauseButton({ step, message, process }: ButtonProps): ReactNode {
  const lab = useLab();
  const isHere = usePlayback((playback) => playback.events === step.moment.events);
  const follow = (): void => {
    toMoment(lab, step.moment);
    lab.selection.setState({
      event: step.event,
      message,
      process: message === null ? process : null,
    });
  };
  return (
    <button
      type="button"
      className="cause"
      aria-current={isHere ? 'true' : undefined}
      onClick={follow}
    >
      <SentenceText sentence={step.sentence} />
      {step.tips === true && <span className="tips"> the last that was needed</span>}
      {step.tips === undefined && <span className="cause-time">{milliseconds(step.at)}</span>}
    </button>
  );
}
