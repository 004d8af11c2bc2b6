/** Moving the playhead: by steps, phases, decisions, views and violations, to either end, and to what somebody looks for. */
import type { Moment, Timeline, Way } from '../core/model/index.ts';
import type { Direction, Place } from '../worker/messages.ts';
import { stepAfter, stepBefore } from './frame.ts';
import { decisionJump, phaseJump, presentSeq, viewJump, violationJump } from './jumps.ts';
import type { Lab } from './lab.ts';
import { neighbourMoment, tellingMoments } from './moments.ts';
import { showFailure } from './notices.ts';
import { movedTo, placeOf, soughtTo } from './playback.ts';
import { isSettled } from './settled.ts';

/** Pauses, and puts the playhead there. */
function land(lab: Lab, moment: Place | null): void {
  const playback = { ...lab.playback.getState(), isPlaying: false };
  lab.playback.setState(moment ? movedTo(playback, moment) : playback);
}

export function seek(lab: Lab, at: number): void {
  const { timeline } = lab.recording.getState();
  if (!timeline) return;
  lab.playback.setState(soughtTo(lab.playback.getState(), at, timeline.reached));
}

export async function step(lab: Lab, direction: Direction): Promise<void> {
  const place = placeOf(lab.playback.getState());
  const held = heldNeighbour(lab, direction);
  if (held) {
    land(lab, held);
    return;
  }
  try {
    const { run } = lab.recording.getState();
    const outcome = await lab.engine.ask('step', { run, place, direction });
    if (outcome.status === 'done') land(lab, outcome.value);
  } catch (error) {
    showFailure(lab, error);
  }
}

/** The neighbouring step, where the window that the page holds can tell; the engine is asked otherwise. */
function heldNeighbour(lab: Lab, direction: Direction): Moment | null {
  const { window, windowRun, run } = lab.recording.getState();
  if (!window || windowRun !== run) return null;
  const place = placeOf(lab.playback.getState());
  const isInside = place.at >= window.from.at && place.at <= window.until.at;
  if (!isInside) return null;
  if (direction === 'forward') return stepAfter(window, place)?.moment ?? null;
  const here = stepBefore(window, place);
  if (!here) return null;
  // What the step began with is the moment before it, but its time is that of the step before.
  const before = window.steps.findLast((each) => each.moment.events <= here.first);
  return before?.moment ?? null;
}

export type Milestone = 'phase' | 'decision' | 'view' | 'violation';

const JUMPS: Readonly<
  Record<Milestone, (timeline: Timeline, here: Place, direction: Direction) => Place | null>
> = {
  phase(timeline, here, direction) {
    const seq = presentSeq(timeline, here);
    // Those of the number in work come first, so that they are not mixed with what is pipelined beside it.
    return (
      phaseJump(timeline, here, { seq, direction }) ??
      phaseJump(timeline, here, { seq: null, direction })
    );
  },
  decision: decisionJump,
  view: viewJump,
  violation: violationJump,
};

/** To the next milestone of a kind, or back to the one before. Where there is none the playhead stays, and that is said. */
export function toMilestone(lab: Lab, milestone: Milestone, direction: Direction): void {
  const { timeline } = lab.recording.getState();
  if (!timeline) return;
  const place = JUMPS[milestone](timeline, placeOf(lab.playback.getState()), direction);
  land(lab, place);
  if (place === null) lab.selection.setState({ toast: noneText(milestone, direction, timeline) });
}

function noneText(milestone: Milestone, direction: Direction, timeline: Timeline): string {
  if (direction === 'back') return `There is no earlier ${milestone}.`;
  if (timeline.done) return `No further ${milestone} comes.`;
  const yet = isSettled(timeline) ? '' : ' yet';
  return `No further ${milestone} has been recorded${yet}.`;
}

export function toNeighbourMoment(lab: Lab, direction: 'next' | 'previous'): void {
  const { timeline } = lab.recording.getState();
  if (!timeline) return;
  const here = placeOf(lab.playback.getState());
  const found = neighbourMoment(tellingMoments(timeline), here, direction);
  const place = found?.place ?? here;
  lab.playback.setState({ isPlaying: false, at: place.at, events: place.events });
}

/** So far on its way a message is clear of its sender and its receiver. */
const SEEN_AT = 0.7;

/** Selects a message, and puts the playhead where it is to be seen on the stage. */
export function toMessage(lab: Lab, { send, sentAt, receivedAt }: Way): void {
  land(lab, null);
  seek(lab, Math.floor(sentAt + SEEN_AT * (receivedAt - sentAt)));
  lab.selection.setState({ message: send, process: null });
}

export function toMoment(lab: Lab, moment: Place): void {
  land(lab, moment);
}

export function toStart(lab: Lab): void {
  land(lab, null);
  seek(lab, 0);
}

export function toEnd(lab: Lab): void {
  land(lab, null);
  seek(lab, Infinity);
}
