import type { Ballot, Body } from '../../model/index.ts';
import { parseMessage } from './parse.ts';

/** Nothing is voted on, but each general says what it heard: the last of the way is who speaks, its length the round. */
export function ballots(body: Body): readonly Ballot[] {
  const order = parseMessage(body);
  if (order?.type !== 'oral-order' && order?.type !== 'signed-order') return [];
  const { path, seq, digest } = order;
  const voter = path.at(-1);
  return voter === undefined ? [] : [{ phase: 'relay', voter, view: path.length, seq, digest }];
}
