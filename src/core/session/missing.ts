import type { Inquiry, Moment, ProcessId, Sentence } from '../model/index.ts';
import { kindName } from './bodies.ts';
import type { Studio } from './studio.ts';
import { lookAt } from './why.ts';
import { tellNetwork } from './why-network.ts';
import { underWay, when } from './why-next.ts';
import { process, say } from '../base/words.ts';

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
  const due = view.timers
    .filter(({ timer }) => !backgroundTimers.includes(timer))
    .map((timer) => narrator.tellDue(timer, view, when(timer.firesAt - moment.at)));
  return {
    missing: narrator.tellMissing?.(view, sight) ?? [],
    next: [...tellNetwork(sight, 'told'), ...tellNextFor(studio, id, moment), ...due],
  };
}

/** The message that reaches it first. */
function tellNextFor(studio: Studio, id: ProcessId, moment: Moment): readonly Sentence[] {
  const { trace } = studio.recording;
  const coming = underWay(studio, moment).filter(({ event }) => {
    const send = trace.at(event);
    return send.kind === 'send' && send.to === id;
  });
  const [next] = coming;
  const send = next === undefined ? null : trace.at(next.event);
  if (next === undefined || send?.kind !== 'send') return [];
  const more = coming.length === 1 ? '' : `; ${coming.length - 1} more are on their way to it`;
  return [
    say`Next for it: ${kindName(send.body)} from ${process(send.process)}, ${when(next.endsAt - moment.at)}${more}.`,
  ];
}
