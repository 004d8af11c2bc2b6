/** What is worth telling to an audience, one after the other. Pure functions of the timeline. */
import type { Timeline } from '../core/model/index.ts';
import type { Place } from '../worker/messages.ts';
import { isSettled } from './settled.ts';

export type MomentKind =
  | 'start'
  | 'phase'
  | 'decision'
  | 'view'
  | 'violation'
  | 'fault'
  | 'change'
  | 'checkpoint'
  | 'proof'
  | 'end';

/** Where several things happen at once, the weightiest gives its kind. */
const WEIGHTS: readonly MomentKind[] = [
  'violation',
  'decision',
  'view',
  'change',
  'fault',
  'proof',
  'checkpoint',
  'phase',
  'end',
  'start',
];

export type Telling = { readonly place: Place; readonly kind: MomentKind };

/** In order. The beginning and, once nothing more is recorded, the end are among them. */
export function tellingMoments(timeline: Timeline): readonly Telling[] {
  const found: Telling[] = [
    { place: { at: 0, events: null }, kind: 'start' },
    ...marked(timeline.phases, 'phase'),
    ...marked(timeline.decisions, 'decision'),
    ...marked(timeline.violations, 'violation'),
    ...marked(timeline.marks, 'fault'),
    ...marked(timeline.interventions, 'change'),
    ...marked(timeline.checkpoints, 'checkpoint'),
    ...marked(timeline.proofs, 'proof'),
    ...timeline.bands
      .filter(({ from }) => from > 0)
      .map(({ from }): Telling => ({ place: { at: from, events: null }, kind: 'view' })),
  ];
  if (isSettled(timeline))
    found.push({ place: { at: timeline.reached, events: null }, kind: 'end' });
  return merged(found.sort(byPlace));
}

function marked(
  entries: readonly { readonly moment: { readonly at: number; readonly events: number } }[],
  kind: MomentKind,
): readonly Telling[] {
  return entries.map(({ moment: { at, events } }) => ({ place: { at, events }, kind }));
}

/** All that happens in one microsecond is one thing to tell, at its end: an audience cannot see it apart. */
function merged(ordered: readonly Telling[]): readonly Telling[] {
  const list: Telling[] = [];
  for (const each of ordered) {
    const last = list.at(-1);
    if (last?.place.at !== each.place.at) list.push(each);
    else list[list.length - 1] = { place: each.place, kind: weightier(last.kind, each.kind) };
  }
  return list;
}

const weightier = (one: MomentKind, other: MomentKind): MomentKind =>
  WEIGHTS.indexOf(one) <= WEIGHTS.indexOf(other) ? one : other;

function byPlace(one: Telling, other: Telling): number {
  return one.place.at - other.place.at || eventsOf(one) - eventsOf(other);
}

const eventsOf = ({ place }: Telling): number => place.events ?? Infinity;

/** How many of them lie at or before the playhead. */
export function reachedMoments(moments: readonly Telling[], here: Place): number {
  return moments.filter((each) => isReached(each, here)).length;
}

function isReached({ place: { at, events } }: Telling, here: Place): boolean {
  if (at !== here.at) return at < here.at;
  return here.events === null || (events ?? Infinity) <= here.events;
}

/** Where the arrow keys lead. Before the first and after the last there is nothing. */
export function neighbourMoment(
  moments: readonly Telling[],
  here: Place,
  direction: 'next' | 'previous',
): Telling | null {
  const reached = reachedMoments(moments, here);
  if (direction === 'next') return moments[reached] ?? null;
  const last = moments[reached - 1];
  const isOnIt = last?.place.at === here.at;
  return moments[isOnIt ? reached - 2 : reached - 1] ?? null;
}
