/** Who has signed two values for one sequence number: what the laboratory sees in the votes that the others hold. */
import type { ProcessId, ReplicaProcess } from '../../core/model/index.ts';
import { isTraitor } from '../marks.ts';

export type Faces = ReadonlyMap<ProcessId, readonly string[]>;

const NOBODY: Faces = new Map();

/** Of each that showed more than one face, its digests in order. */
export function facesOf(replicas: readonly ReplicaProcess[], seq: number | null): Faces {
  if (seq === null || !replicas.some(({ mark }) => isTraitor(mark.kind))) return NOBODY;
  const signed = new Map<ProcessId, Set<string>>();
  for (const { replica } of replicas) {
    const slot = replica.slots.find((each) => each.seq === seq);
    for (const vote of [...(slot?.prepares ?? []), ...(slot?.commits ?? [])]) {
      const digests = signed.get(vote.replica) ?? new Set();
      signed.set(vote.replica, digests.add(vote.digest));
    }
  }
  const twoFaced = [...signed].filter(([, digests]) => digests.size > 1);
  return new Map(twoFaced.map(([id, digests]) => [id, [...digests].sort()]));
}
