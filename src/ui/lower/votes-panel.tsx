import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { articleFor, capitalized } from '../../core/base/english.ts';
import type { VoteSheet } from '../../core/model/index.ts';
import { messagesOf } from '../../store/frame.ts';
import type { Lab } from '../../store/lab.ts';
import type { Reworder } from '../../store/reword.ts';
import { toMessage } from '../../store/travel.ts';
import { figure } from '../../viz/figure.ts';
import { hasHappened } from '../../viz/place.ts';
import type { Place } from '../../viz/place.ts';
import { fits } from '../../viz/votes/compact.ts';
import type { VoteCell } from '../../viz/votes/input.ts';
import { votesScene } from '../../viz/votes/scene.ts';
import type { VotesScene } from '../../viz/votes/scene.ts';
import type { Block } from '../../viz/votes/sheet.ts';
import { Choose } from '../controls/choose.tsx';
import { useNamer } from '../explain/sentence.tsx';
import { useHistory, useLab, usePlayback, useRecording, useTerms } from '../lab-context.ts';
import { boundsOf } from '../../store/council.ts';
import { usePresentView } from '../use-frame.ts';
import { useWords } from '../use-words.ts';
import { SlotStepper, useSlotChoice } from './slot-choice.tsx';
import { useAnswer } from './use-answer.ts';
import { useWidth } from '../use-width.ts';
import { useBook, usePlace, useSeats } from './use-place.ts';
import { VotesCanvas } from './votes-canvas.tsx';
import { VotesTable } from './votes-table.tsx';

/** With more replicas the cells are too small for signs of their own. */
const TABLE_MAX = 16;
const PHONE = 480;

/** Who has which vote from whom. */
export function VotesPanel(): ReactNode {
  const place = useDeferredValue(usePlace());
  const choice = useSlotChoice(place);
  const [view, setView] = useState<number | null>(null);
  const [shown, setShown] = useState<ShownBlocks>('fitting');
  const sheet = useSheet(choice.seq, view, place);
  const { hasQuorums } = useTerms();
  return (
    <div className="panel votes">
      <header className="panel-head">
        <SlotStepper choice={choice} />
        {sheet && <ViewChoice sheet={sheet} view={view} place={place} onChoose={setView} />}
        {hasQuorums && <BlockChoice shown={shown} onChoose={setShown} />}
      </header>
      <div className="panel-body">
        {sheet && choice.seq !== null ? (
          <Matrix
            sheet={sheet}
            place={place}
            blocks={hasQuorums ? BLOCKS[shown] : RELAYS}
            isFitted={shown === 'fitting'}
          />
        ) : choice.seq === null ? (
          <Nothing />
        ) : (
          <p className="panel-empty">Looking up the votes …</p>
        )}
      </div>
    </div>
  );
}

type ShownBlocks = 'fitting' | 'both' | 'prepare' | 'commit';

const BLOCKS: Readonly<Record<ShownBlocks, readonly Block[]>> = {
  fitting: ['prepare', 'commit'],
  both: ['prepare', 'commit'],
  prepare: ['prepare'],
  commit: ['commit'],
};
const RELAYS: readonly Block[] = ['relay'];

function Nothing(): ReactNode {
  const { leader, request, hasQuorums } = useTerms();
  const reword = useWords();
  return (
    <p className="panel-empty">
      {hasQuorums
        ? `Nobody has voted yet. The matrix fills from the first ${reword('pre-prepare')} on, when the ${leader} proposes ${articleFor(request)} ${request}.`
        : 'Nobody has said anything yet. The matrix fills as soon as somebody does.'}
    </p>
  );
}

/** The votes for the sequence number: in the view that was chosen, or else in the one that the playhead is in. */
function useSheet(seq: number | null, chosen: number | null, place: Place): VoteSheet | null {
  const lab = useLab();
  const run = useRecording((recording) => recording.run);
  const { hasViews } = useTerms();
  const present = usePresentView().view;
  const [rounds, setRounds] = useState<VoteSheet['views']>([]);
  const round = rounds.findLast((each) => hasHappened(each, place))?.view ?? 1;
  const view = chosen ?? (hasViews ? present : round);
  const ask = useCallback(
    () => lab.engine.ask('votes', { run, seq: seq ?? 0, view }),
    [lab, run, seq, view],
  );
  const sheet = useAnswer(seq === null || run === 0 ? null : ask);
  if (sheet && sheet.views !== rounds) setRounds(sheet.views);
  return sheet;
}

type ViewProps = {
  readonly sheet: VoteSheet;
  readonly view: number | null;
  readonly place: Place;
  readonly onChoose: (view: number | null) => void;
};

function ViewChoice({ sheet, view, place, onChoose }: ViewProps): ReactNode {
  const { hasViews, era = 'view' } = useTerms();
  const hides = usePlayback((playback) => playback.hidesFuture);
  const word = hasViews ? capitalized(era) : 'Round';
  const views = sheet.views.filter((each) => !hides || hasHappened(each, place));
  const options = [
    { value: '', text: `${word} ${sheet.view}, followed` },
    ...views.map((each) => ({ value: String(each.view), text: `${word} ${each.view}` })),
  ];
  return (
    <Choose
      label={word}
      value={view === null ? '' : String(view)}
      options={options}
      onChange={(value) => onChoose(value === '' ? null : Number(value))}
    />
  );
}

