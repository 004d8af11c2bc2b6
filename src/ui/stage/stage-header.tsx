import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { leftOut } from '../../core/base/left-out.ts';
import type { Explanation } from '../../core/model/index.ts';
import { presentSeq } from '../../store/jumps.ts';
import { placeOf } from '../../store/playback.ts';
import { wantedView } from '../../viz/stage/input.ts';
import type { DrawingTerms } from '../../viz/terms.ts';
import { useHistory, usePlayback, useProtocol, useTerms, useRecording } from '../lab-context.ts';
import { usePresentView, useProcesses } from '../use-frame.ts';
import { useWords } from '../use-words.ts';

type Outcome = Explanation['outcome'];

const WORDS: Readonly<Record<Exclude<Outcome, 'forked'>, string>> = {
  running: 'Running',
  agreed: 'Agreed',
  stalled: 'Stalled',
  deceived: 'Deceived',
  unsafe: 'Unsafe',
};

/** What the run has come to at the playhead, in one word, and where it stands. */
export function StageHeader(): ReactNode {
  const outcome = useRecording((recording) => recording.explained?.explanation.outcome ?? null);
  const timeline = useRecording((recording) => recording.timeline);
  const seq = usePlayback((playback) =>
    timeline ? presentSeq(timeline, placeOf(playback)) : null,
  );
  const isReady = usePlayback((playback) => playback.at === 0 && !playback.isPlaying);
  const { view, primary } = usePresentView();
  const processes = useProcesses();
  const terms = useTerms();
  const reword = useWords();
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  const left = scenario ? leftOut(scenario) : [];
  const ablations = useProtocol()?.ablations ?? {};
  const wanted = useMemo(() => wantedView(processes), [processes]);
  return (
    <header className="stage-header">
      <h1>
        {outcome ? (
          <span className={`outcome ${outcome}`} data-testid="outcome">
            {isReady && outcome === 'running' ? 'Ready' : wordOf(outcome, terms)}
          </span>
        ) : (
          'Starting'
        )}
      </h1>
      {timeline && (
        <p>
          {reword(whereText({ view, primary, wanted }, terms))}
          {seq !== null && `, ${terms.slot} ${seq}`}
        </p>
      )}
      {left.length > 0 && (
        <p className="broken-label">
          Broken on purpose: {left.map((rule) => ablations[rule]?.missing ?? rule)[0]}
          {left.length > 1 && ` And ${left.length - 1} more.`}
        </p>
      )}
    </header>
  );
}

function wordOf(outcome: Outcome, { split }: DrawingTerms): string {
  return outcome === 'forked' ? split : WORDS[outcome];
}

type Where = { readonly view: number; readonly primary: number; readonly wanted: number | null };

function whereText(
  { view, primary, wanted }: Where,
  { leader, hasViews, hasLeader, member }: DrawingTerms,
): string {
  if (!hasLeader) return `No ${member} leads`;
  if (!hasViews) return `R${primary} is the ${leader}`;
  return wanted === null
    ? `View ${view}, R${primary} is ${leader}`
    : `View change to view ${wanted} under way`;
}
