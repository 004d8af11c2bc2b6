import { be, crowd, plural, process, quote, say } from '../../../base/words.ts';
import type {
  ClientProcess,
  ProcessView,
  ReplicaProcess,
  Sentence,
  SlotView,
  Witness,
} from '../../../model/index.ts';
import { focusOf, phaseAt, viewOf } from './headline.ts';

/** What is still missing for what people wait for, by the figures that the processes themselves hold. */
export function tellWaiting(witness: Witness): readonly Sentence[] {
  const seq = focusOf(witness.council);
  const fetching = tellFetching(witness);
  const slots = tellSlots(witness, seq);
  const leaving = tellViewChange(witness);
  const clients = tellClients(witness);
  if (fetching.length + slots.length + leaving.length + clients.length === 0) return [];
  return [...fetching, ...leaving, ...slots, ...tellPrimary(witness), ...clients];
}

/** Who fetches a state executes nothing until it has all of it. */
function tellFetching({ council }: Witness): readonly Sentence[] {
  return council.flatMap(({ id, replica }) => {
    if (replica.fetching === null) return [];
    const { seq, from, held, all } = replica.fetching;
    const progress =
      all === 0 ? say`and does not know its parts yet` : say`and has ${held} of ${all} parts`;
    return [
      say`${process(id)} fetches the state after sequence number ${seq} from ${process(from)}, ${progress}.`,
    ];
  });
}

function tellSlots(witness: Witness, seq: number): readonly Sentence[] {
  const behind = witness.council.filter(
    ({ replica }) =>
      replica.active && replica.fetching === null && phaseAt(replica, seq) !== 'executed',
  );
  const isOpen = witness.council.some(
    ({ replica }) => replica.waiting > 0 || phaseAt(replica, seq) !== 'idle',
  );
  if (!isOpen) return [];
  return grouped(behind, (seat) => lackOf(witness, seat, seq)).map(({ seats, lack }) => {
    const verb = seats.length === 1 ? lack.one : lack.many;
    return say`${crowd(
      seats.map(({ id }) => id),
      witness.bench.n,
    )} ${verb} ${lack.what}.`;
  });
}

type Lack = { readonly one: string; readonly many: string; readonly what: Sentence };

const needs = (what: Sentence): Lack => ({ one: 'needs', many: 'need', what });
const waits = (what: Sentence): Lack => ({ one: 'waits', many: 'wait', what });

function lackOf(witness: Witness, { id, replica }: ReplicaProcess, seq: number): Lack {
  const slot = replica.slots.find((open) => open.seq === seq);
  if (slot === undefined || slot.digest === '') {
    const stable = forgottenAt(witness, seq);
    if (stable > 0)
      return waits(
        say`for the state after sequence number ${stable}: the others have forgotten what led to sequence number ${seq}`,
      );
    if (replica.primary === id) return lackOfPrimary(replica, seq);
    return waits(
      say`for the PRE-PREPARE of ${process(replica.primary)}, the primary of view ${replica.view}, for sequence number ${seq}`,
    );
  }
  if (!slot.hasBody)
    return waits(say`for the requests behind the proposal for sequence number ${seq}`);
  if (slot.phase === 'pre-prepared') return lackOfVotes(witness, slot, 'PREPARE');
  if (slot.phase === 'prepared') return lackOfVotes(witness, slot, 'COMMIT');
  return waits(say`to execute sequence number ${seq} in its turn`);
}

/** The lowest checkpoint of those who have gone on, where none of them holds the messages of that number any more; else 0. */
function forgottenAt({ council }: Witness, seq: number): number {
  const ahead = council.filter(({ replica }) => replica.ledgerLength >= seq);
  const least = Math.min(...ahead.map(({ replica }) => replica.low));
  return ahead.length > 0 && least >= seq ? least : 0;
}

/** Why the primary does not begin. */
function lackOfPrimary({ waiting, high }: ReplicaProcess['replica'], seq: number): Lack {
  const held = say`with its proposal for sequence number ${seq}`;
  if (waiting === 0) return waits(say`${held}: as primary it has no request to propose`);
  if (seq > high)
    return waits(
      say`${held}: its window ends at sequence number ${high}, and moves on once a checkpoint is stable`,
    );
  return waits(say`${held}, although it holds a request`);
}

function lackOfVotes(
  { bench, value: nameOf }: Witness,
  slot: SlotView,
  kind: 'PREPARE' | 'COMMIT',
): Lack {
  const votes = kind === 'PREPARE' ? slot.prepares : slot.commits;
  const held = votes.filter(({ digest }) => digest === slot.digest).length;
  const { q } = bench;
  const value = nameOf(slot.digest);
  const others = votes.length - held;
  const rival = others === 0 ? '' : `; ${others} more ${be(others)} for something else`;
  return needs(
    say`${Math.max(1, q - held)} more ${kind} for ${value} at sequence number ${slot.seq} (${held} of ${q}${rival})`,
  );
}

const isSame = (one: Sentence, other: Sentence): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Seats that lack the same are told in one sentence. */
function grouped(
  seats: readonly ReplicaProcess[],
  lackFor: (seat: ReplicaProcess) => Lack,
): readonly { readonly seats: readonly ReplicaProcess[]; readonly lack: Lack }[] {
  const groups: { seats: ReplicaProcess[]; lack: Lack }[] = [];
  for (const seat of seats) {
    const lack = lackFor(seat);
    const known = groups.find((group) => isSame(group.lack.what, lack.what));
    if (known === undefined) groups.push({ seats: [seat], lack });
    else known.seats.push(seat);
  }
  return groups;
}

