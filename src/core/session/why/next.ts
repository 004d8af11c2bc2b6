import {
  HAND,
  type Micros,
  type ProcessId,
  type Sentence,
  type TimerView,
} from '../../model/index.ts';
import { kindName } from '../bodies.ts';
import type { Sight } from './sight.ts';
import { tellBusy, tellGone, tellHeld, waysAt, type Way } from './ways.ts';
import { be, duration, plural, process, processes, say } from '../../base/words.ts';

/** What happens next: the message that arrives first, and the timers that will break the silence. */
export function tellNext(sight: Sight): readonly Sentence[] {
  const { moving, held } = waysAt(sight);
  return [
    ...tellStill(sight, { moving, held }),
    ...tellArrival(moving, sight.moment.at),
    ...tellTimers(sight, moving.length === 0),
  ];
}

/** Why nothing comes that was sent. */
function tellStill(sight: Sight, { moving, held }: ReturnType<typeof waysAt>): readonly Sentence[] {
  const gone = moving.length === 0 ? tellGone(sight) : [];
  return [...tellHeld(held), ...tellBusy(moving), ...gone];
}

/** What is on its way and which timers run, without when anything comes of it: for a screen that hides the future. */
export function tellUnderWay(sight: Sight): readonly Sentence[] {
  const { moving, held } = waysAt(sight);
  const count = moving.length;
  const owners = [...new Set(dueTimers(sight).map((due) => due.process))];
  return [
    ...tellStill(sight, { moving, held }),
    ...(count === 0 ? [] : [say`${plural(count, 'message')} ${be(count)} under way.`]),
    ...(owners.length === 0 ? [] : [tellRunning(owners)]),
  ];
}

function tellRunning(owners: readonly ProcessId[]): Sentence {
  const what = owners.length === 1 ? 'A timer is' : 'Timers are';
  return say`${what} running at ${processes(owners)}.`;
}

function tellArrival(moving: readonly Way[], at: Micros): readonly Sentence[] {
  const [first] = moving;
  // What is stopped on its way does not come next, whenever that will be.
  const next = moving.find(({ flight }) => flight.fate !== 'dropped') ?? first;
  if (next === undefined) return [];
  const others = moving.length - 1;
  const more = others === 0 ? '' : `; ${plural(others, 'other message')} ${be(others)} under way`;
  return [say`Next: ${tellComing(next, at)}${more}.`];
}

function tellComing({ flight, send, isInLine }: Way, at: Micros): Sentence {
  const what = say`${kindName(send.body)} from ${process(send.process)}`;
  const time = when(flight.endsAt - at);
  const isDelayed = (flight.touches & HAND.delayed) !== 0 && flight.touchedAt <= at;
  const delay = isDelayed ? ', delayed by hand' : '';
  if (flight.fate === 'dropped')
    return say`${what} is stopped by hand on its way to ${process(send.to)}`;
  if (flight.fate === 'crashed')
    return say`${what} reaches ${process(send.to)}, which is crashed, ${time}${delay}`;
  if (isInLine) return say`${what} is read by ${process(send.to)} ${time}`;
  return say`${what} reaches ${process(send.to)} ${time}${delay}`;
}

export function when(left: Micros): string {
  if (left < 0) return 'as soon as there is time for it';
  return left === 0 ? 'now' : `in ${duration(left)}`;
}

type Due = { readonly process: ProcessId; readonly timer: TimerView; readonly sentence: Sentence };

/**
 * One sentence for each kind of timer: the one that runs out first. Those in the background, by which replicas ask for what they lack,
 * are worth telling where nothing else is on its way.
 */
function tellTimers(sight: Sight, isQuiet: boolean): readonly Sentence[] {
  const first = new Map<string, Due>();
  for (const due of dueTimers(sight, isQuiet)) {
    const known = first.get(due.timer.timer);
    if (known === undefined || due.timer.firesAt < known.timer.firesAt)
      first.set(due.timer.timer, due);
  }
  return [...first.values()]
    .sort((a, b) => a.timer.firesAt - b.timer.firesAt || a.process - b.process)
    .map(({ sentence }) => sentence);
}

function dueTimers(
  { studio, council, views, kernel, moment }: Sight,
  withBackground = false,
): readonly Due[] {
  const { backgroundTimers, narrator } = studio.parts.protocol;
  const background = new Set(withBackground ? [] : backgroundTimers);
  const seated = new Set(council.map(({ id }) => id));
  return views.flatMap((view) => {
    const counts =
      view.role === 'replica' ? seated.has(view.id) : kernel.bench.isCorrectClient(view.id);
    if (!counts) return [];
    return view.timers
      .filter(({ timer }) => !background.has(timer))
      .map((timer) => {
        const time = when(timer.firesAt - moment.at);
        return { process: view.id, timer, sentence: narrator.tellDue(timer, view, time) };
      });
  });
}