type BlockProps = {
  readonly shown: ShownBlocks;
  readonly onChoose: (shown: ShownBlocks) => void;
};

function BlockChoice({ shown, onChoose }: BlockProps): ReactNode {
  const reword = useWords();
  const words: Readonly<Record<ShownBlocks, string>> = {
    fitting: 'What fits',
    both: 'Prepares and commits',
    prepare: 'Prepares',
    commit: 'Commits',
  };
  return (
    <Choose
      label="Votes shown"
      value={shown}
      options={Object.entries(words).map(([value, text]) => ({ value, text: reword(text) }))}
      onChange={(value) => {
        if (isShownBlocks(value)) onChoose(value);
      }}
    />
  );
}

function isShownBlocks(value: string): value is ShownBlocks {
  return Object.hasOwn(BLOCKS, value);
}

type MatrixProps = {
  readonly sheet: VoteSheet;
  readonly place: Place;
  readonly blocks: readonly Block[];
  /** One block is enough where there is no room for all. */
  readonly isFitted: boolean;
};

function Matrix({ sheet, place, blocks: wanted, isFitted }: MatrixProps): ReactNode {
  const lab = useLab();
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  const hidesFuture = usePlayback((playback) => playback.hidesFuture);
  const seats = useSeats();
  const nameOf = useNamer();
  const book = useBook();
  const [element, width] = useWidth();
  const q = scenario ? boundsOf(scenario, []).q : 0;
  const isCramped = isFitted && !hasRoom({ n: seats.length, blocks: wanted.length, width });
  const blocks = isCramped ? blockInWork(sheet, place) : wanted;
  const reword = useWords();
  const scene = useMemo(
    () => worded(votesScene({ sheet, place, hidesFuture, seats, q, blocks, nameOf, book }), reword),
    // The namer is made anew each time, from what the seats are made of.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- it names the same seats alike
    [sheet, place, hidesFuture, seats, q, blocks, book, reword],
  );
  const select = (cell: VoteCell): void => selectVote(lab, cell);
  const view = { scene, q, onSelect: select };
  return (
    <div ref={element} className="votes-body">
      <Divisions scene={scene} />
      {scene.isEmpty ? (
        <Nothing />
      ) : scene.rows.length <= TABLE_MAX ? (
        <VotesTable {...view} />
      ) : (
        <VotesCanvas {...view} width={width} />
      )}
      {sheet.omitted > 0 && (
        <p className="hint">{figure(sheet.omitted)} more copies are not shown.</p>
      )}
    </div>
  );
}

type Room = { readonly n: number; readonly blocks: number; readonly width: number };

/** A table may scroll sideways, but on a phone that would hide what matters. */
function hasRoom({ n, blocks, width }: Room): boolean {
  return n > TABLE_MAX ? fits(n, blocks, width) : blocks === 1 || width === 0 || width > PHONE;
}

/** The same matrix, told in the words of this reader. */
function worded(scene: VotesScene, reword: Reworder): VotesScene {
  const { rows, divisions } = scene;
  return {
    ...scene,
    rows: rows.map((row) => ({ ...row, words: reword(row.words) })),
    wordsOf: (cell) => reword(scene.wordsOf(cell)),
    divisions: {
      summary: reword(divisions.summary),
      details: divisions.details.map(reword),
    },
  };
}

const PREPARES: readonly Block[] = ['prepare'];
const COMMITS: readonly Block[] = ['commit'];

/** Commits are what matters from when somebody is prepared. */
function blockInWork({ milestones, view }: VoteSheet, place: Place): readonly Block[] {
  const isPrepared = milestones.some(
    (each) => each.phase === 'prepared' && each.view === view && hasHappened(each, place),
  );
  return isPrepared ? COMMITS : PREPARES;
}

/** What one replica told differently: said above the matrix, because the columns that show it may be far apart. */
function Divisions({ scene }: { scene: VotesScene }): ReactNode {
  const { summary, details } = scene.divisions;
  if (summary === '') return null;
  return (
    <details className="votes-division">
      <summary>{summary}</summary>
      <ul>
        {details.map((told) => (
          <li key={told}>{told}</li>
        ))}
      </ul>
    </details>
  );
}

/** Where the page holds the message it is selected as it is; otherwise the playhead goes to it. */
function selectVote(lab: Lab, { event, sentAt, endsAt, to }: VoteCell): void {
  if (event === null) return;
  const { window } = lab.recording.getState();
  const isHeld = window !== null && messagesOf(window).some((each) => each.event === event);
  if (isHeld) lab.selection.setState({ message: event, process: null, event: null });
  else toMessage(lab, { send: event, sentAt, receivedAt: endsAt, receiver: to });
}
