import type { Inquiry, Moment, ProcessId, Sentence } from '../../model/index.ts';
import { kindName } from '../bodies.ts';
import type { Sight } from './sight.ts';
import type { Studio } from '../studio.ts';
import { isEnd, lookAt } from './why.ts';
import { tellNetwork } from './network.ts';
import { when } from './next.ts';
import { tellBusy, tellHeld, waysAt } from './ways.ts';
import { be, capital, process, say } from '../../base/words.ts';

/** What a process still waits for, what will reach it next, and what happens if nothing does. */
export function missingAt(
  studio: Studio,
  id: ProcessId,
  moment: Moment,
): Pick<Inquiry, 'missing' | 'next'> {
  const sight = lookAt(studio, moment);
  const view = sight.views.find((each) => each.id === id);
  if (view === undefined) return { missing: [], next: [] };
  const { narrator, backgroundTimers } = studio.parts.protocol;
  const missing = (narrator.tellMissing?.(view, sight) ?? []).map(capital);
  // No timer of a run that is over runs out any more.
  if (isEnd(sight)) return { missing, next: [say`The run is over: nothing more happens.`] };
  const due = view.timers
    .filter(({ timer }) => !backgroundTimers.includes(timer))
    .map((timer) => narrator.tellDue(timer, view, when(timer.firesAt - moment.at)));
  return {
    missing,
    next: [...tellNetwork(sight, 'told'), ...tellNextFor(sight, id), ...due].map(capital),
  };
}

/** The message that reaches it first, and those that a hand keeps from it. */
function tellNextFor(sight: Sight, id: ProcessId): readonly Sentence[] {
  const { moving, held } = waysAt(sight);
  const coming = moving.filter(({ send, flight }) => send.to === id && flight.fate !== 'dropped');
  const still = [...tellHeld(held.filter(({ send }) => send.to === id)), ...tellBusy(coming)];
  const [next] = coming;
  if (next === undefined) return still;
  const { flight, send } = next;
  const more =
    coming.length === 1
      ? ''
      : `; ${coming.length - 1} more ${be(coming.length - 1)} on the way to it`;
  return [
    ...still,
    say`Next for it: ${kindName(send.body)} from ${process(send.process)}, ${when(flight.endsAt - sight.moment.at)}${more}.`,
  ];
}
