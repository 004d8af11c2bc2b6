import type { Micros, Moment, ProcessId, Sentence, TimerView } from '../model/index.ts';
import { kindName } from './bodies.ts';
import type { Flight } from './flights.ts';
import type { Sight } from './sight.ts';
import type { Studio } from './studio.ts';
import { be, duration, plural, process, processes, say } from '../base/words.ts';

/** What happens next: the message that arrives first, and the timers that will break the silence. */
export function tellNext(sight: Sight): readonly Sentence[] {
  return [...tellArrival(sight), ...tellTimers(sight)];
}

/** The messages under way, in the order of their arrival. */
export function underWay({ recording }: Studio, { at, events }: Moment): readonly Flight[] {
  return recording.flights
    .during({ from: at, until: at })
    .map((index) => recording.flights.at(index))
    .filter(({ event, endEvent }) => event < events && (endEvent === -1 || endEvent >= events))
    .toSorted((a, b) => a.endsAt - b.endsAt || a.event - b.event);
}

/** What is on its way and which timers run, without when anything comes of it: for a screen that hides the future. */
export function tellUnderWay(sight: Sight): readonly Sentence[] {
  const count = underWay(sight.studio, sight.moment).length;
  const owners = [...new Set(dueTimers(sight).map((due) => due.process))];
  return [
    ...(count === 0 ? [] : [say`${plural(count, 'message')} ${be(count)} under way.`]),
    ...(owners.length === 0 ? [] : [tellRunning(owners)]),
  ];
}

function tellRunning(owners: readonly ProcessId[]): Sentence {
  const what = owners.length === 1 ? 'A timer is' : 'Timers are';
  return say`${what} running at ${processes(owners)}.`;
}

function tellArrival(sight: Sight): readonly Sentence[] {
  const { recording } = sight.studio;
  const { at } = sight.moment;
  const flying = underWay(sight.studio, sight.moment);
  const [next] = flying;
  if (next === undefined) return [];
  const send = recording.trace.at(next.event);
  if (send.kind !== 'send') return [];
  const others = flying.length - 1;
  const more = others === 0 ? '' : `; ${plural(others, 'other message')} ${be(others)} under way`;
  const fate = next.fate === 'crashed' ? ', which is crashed' : '';
  return [
    say`Next: ${kindName(send.body)} from ${process(send.process)} reaches ${process(send.to)}${fate} ${when(next.endsAt - at)}${more}.`,
  ];
}

export function when(left: Micros): string {
  return left <= 0 ? 'now' : `in ${duration(left)}`;
}

type Due = { readonly process: ProcessId; readonly timer: TimerView; readonly sentence: Sentence };

/** One sentence for each kind of timer: the one that runs out first. */
function tellTimers(sight: Sight): readonly Sentence[] {
  const first = new Map<string, Due>();
  for (const due of dueTimers(sight)) {
    const known = first.get(due.timer.timer);
    if (known === undefined || due.timer.firesAt < known.timer.firesAt)
      first.set(due.timer.timer, due);
  }
  return [...first.values()]
    .sort((a, b) => a.timer.firesAt - b.timer.firesAt || a.process - b.process)
    .map(({ sentence }) => sentence);
}

function dueTimers({ studio, council, views, kernel, moment }: Sight): readonly Due[] {
  const { backgroundTimers, narrator } = studio.parts.protocol;
  const background = new Set(backgroundTimers);
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
