import type { Delay, Scenario, Sentence } from '../../model/index.ts';
import type { Sight } from './sight.ts';
import { cutsAt, sidesOf, type Cut } from '../../base/reach.ts';
import { be, crowd, duration, list, plural, say } from '../../base/words.ts';

/**
 * What the network does to the run just now: whom it parts, what it loses and what it holds up. Only the laboratory knows why messages
 * do not come, and often that is why nothing happens. Where the future is hidden, so is when it ends.
 */
export function tellNetwork(sight: Sight, ends: 'told' | 'hidden'): readonly Sentence[] {
  const told = [tellLoss(sight), ...tellDelays(sight), tellScheduler(sight)];
  return [...tellPartition(sight, ends), ...told.filter((sentence) => sentence.length > 0)];
}

/** Who cannot reach whom, and what that means for quorums. */
function tellPartition(sight: Sight, ends: 'told' | 'hidden'): readonly Sentence[] {
  const { scenario, moment, kernel, studio } = sight;
  const { n, q } = kernel.bench;
  const cuts = cutsAt(scenario, moment.at);
  const sides = sidesOf(
    cuts.map(({ groups }) => groups),
    n,
  );
  if (sides.length < 2) return [];
  const { member, hasQuorums } = studio.parts.protocol.terms;
  const parts = tellSides(sides.map((side) => crowd(side, n, member)));
  const whole = say`The network is cut${ends === 'told' ? tellUntil(cuts) : ''}: ${parts}.`;
  if (!hasQuorums) return [whole];
  const able = sides.flatMap((side) => tellAble(sight, side));
  if (able.length > 0) return [whole, ...able];
  return [
    whole,
    say`No side has the ${q} that a quorum takes: nothing new is decided as long as that lasts.`,
  ];
}

/** Nothing of a side with too few. Whether traitors give it their votes nobody can count on. */
function tellAble(sight: Sight, side: readonly number[]): readonly Sentence[] {
  const { council, kernel, studio } = sight;
  const { n, q } = kernel.bench;
  const up = side.filter((id) => isUp(sight, id));
  if (up.length < q) return [];
  const who = say`${crowd(up, n, studio.parts.protocol.terms.member)} ${be(up.length)} enough for a quorum of ${q}`;
  const loyal = council.filter(({ id }) => up.includes(id)).length;
  return [
    loyal >= q ? say`${who} and can go on.` : say`${who}, but only with the votes of traitors.`,
  ];
}

/** The end of the first to end; '' where none ends by itself. */
function tellUntil(cuts: readonly Cut[]): string {
  const ends = cuts.flatMap(({ until }) => until ?? []);
  return ends.length === 0 ? '' : ` until ${duration(Math.min(...ends))}`;
}

function tellSides(sides: readonly Sentence[]): Sentence {
  const [one = [], other = [], ...more] = sides;
  if (more.length === 0) return say`${one} cannot reach ${other}`;
  const parts = sides.map((side) => say`(${side})`);
  return say`${list(parts, 'and')} cannot reach each other`;
}

function isUp({ views }: Sight, id: number): boolean {
  const view = views.find((each) => each.id === id);
  return view?.role !== 'replica' || view.mark.kind !== 'crashed';
}

/** Loss and adversarial delay stop when the network calms down. */
function isCalm({ scenario: { network }, moment }: Sight): boolean {
  return network.gst > 0 && moment.at >= network.gst;
}

function tellLoss(sight: Sight): Sentence {
  const { loss } = sight.scenario.network;
  if (loss === 0 || isCalm(sight)) return [];
  if (loss === 1) return say`The network loses every message.`;
  if (loss < 0.01) return say`The network loses 1 of ${Math.round(1 / loss)} messages.`;
  return say`The network loses ${Math.min(99, Math.round(100 * loss))} of 100 messages.`;
}

/** Orders to the scheduling adversary, the first few of those in force. */
const DELAYS_TOLD = 2;

function tellDelays(sight: Sight): readonly Sentence[] {
  const { scenario, moment } = sight;
  if (isCalm(sight)) return [];
  const inForce = scenario.network.delays.filter(
    ({ at, until }) => at <= moment.at && moment.at < until,
  );
  const told = inForce.slice(0, DELAYS_TOLD).map((delay) => tellDelay(delay, scenario));
  const more = inForce.length - told.length;
  return more === 0 ? told : [...told, say`It has ${plural(more, 'more order')} of that kind.`];
}

function tellDelay({ from, to, kinds, by }: Delay, { replicas: n }: Scenario): Sentence {
  const what = kinds === null ? say`every message` : list(kinds.map((kind) => kind.toUpperCase()));
  const sender = from === null ? [] : say` from ${crowd(from, n)}`;
  const receiver = to === null ? [] : say` to ${crowd(to, n)}`;
  return say`The scheduling adversary holds up ${what}${sender}${receiver} by ${duration(by)}.`;
}

function tellScheduler(sight: Sight): Sentence {
  const { scheduler } = sight.scenario.network;
  if (scheduler.kind === 'none' || isCalm(sight)) return [];
  return scheduler.kind === 'reorder'
    ? say`The scheduling adversary holds up each message by up to ${duration(scheduler.upTo)}, so that they overtake each other.`
    : say`The scheduling adversary holds up all that one replica sends and is sent by ${duration(scheduler.by)}; which one is drawn anew every ${duration(scheduler.every)}.`;
}