const LEAVING_MAX = 4;

function tellViewChange(witness: Witness): readonly Sentence[] {
  const { council, bench } = witness;
  const leaving = council.filter(({ replica }) => !replica.active);
  const held =
    leaving.length > LEAVING_MAX
      ? tellCrowdLeaving(leaving, bench)
      : leaving.map((seat) => tellLeaving(seat, bench));
  return [...held, ...tellDeadPrimary(leaving, witness)];
}

/** Of a large council, how far it has come in figures: for each view that somebody wants. */
function tellCrowdLeaving(
  leaving: readonly ReplicaProcess[],
  { n, q }: Witness['bench'],
): readonly Sentence[] {
  const wanted = [...new Set(leaving.map(({ replica }) => replica.view))].sort((a, b) => a - b);
  return wanted.slice(0, LEAVING_MAX).map((view) => {
    const seats = leaving.filter(({ replica }) => replica.view === view);
    const counts = seats.map(({ replica }) => replica.viewChanges.length);
    const [least, most] = [Math.min(...counts), Math.max(...counts)];
    const have = least === most ? `${most}` : `between ${least} and ${most}`;
    const who = crowd(
      seats.map(({ id }) => id),
      n,
    );
    const hold = say`${who} ${seats.length === 1 ? 'holds' : 'hold'} ${have}`;
    return least > q
      ? say`${hold} VIEW-CHANGE messages for view ${view}, and ${q} are enough.`
      : say`${hold} of ${q} VIEW-CHANGE messages for view ${view}.`;
  });
}

/** The view that they want cannot begin: its primary is down. */
function tellDeadPrimary(
  leaving: readonly ReplicaProcess[],
  { council, views }: Witness,
): readonly Sentence[] {
  const wanted = leaving[0]?.replica;
  if (wanted === undefined || leaving.length * 2 < council.length) return [];
  const primary = views.find(({ id }) => id === wanted.primary);
  if (primary?.role !== 'replica' || primary.mark.kind !== 'crashed') return [];
  return [
    say`${process(primary.id)}, the primary of view ${wanted.view}, is crashed: while it is, its NEW-VIEW does not come, and the next time-out asks for view ${wanted.view + 1}.`,
  ];
}

function tellLeaving({ id, replica }: ReplicaProcess, { q, n }: Witness['bench']): Sentence {
  const { viewChanges, view, primary } = replica;
  if (viewChanges.length < q) {
    return say`${process(id)} holds ${viewChanges.length} of ${q} VIEW-CHANGE messages for view ${view}, from ${crowd(viewChanges, n)}.`;
  }
  const enough = say`${process(id)} holds ${viewChanges.length} VIEW-CHANGE messages for view ${view}, and ${q} are enough`;
  if (primary !== id) return say`${enough}: it waits for the NEW-VIEW of ${process(primary)}.`;
  // Its NEW-VIEW would have left in the very step that brought the last one.
  return say`${enough}, but their certificates contradict each other: no NEW-VIEW follows from them.`;
}

const CLIENTS_MAX = 3;

function tellClients({ views, bench }: Witness): readonly Sentence[] {
  const isWaiting = (view: ProcessView): view is ClientProcess =>
    view.role === 'client' && view.client.operation !== '' && bench.isCorrectClient(view.id);
  const waiting = views.filter(isWaiting);
  const more = waiting.length - CLIENTS_MAX;
  const others =
    more <= 0
      ? []
      : [say`${plural(more, 'more client')} ${more === 1 ? 'waits' : 'wait'} for replies as well.`];
  const told = waiting.slice(0, CLIENTS_MAX).map(({ id, client }) => {
    const results = client.replies.map(({ result }) => result);
    const best = Math.max(
      0,
      ...results.map((result) => results.filter((other) => other === result).length),
    );
    const split = new Set(results).size > 1 ? '; the replies differ' : '';
    return say`${process(id)} has ${best} of ${client.needed} equal replies to ${quote(client.operation)}${split}.`;
  });
  return [...told, ...others];
}

/** Fewer loyal ones than a quorum: nothing more can be decided but by the grace of the traitors. */
export function tellShortage({ council, bench, views }: Witness): readonly Sentence[] {
  const { q, n } = bench;
  if (council.length >= q) return [];
  const loyal = council.length;
  if (q > n)
    return [
      say`A quorum takes ${q}, and there ${be(n)} only ${plural(n, 'replica')}: nothing can ever be decided.`,
    ];
  const running = views.filter((view) => view.role === 'replica' && view.mark.kind !== 'crashed');
  const end =
    running.length < q
      ? 'nothing new can be decided while that lasts'
      : 'nothing new is decided without the votes of traitors';
  const who = loyal === 0 ? 'none is' : `only ${loyal} ${be(loyal)}`;
  return [
    say`A quorum takes ${q} of ${plural(n, 'replica')}, and ${who} loyal and running: ${end}.`,
  ];
}

/** The one seat that must begin. */
function tellPrimary({ council, views }: Witness): readonly Sentence[] {
  const view = viewOf(council);
  const isOfView = council.filter(({ replica }) => replica.active && replica.view === view);
  const primary = views.find(({ id }) => id === isOfView[0]?.replica.primary);
  if (primary?.role !== 'replica' || primary.mark.kind !== 'crashed') return [];
  return [say`${process(primary.id)}, the primary of view ${view}, is crashed: nobody proposes.`];
}
