/** The diagram by keyboard: the arrows go from event to event and from lane to lane, Enter selects, plus and minus zoom. */
import type { ProcessId } from '../../core/model/index.ts';
import type { Lab } from '../../store/lab.ts';
import { nearestStop, nextStop, stopsOf } from '../../viz/spacetime/cursor.ts';
import type { Stop } from '../../viz/spacetime/cursor.ts';
import type { Part } from '../../viz/spacetime/parts.ts';
import { spanOf } from '../../viz/spacetime/range.ts';
import { wordsOfStop } from '../../viz/spacetime/words.ts';
import type { Vocabulary } from '../../viz/spacetime/words.ts';
import { followHead, move, showAll, sightOf, zoomIn, zoomOut } from './spacetime-sight.ts';

export type Shown = {
  readonly parts: () => readonly Part[];
  readonly order: () => readonly ProcessId[];
  readonly words: () => Vocabulary;
};

export function listenToKeys(element: HTMLElement, lab: Lab, shown: Shown): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = KEYS[event.key];
    if (act === undefined || !act(lab, shown)) return;
    event.preventDefault();
  };
  element.addEventListener('keydown', onKeyDown);
  return () => element.removeEventListener('keydown', onKeyDown);
}

type Act = (lab: Lab, shown: Shown) => boolean;

const KEYS: Readonly<Record<string, Act>> = {
  ArrowRight: (lab, shown) => walk(lab, shown, 'right'),
  ArrowLeft: (lab, shown) => walk(lab, shown, 'left'),
  ArrowDown: (lab, shown) => change(lab, shown, 1),
  ArrowUp: (lab, shown) => change(lab, shown, -1),
  Enter: (lab) => select(lab),
  Escape: (lab) => leave(lab),
  '+': (lab) => done(zoomIn(lab)),
  '=': (lab) => done(zoomIn(lab)),
  '-': (lab) => done(zoomOut(lab)),
  '0': (lab) => done(showAll(lab)),
  Backspace: (lab) => done(followHead(lab)),
  PageDown: (lab) => done(move(lab, spanOf(sightOf(lab).getState().range) / 2)),
  PageUp: (lab) => done(move(lab, -spanOf(sightOf(lab).getState().range) / 2)),
};

const done = (_: void): boolean => true;

/** Where the cursor starts: at the playhead, on the lane that is looked at or the first replica's. */
function startOf(lab: Lab, { order }: Shown): { readonly process: ProcessId; readonly at: number } {
  const { process } = lab.selection.getState();
  const first = order().includes(0) ? 0 : (order()[0] ?? 0);
  return { process: process ?? first, at: lab.playback.getState().at };
}

function seen(lab: Lab, stops: readonly Stop[]): readonly Stop[] {
  const { hidesFuture, at } = lab.playback.getState();
  return hidesFuture ? stops.filter((stop) => stop.at <= at) : stops;
}

function walk(lab: Lab, shown: Shown, way: 'left' | 'right'): boolean {
  const { cursor, range } = sightOf(lab).getState();
  const start = startOf(lab, shown);
  const stops = seen(lab, stopsOf(shown.parts(), cursor?.process ?? start.process));
  const next = cursor === null ? nearestStop(stops, start.at) : nextStop(stops, cursor, way);
  if (next !== null && isIn(range, next.at)) return put(lab, next, shown);
  // Beyond the edge the diagram moves on, and the next press goes on from there.
  move(lab, (way === 'right' ? 1 : -1) * (spanOf(range) / 2));
  if (next !== null) return put(lab, next, shown);
  sightOf(lab).setState({ spoken: `Nothing more this way that is drawn; moved on.` });
  return true;
}

const isIn = (range: { readonly from: number; readonly until: number }, at: number): boolean =>
  at >= range.from && at <= range.until;

function change(lab: Lab, shown: Shown, by: 1 | -1): boolean {
  const { cursor } = sightOf(lab).getState();
  const order = shown.order();
  const start = startOf(lab, shown);
  const at = order.indexOf(cursor?.process ?? start.process);
  for (let lane = at + by; lane >= 0 && lane < order.length; lane += by) {
    const stops = seen(lab, stopsOf(shown.parts(), order[lane] ?? -1));
    const nearest = nearestStop(stops, cursor?.at ?? start.at);
    if (nearest !== null) return put(lab, nearest, shown);
  }
  return true;
}

function put(lab: Lab, cursor: Stop, { words }: Shown): boolean {
  sightOf(lab).setState({ cursor, spoken: wordsOfStop(cursor, words()) });
  return true;
}

function select(lab: Lab): boolean {
  const { cursor } = sightOf(lab).getState();
  if (cursor === null) return false;
  switch (cursor.kind) {
    case 'row':
      lab.selection.setState({ event: cursor.event, message: null, process: null });
      return true;
    case 'received':
      lab.selection.setState({ message: cursor.message.event, event: null, process: null });
      return true;
    case 'sent':
      lab.selection.setState({ message: nextOf(lab, cursor), event: null, process: null });
      return true;
    case 'bars':
      zoomIn(lab);
      return true;
  }
}

/** Of a broadcast each press selects the message to the next receiver. */
function nextOf(lab: Lab, { messages }: Extract<Stop, { readonly kind: 'sent' }>): number | null {
  const { message } = lab.selection.getState();
  const at = messages.findIndex(({ event }) => event === message);
  return messages[(at + 1) % messages.length]?.event ?? null;
}

/** First the cursor goes, then the selection. */
function leave(lab: Lab): boolean {
  const sight = sightOf(lab);
  const { message, event } = lab.selection.getState();
  if (sight.getState().cursor !== null) {
    sight.setState({ cursor: null, spoken: '' });
    return true;
  }
  if (message === null && event === null) return false;
  lab.selection.setState({ message: null, event: null });
  return true;
}
