import type {
  NewView,
  PreparedProof,
  Proposal,
  ViewChange,
} from '../../src/core/protocols/pbft/messages.ts';
import { Council } from './council.ts';
import * as build from './council-messages.ts';
import { ask } from './council-play.ts';

/** Scenes of a view change in a council of four: what the test says for the others, short enough to be read as a sentence. */

/** The digest of the request of the only client with this timestamp. */
export const digestOf = (timestamp: number): string => build.digestOfRequests(ask(timestamp));

/** A prepared certificate for that request: the primary of the view, and two backups. */
export function cert(seq: number, timestamp: number, view = 0): PreparedProof {
  const backups = [0, 1, 2, 3].filter((id) => id !== view % 4).slice(0, 2);
  return build.proof(4, { view, seq, digest: digestOf(timestamp) }, backups);
}

export const wants = (id: number, view: number, ...prepared: PreparedProof[]): ViewChange =>
  build.viewChange(id, view, prepared);

/** The NEW-VIEW of the view's primary. */
export const opening = (
  view: number,
  viewChanges: readonly ViewChange[],
  proposals: readonly Proposal[],
): NewView => build.newView(view % 4, view, { viewChanges, proposals });

/** R1 is real and leads view 1; the test speaks for the others. */
export const primary = (): Council => new Council({ byzantine: [0, 2, 3] });

/** R3 is real; the test speaks for the others. */
export const backup = (): Council => new Council({ byzantine: [0, 1, 2] });
