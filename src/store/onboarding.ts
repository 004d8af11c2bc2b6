/** The three sentences of a first visit: each does one thing to the council and lets it play. */
import type { Choice } from './edits.ts';
import { mark, namesOf } from './acts.ts';
import { presentView } from './jumps.ts';
import type { Lab } from './lab.ts';
import { placeOf } from './playback.ts';

export type Invitation = {
  readonly id: string;
  readonly sentence: string;
  readonly choice: Choice;
  /** Which replicas, given the present primary and the number of replicas. */
  readonly replicas: (primary: number, n: number) => readonly number[];
};

/** Fast enough that the effect is seen within seconds, slow enough to follow a single message. */
const WATCHING_SPEED = 2;

export const INVITATIONS: readonly Invitation[] = [
  {
    id: 'crash',
    sentence: 'Crash the primary',
    choice: { kind: 'crashed' },
    replicas: (primary) => [primary],
  },
  {
    id: 'lie',
    sentence: 'Make one lie',
    choice: { kind: 'lying', tactic: 'equivocate' },
    replicas: (primary) => [primary],
  },
  {
    id: 'collude',
    sentence: 'Make two collude',
    choice: { kind: 'colluding', tactic: 'fork' },
    replicas: (primary, n) => [primary, (primary + n - 1) % n],
  },
];

export async function accept(lab: Lab, invitation: Invitation): Promise<void> {
  const present = lab.history.getState().present;
  const { timeline } = lab.recording.getState();
  if (!present || !timeline) return;
  const { primary } = presentView(timeline, placeOf(lab.playback.getState()));
  const replicas = [...new Set(invitation.replicas(primary, present.scenario.replicas))];
  await mark(lab, replicas, invitation.choice);
  lab.playback.setState({ isPlaying: true, speed: WATCHING_SPEED });
  lab.selection.setState({ toast: `${invitation.sentence}: ${namesOf(replicas)}` });
}
