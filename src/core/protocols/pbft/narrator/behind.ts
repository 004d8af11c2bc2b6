import { be, plural, processes, say } from '../../../base/words.ts';
import type { ReplicaProcess, Sentence, Witness } from '../../../model/index.ts';
import { viewOf } from './headline.ts';

/** Loyal replicas that the others went on without. The run ends well all the same: the clients have their answers. */
export function tellBehind({ council, bench }: Witness): readonly Sentence[] {
  const longest = Math.max(0, ...council.map(({ replica }) => replica.ledgerLength));
  const active = council.filter(({ replica }) => replica.active);
  // Where all want another view nobody went on without the others.
  const view = active.length === 0 ? Infinity : viewOf(active);
  const isBehind = ({ replica }: ReplicaProcess): boolean =>
    replica.ledgerLength < longest || (replica.active ? replica.view < view : replica.view > view);
  const groups = new Map<string, ReplicaProcess[]>();
  for (const seat of council.filter(isBehind)) {
    const { view: at, active, ledgerLength } = seat.replica;
    const key = [at, active, ledgerLength].join();
    groups.set(key, [...(groups.get(key) ?? []), seat]);
  }
  return [...groups.values()].map((seats) => tellGroup(seats, { longest, view, q: bench.q }));
}

type Others = { readonly longest: number; readonly view: number; readonly q: number };

/** All seats of a group are in the same state, so that the first one speaks for them. */
function tellGroup(seats: readonly ReplicaProcess[], others: Others): Sentence {
  const [first] = seats;
  if (first === undefined) return [];
  const it = seats.length === 1 ? 'it' : 'they';
  const who = processes(seats.map(({ id }) => id));
  const why = first.replica.active ? lagging(first, others, it) : leaving(seats, others, it);
  const { ledgerLength } = first.replica;
  const short =
    ledgerLength < others.longest
      ? say` (${ledgerLength} of ${plural(others.longest, 'sequence number')} executed)`
      : [];
  return say`${who} ${be(seats.length)} left behind${short}: ${why}`;
}

function leaving(seats: readonly ReplicaProcess[], { q }: Others, it: string): Sentence {
  const [single] = seats;
  const wanted = single?.replica.view ?? 0;
  const asked =
    seats.length === 1
      ? say`it asked for view ${wanted} alone`
      : say`they asked for view ${wanted}, which takes ${q}`;
  const [takes, them] = seats.length === 1 ? ['takes', 'it'] : ['take', 'them'];
  return say`${asked}, and ${it} ${takes} no part in ordering until a view change brings ${them} back.`;
}

function lagging({ replica }: ReplicaProcess, { view }: Others, it: string): Sentence {
  const where =
    replica.view < view
      ? say`the others went on to view ${view} without ${it === 'it' ? 'it' : 'them'}`
      : say`${it} missed messages that the others got`;
  return say`${where}, and the run ended before they were sent again.`;
}
