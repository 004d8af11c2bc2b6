import type { ProcessId } from '../../src/core/model/index.ts';
import type { Request } from '../../src/core/protocols/pbft/messages.ts';
import type { Council } from './council.ts';
import * as build from './council-messages.ts';

/** Scenes for a council in which one backup is real and the test speaks for everybody else. */

/** The request of the only client with this timestamp. */
export const ask = (timestamp: number, client = 4): Request =>
  build.request(client, timestamp, `set a ${timestamp}`);

/** All that the backup needs to execute the request at this sequence number of view 0. */
export function decide(
  council: Council,
  backup: ProcessId,
  seq: number,
  requests: readonly Request[] = [ask(seq, council.n)],
): void {
  const place = { view: 0, seq, digest: build.digestOfRequests(...requests) };
  council.deliver(backup, build.prePrepare(0, place, requests));
  for (const id of othersThan(council, backup)) council.deliver(backup, build.prepare(id, place));
  for (const id of othersThan(council, backup)) council.deliver(backup, build.commit(id, place));
}

export function othersThan(council: Council, replica: ProcessId): ProcessId[] {
  return Array.from({ length: council.n }, (_, id) => id).filter((id) => id !== replica);
}

/** The others say that this is the state after a sequence number. */
export function vouch(
  council: Council,
  to: ProcessId,
  { seq, digest }: { readonly seq: number; readonly digest: string },
  by: readonly ProcessId[] = othersThan(council, to),
): void {
  for (const id of by) council.deliver(to, build.checkpoint(id, seq, digest));
}

/** What the replica itself has stated about its state after a sequence number. */
export function ownDigest(council: Council, replica: ProcessId, seq: number): string {
  const taken = council.facts(replica, 'checkpoint-taken').find((fact) => fact.seq === seq);
  if (taken === undefined) throw new Error(`R${replica} has taken no checkpoint at ${seq}`);
  return taken.digest;
}
