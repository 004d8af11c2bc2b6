import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { isPast } from '../../store/playback.ts';
import { seek } from '../../store/travel.ts';
import { ledgersScene } from '../../viz/ledgers/scene.ts';
import type { LedgerCell, LedgerRow, LedgersScene } from '../../viz/ledgers/scene.ts';
import type { Place } from '../../viz/place.ts';
import { Stepper } from '../controls/stepper.tsx';
import { useNamer } from '../explain/sentence.tsx';
import { FINGER, isFinger } from '../finger.ts';
import { useLab, usePlayback, useRecording, useTerms } from '../lab-context.ts';
import { useWidth } from '../use-width.ts';
import { useWords } from '../use-words.ts';
import { useAnswer } from './use-answer.ts';
import { useBook, usePlace, useSeats } from './use-place.ts';

/** Names of replicas beside the ledgers, as wide as the style sheet makes them, and the gaps of an entry. */
const NAME_WIDTH = { usual: 176, phone: 112 } as const;
const PHONE = 480;
const ENTRY = 28;
const ENTRY_GAPS = 6;
/** Room for what is executed next. */
const AHEAD = 2;

/** For each replica, by sequence number, what it has executed. */
export function LedgersPanel(): ReactNode {
  const place = useDeferredValue(usePlace());
  const [element, width] = useWidth();
  const columns = columnsIn(width);
  const stretch = useStretch(place, columns);
  return (
    <div className="panel ledgers">
      <header className="panel-head">
        <StretchChoice stretch={stretch} columns={columns} />
      </header>
      <div ref={element} className="panel-body">
        {stretch.last === 0 && stretch.isFollowing ? (
          <Nothing />
        ) : (
          <Ledgers place={place} from={stretch.from} to={stretch.from + columns - 1} />
        )}
      </div>
    </div>
  );
}

function columnsIn(width: number): number {
  const names = width < PHONE ? NAME_WIDTH.phone : NAME_WIDTH.usual;
  return Math.max(4, Math.floor((width - names) / ((isFinger() ? FINGER : ENTRY) + ENTRY_GAPS)));
}

function Nothing(): ReactNode {
  const { member, slot, request } = useTerms();
  const reword = useWords();
  return (
    <p className="panel-empty">
      {reword('Nothing is executed yet.')} Each {member} gets a row here, and each {slot} a column,
      once the first {request} is carried out.
    </p>
  );
}

type Stretch = {
  readonly from: number;
  /** The last one executed by the playhead, and of the run as far as it is recorded. */
  readonly last: number;
  readonly max: number;
  readonly isFollowing: boolean;
  readonly choose: (from: number | null) => void;
};

/** Which sequence numbers are shown: those up to the playhead's last one, until somebody chooses others. */
function useStretch(place: Place, columns: number): Stretch {
  const [chosen, choose] = useState<number | null>(null);
  const timeline = useRecording((recording) => recording.timeline);
  const hides = usePlayback((playback) => playback.hidesFuture);
  return useMemo(() => {
    const decisions = timeline?.decisions ?? [];
    const past = decisions.filter(({ moment }) => isPast(moment, place));
    const last = highest(past);
    const max = hides ? last : highest(decisions);
    const from = chosen ?? Math.max(1, Math.min(last + AHEAD, max) - columns + 1);
    return { from, last, max, isFollowing: chosen === null, choose };
  }, [timeline, hides, place, columns, chosen]);
}

function highest(decisions: readonly { readonly seq: number }[]): number {
  return decisions.reduce((most, { seq }) => Math.max(most, seq), 0);
}

function StretchChoice({ stretch, columns }: { stretch: Stretch; columns: number }): ReactNode {
  const { slot } = useTerms();
  const reword = useWords();
  const { from, max, isFollowing, choose } = stretch;
  if (max === 0) return null;
  return (
    <>
      <span className="panel-field">
        from {slot}
        <Stepper
          label={`first ${slot} shown`}
          value={from}
          min={1}
          max={Math.max(1, max, from)}
          onChange={choose}
        />
      </span>
      <button
        type="button"
        className="button button-line"
        disabled={from === 1}
        onClick={() => choose(Math.max(1, from - columns))}
      >
        Earlier
      </button>
      <button
        type="button"
        className="button button-line"
        disabled={from + columns > max}
        onClick={() => choose(Math.min(max, from + columns))}
      >
        Later
      </button>
      <button
        type="button"
        className="button button-toggle"
        aria-pressed={isFollowing}
        title={reword('Show what is executed at the playhead')}
        onClick={() => choose(isFollowing ? from : null)}
      >
        Follow
      </button>
    </>
  );
}

type LedgersProps = { readonly place: Place; readonly from: number; readonly to: number };

function Ledgers({ place, from, to }: LedgersProps): ReactNode {
  const lab = useLab();
  const run = useRecording((recording) => recording.run);
  const hidesFuture = usePlayback((playback) => playback.hidesFuture);
  const seats = useSeats();
  const nameOf = useNamer();
  const book = useBook();
  const { slot, hasQuorums } = useTerms();
  const reword = useWords();
  const ask = useCallback(() => lab.engine.ask('ledgers', { run, from, to }), [lab, run, from, to]);
  const page = useAnswer(run === 0 ? null : ask);
  if (!page) return null;
  const scene = ledgersScene({ page, place, hidesFuture, seats, nameOf, book, slot });
  return (
    <>
      {scene.fork && (
        <p className="ledgers-fork" role="status">
          {reword(scene.fork.words)}
        </p>
      )}
      <LedgersTable scene={scene} />
      <p className="hint ledgers-key">
        {reword(
          `A square stands for what was executed, dashed where it is not final or known ahead${hasQuorums ? '; ○ checkpoint taken, ● stable' : ''}. Press one to go to when it was executed.`,
        )}
      </p>
    </>
  );
}

function LedgersTable({ scene }: { scene: LedgersScene }): ReactNode {
  const { slot, member } = useTerms();
  return (
    <div className="votes-scroll">
      <table className="ledgers-table">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{member}</span>
            </th>
            {scene.seqs.map((seq) => (
              <th key={seq} scope="col" className={scene.fork?.seq === seq ? 'is-fork' : ''}>
                <span className="visually-hidden">{slot} </span>
                {seq}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {scene.rows.map((row) => (
            <Row key={row.replicas.join()} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { row: LedgerRow }): ReactNode {
  const lab = useLab();
  return (
    <tr>
      <th scope="row">
        <b>{row.name}</b>{' '}
        <span className="soft">
          {row.replicas.length > 1 ? `${row.replicas.length} ${row.mark}` : row.mark}
        </span>
      </th>
      {row.cells.map((cell) => (
        <td key={cell.seq}>
          <Entry cell={cell} onGo={(at) => seek(lab, at)} />
        </td>
      ))}
    </tr>
  );
}

function Entry({ cell, onGo }: { cell: LedgerCell; onGo: (at: number) => void }): ReactNode {
  const { state, tone, letter, checkpoint, isForked, at } = cell;
  const words = useWords()(cell.words);
  const className = ['entry', `is-${state}`, isForked ? 'is-forked' : '', tone].join(' ');
  return (
    <button
      type="button"
      className={className}
      disabled={at === null}
      aria-label={words}
      title={words}
      onClick={() => at !== null && onGo(at)}
    >
      {state === 'skipped' ? '–' : letter}
      {checkpoint && (
        <span className="entry-checkpoint">{checkpoint === 'stable' ? '●' : '○'}</span>
      )}
    </button>
  );
}
