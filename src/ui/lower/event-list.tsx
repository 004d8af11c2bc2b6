import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { EventRow } from '../../core/model/index.ts';
import type { Lab } from '../../store/lab.ts';
import { toMoment } from '../../store/travel.ts';
import type { Size } from '../../viz/geometry.ts';
import { isFinger } from '../finger.ts';
import { useLab, usePlayback, useSelection } from '../lab-context.ts';
import { EventLine } from './event-line.tsx';
import { listHeight, rowAt, topOf } from './virtual.ts';
import type { Scroll } from './virtual.ts';
import type { Answer, Wanted } from './use-event-page.ts';

/** One line for a pointer, one that a finger hits, and three lines where one would be too short for the sentence. */
const ROW_HEIGHTS = { usual: 28, finger: 44, narrow: 62 };
const NARROW = 560;
/** Rows above what is seen that are asked for, too. */
const ROWS_ABOVE = 60;

type Props = {
  readonly answer: Answer | null;
  readonly isFollowing: boolean;
  readonly onLook: (aim: Pick<Wanted, 'from' | 'near'>) => void;
};

/** Only the rows in sight are in the document. The arrow keys go from event to event and take the playhead along. */
export function EventList({ answer, isFollowing, onLook }: Props): ReactNode {
  const lab = useLab();
  const view = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(view);
  const rowKind = rowKindAt(width);
  const hides = usePlayback((playback) => playback.hidesFuture);
  const page = answer?.page ?? null;
  const rows = page === null ? 0 : hides ? page.before : page.found;
  const rowHeight = ROW_HEIGHTS[rowKind];
  const scroll: Scroll = { rows, rowHeight, height };
  const { first, onScroll } = useScrolling(view, { answer, scroll, isFollowing, onLook });
  const seen = Math.ceil(height / rowHeight) + 1;
  const from = Math.floor(first);
  const start = page?.from ?? 0;
  const held = page?.rows ?? [];
  const lines = held.slice(
    Math.max(0, from - start),
    Math.max(0, Math.min(from + seen, rows) - start),
  );
  const selected = useSelectedRow(held);
  return (
    <div
      ref={view}
      className="panel-body event-list"
      role="listbox"
      tabIndex={0}
      aria-label="Events"
      data-rows={rowKind}
      aria-activedescendant={selected ? `event-${selected.event}` : undefined}
      onScroll={onScroll}
      onKeyDown={(event) => walk(lab, event, { rows: held, selected, page: seen - 2 })}
    >
      <div style={{ height: listHeight(scroll) }}>
        <div className="event-lines">
          {rows === 0 && <Nothing answer={answer} />}
          {lines.map((row, index) => (
            <EventLine
              key={row.event}
              row={row}
              position={Math.max(from, start) + index}
              size={rows}
              when={whenOf(row, page?.here ?? 0)}
              isSelected={row === selected}
              onChoose={() => choose(lab, row)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function rowKindAt(width: number): keyof typeof ROW_HEIGHTS {
  if (width < NARROW) return 'narrow';
  return isFinger() ? 'finger' : 'usual';
}

function Nothing({ answer }: { answer: Answer | null }): ReactNode {
  const isSearched = answer !== null && answer.page.searched >= answer.page.events;
  return <p className="hint">{isSearched ? 'No event is like that.' : 'Searching …'}</p>;
}

function whenOf({ event, moment }: EventRow, here: number): 'past' | 'present' | 'future' {
  if (event >= here) return 'future';
  return moment.events === here ? 'present' : 'past';
}

/** The playhead goes to it, and whatever else shows events shows this one. */
function choose(lab: Lab, { event, kind, send, moment }: EventRow): void {
  toMoment(lab, moment);
  lab.selection.setState({
    process: null,
    message: send === -1 ? null : send,
    event: kind === 'send' ? null : event,
  });
}

/** The row of what is selected here or elsewhere: the event itself, else the sending of the message. */
function useSelectedRow(rows: readonly EventRow[]): EventRow | undefined {
  const event = useSelection((selection) => selection.event ?? selection.message);
  return event === null ? undefined : rows.find((row) => row.event === event);
}

type Walk = {
  readonly rows: readonly EventRow[];
  readonly selected: EventRow | undefined;
  readonly page: number;
};

function walk(lab: Lab, event: KeyboardEvent, { rows, selected, page }: Walk): void {
  const distance = DISTANCES[event.key]?.(page);
  if (distance === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  const at = selected ? rows.indexOf(selected) : presentRow(lab, rows);
  const row = rows[Math.max(0, Math.min(rows.length - 1, at + distance))];
  if (row) choose(lab, row);
}

const DISTANCES: Readonly<Record<string, (page: number) => number>> = {
  ArrowDown: () => 1,
  ArrowUp: () => -1,
  PageDown: (page) => page,
  PageUp: (page) => -page,
};

/** Where nothing is selected the keys begin at the playhead. */
function presentRow(lab: Lab, rows: readonly EventRow[]): number {
  const { at, events } = lab.playback.getState();
  return rows.findLastIndex((row) => (events === null ? row.at <= at : row.event < events));
}

type Scrolling = Props & { readonly scroll: Scroll };

/** Ties the scroll bar to the rows that are asked for, and the playhead or the selection to the scroll bar. */
function useScrolling(
  view: React.RefObject<HTMLDivElement | null>,
  { answer, scroll, isFollowing, onLook }: Scrolling,
): { readonly first: number; readonly onScroll: () => void } {
  const [first, setFirst] = useState(0);
  /** Where the bar was put by the list itself: any other place is somebody's doing. */
  const own = useRef(0);
  const showRow = useCallback(
    (row: number): void => {
      if (!view.current) return;
      view.current.scrollTop = topOf(scroll, row);
      own.current = view.current.scrollTop;
      setFirst(rowAt(scroll, own.current));
    },
    // eslint-disable-next-line react-hooks/exhaustive-deps -- The measures themselves matter, not the object that holds them.
    [view, scroll.rows, scroll.rowHeight, scroll.height],
  );
  const page = answer?.page ?? null;
  const near = answer?.wanted.near ?? null;
  const target = isFollowing
    ? (page?.before ?? 0) - 1
    : near === null || page === null
      ? null
      : page.from + page.rows.findIndex((row) => row.event >= near);
  const inSight = scroll.height / scroll.rowHeight;
  useEffect(() => {
    if (target !== null && scroll.height > 0) showRow(target - inSight * 0.6);
  }, [target, showRow, inSight, scroll.height]);
  useSelectionFollowed(answer, { first, inSight, isFollowing, onLook });
  const onScroll = (): void => {
    const top = view.current?.scrollTop ?? 0;
    if (Math.abs(top - own.current) < 2) return;
    own.current = top;
    const row = rowAt(scroll, top);
    setFirst(row);
    onLook({ from: Math.max(0, Math.floor(row) - ROWS_ABOVE), near: null });
  };
  return { first, onScroll };
}

type Sight = Pick<Props, 'isFollowing' | 'onLook'> & {
  readonly first: number;
  readonly inSight: number;
};

/** What is selected elsewhere, or by the keys, is brought into sight. */
function useSelectionFollowed(answer: Answer | null, sight: Sight): void {
  const event = useSelection((selection) => selection.event ?? selection.message);
  const latest = useRef({ answer, sight });
  useEffect(() => {
    latest.current = { answer, sight };
  });
  useEffect(() => {
    const { answer: held, sight: at } = latest.current;
    if (event === null || held === null) return;
    const { page } = held;
    const index = page.rows.findIndex((row) => row.event === event);
    const row = page.from + index;
    const isSeen = index !== -1 && row >= at.first && row <= at.first + at.inSight - 1;
    if (!isSeen) at.onLook({ from: null, near: event });
  }, [event]);
}

function useSize(element: React.RefObject<HTMLDivElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      setSize({ width: Math.round(width), height: Math.round(height) });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
