import { useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { capitalized } from '../../core/base/english.ts';
import type { ReplicaProcess } from '../../core/model/index.ts';
import { presentSeq } from '../../store/jumps.ts';
import { placeOf } from '../../store/playback.ts';
import { markWord } from '../../viz/marks.ts';
import { gaugeWords } from '../../viz/stage/gauge-words.ts';
import { createValueBook } from '../../viz/values.ts';
import { useNamer } from '../explain/sentence.tsx';
import { useHistory, usePlayback, useRecording, useSelection, useTerms } from '../lab-context.ts';
import { votesAwaited } from '../snapshot.ts';
import { useProcesses } from '../use-frame.ts';
import { useWords } from '../use-words.ts';
import { boxOf, unzoomed } from '../../viz/zoom.ts';

/** What is pointed at says in words what its gauges, marks and beads show. */
export function ProcessTip(): ReactNode {
  const pointed = useSelection((selection) => selection.pointed);
  return pointed === null ? null : <Tip id={pointed} />;
}

function Tip({ id }: { id: number }): ReactNode {
  const process = useProcesses().find((each) => each.id === id);
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (element.current) putBeside(element.current, id);
  }, [id]);
  if (process?.role !== 'replica') return null;
  return (
    <div ref={element} className="process-tip" role="tooltip">
      <Words process={process} />
    </div>
  );
}

const EDGE = 8;

/** Right of the process, or left of it; below or above it where neither has room, so that what is told of stays in sight. */
function putBeside(tip: HTMLElement, id: number): void {
  const stage = tip.parentElement ? boxOf(tip.parentElement) : null;
  const target = tip.parentElement?.querySelector(
    `.stage-canvas [data-process="${id}"] .replica-target`,
  );
  if (!stage || !target) return;
  const seat = unzoomed(target.getBoundingClientRect(), tip);
  const { width, height } = boxOf(tip);
  const isRoomyRight = seat.right + EDGE + width < stage.right;
  const isRoomyLeft = seat.left - EDGE - width > stage.left;
  const isBeside = isRoomyRight || isRoomyLeft;
  const isRoomyBelow = seat.bottom + EDGE + height < stage.bottom;
  const stacked = isRoomyBelow ? seat.bottom + EDGE : seat.top - EDGE - height;
  const left = isRoomyRight ? seat.right + EDGE : seat.left - EDGE - width;
  const top = isBeside ? seat.top + seat.height / 2 - height / 2 : stacked;
  const inside = (at: number, low: number, high: number): number =>
    Math.max(low, Math.min(at, high));
  tip.style.left = `${inside(left, stage.left + EDGE, stage.right - width - EDGE) - stage.left}px`;
  tip.style.top = `${inside(top, stage.top + EDGE, stage.bottom - height - EDGE) - stage.top}px`;
}

function Words({ process }: { process: ReplicaProcess }): ReactNode {
  const nameOf = useNamer();
  const terms = useTerms();
  const { mark, timers } = process;
  const timer = timers.find((each) => each.timer === terms.timer);
  return (
    <>
      <b>
        {nameOf(process.id)}, {markWord(mark.kind).toLowerCase()}
      </b>
      {terms.hasQuorums && <VoteWords process={process} />}
      {timer && <TimerWords firesAt={timer.firesAt} />}
      <StateWords replica={process.replica} />
    </>
  );
}

function VoteWords({ process }: { process: ReplicaProcess }): ReactNode {
  const nameOf = useNamer();
  const terms = useTerms();
  const reword = useWords();
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  const timeline = useRecording((recording) => recording.timeline);
  const seq = usePlayback((playback) =>
    timeline ? presentSeq(timeline, placeOf(playback)) : null,
  );
  if (!scenario || !timeline) return null;
  const q = votesAwaited(scenario, terms);
  const { view, active, viewChanges } = process.replica;
  if (!active) {
    return (
      <p>{reword(`Wants view ${view}: ${viewChanges.length} of ${q} VIEW-CHANGE messages held`)}</p>
    );
  }
  const book = createValueBook(timeline.values);
  const words =
    seq === null ? null : gaugeWords({ process, seq, n: scenario.replicas, q, nameOf, book });
  if (words === null) return null;
  return (
    <>
      <p>
        {capitalized(terms.slot)} {seq}: {reword(words.prepares)}.
      </p>
      <p>{reword(words.commits)}.</p>
    </>
  );
}

/** Checkpoints, water marks, and the state that it fetches. */
function StateWords({ replica }: { replica: ReplicaProcess['replica'] }): ReactNode {
  const nameOf = useNamer();
  const { low, high, fetching } = replica;
  const reword = useWords();
  return (
    <>
      {high > 0 && (
        <p>
          {reword(`Water marks ${low} to ${high}${low > 0 ? `; stable checkpoint ${low}` : ''}`)}
        </p>
      )}
      {fetching && (
        <p>
          Fetches state {fetching.seq} from {nameOf(fetching.from)}:{' '}
          {fetching.all === 0
            ? reword('asks for its digests')
            : `${fetching.held} of ${fetching.all} pages held`}
        </p>
      )}
    </>
  );
}

function TimerWords({ firesAt }: { firesAt: number }): ReactNode {
  const left = usePlayback(({ at }) => Math.max(0, Math.ceil((firesAt - at) / 1000)));
  const { timer } = useTerms();
  const reword = useWords();
  return <p>{reword(`${capitalized(timer)} timer: ${left} ms left`)}</p>;
}
