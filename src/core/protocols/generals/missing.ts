import { anyOf, be, crowd, plural, process, quote, say } from '../../base/words.ts';
import type {
  ClientProcess,
  ProcessId,
  ProcessView,
  RelayView,
  ReplicaProcess,
  Sentence,
  SlotView,
  Witness,
} from '../../model/index.ts';
import { COMMANDER, RETREAT } from './messages.ts';

/** What one general or headquarters still waits for, by its own figures, and what only the laboratory knows of it. */
export function tellMissing(view: ProcessView, witness: Witness): readonly Sentence[] {
  if (view.role === 'client') return tellReports(view, witness);
  if (view.mark.kind === 'crashed')
    return [say`${process(view.id)} is crashed: what it misses nobody sends again.`];
  const [slot] = view.replica.slots;
  if (slot === undefined || slot.phase === 'executed') return [];
  if (view.id === COMMANDER)
    return [
      say`${process(COMMANDER)} needs nothing from the others: it obeys its own order once the last round is over.`,
    ];
  return tellHeard(view, slot, witness);
}

function tellReports({ id, client }: ClientProcess, { bench }: Witness): readonly Sentence[] {
  const { operation, needed, replies } = client;
  if (operation === '') return [];
  const told = replies.map(({ replica }) => replica);
  const open = everybody(bench.n).filter((general) => !told.includes(general));
  const have = say`${process(id)} has ${replies.length} of ${plural(needed, 'report')} on ${quote(operation)}`;
  return open.length === 0
    ? [say`${have}.`]
    : [say`${have}; none has come yet from ${anyOf(open, bench.n, 'general')}.`];
}

const everybody = (n: number): readonly ProcessId[] => Array.from({ length: n }, (_, id) => id);

function tellHeard(seat: ReplicaProcess, slot: SlotView, witness: Witness): readonly Sentence[] {
  const relays = seat.replica.relays ?? [];
  const direct = relays.filter(({ path }) => path.length === 1);
  const own =
    direct.length === 0
      ? [
          say`${process(seat.id)} has nothing from the commander for order ${slot.seq}. If nothing comes in time, it takes the silence for ${RETREAT}.`,
        ]
      : [];
  if (witness.bench.f === 0) return own;
  const isSigned = witness.scenario.generals.messages === 'signed';
  return [
    ...own,
    ...(isSigned ? tellSigned(seat, relays, slot) : tellWords(seat, relays, witness)),
    ...tellUnable(seat, relays, witness),
  ];
}

/** An order that is signed by all on its way needs no second voice: only a contrary one would matter. */
function tellSigned(
  { id }: ReplicaProcess,
  relays: readonly RelayView[],
  { seq }: SlotView,
): readonly Sentence[] {
  const orders = new Set(relays.map(({ digest }) => digest)).size;
  if (orders === 0) return [];
  const held =
    orders === 1
      ? say`${process(id)} holds one order with valid signatures for order ${seq}: until the last round is over a second one may come, and it would then obey ${RETREAT}.`
      : say`${process(id)} holds ${plural(orders, 'order')} with valid signatures for order ${seq}: the commander signed more than one, and ${process(id)} will obey ${RETREAT}.`;
  return [held];
}

/** Of the first round of passing on; deeper ones only say more about the same words. */
function tellWords(
  { id }: ReplicaProcess,
  relays: readonly RelayView[],
  { bench }: Witness,
): readonly Sentence[] {
  const open = unheard(id, relays, bench.n);
  const others = bench.n - 2;
  if (open.length === 0)
    return others <= 0
      ? []
      : [
          say`${process(id)} has the word of ${others === 1 ? 'the' : `all ${others}`} other ${others === 1 ? 'lieutenant' : 'lieutenants'} on what the commander told them, and counts when the last round is over.`,
        ];
  return [
    say`${process(id)} has the word of ${others - open.length} of ${plural(others, 'other lieutenant')} on what the commander told them; none yet from ${crowd(open, bench.n, 'lieutenant')}.`,
  ];
}

/** Lieutenants that have not passed on what they heard from the commander. */
function unheard(self: ProcessId, relays: readonly RelayView[], n: number): readonly ProcessId[] {
  const tellers = relays.filter(({ path }) => path.length === 2).map(({ path }) => path.at(-1));
  return everybody(n).filter((id) => id !== COMMANDER && id !== self && !tellers.includes(id));
}

/** Whose word will not come, as only the laboratory knows. */
function tellUnable(
  { id }: ReplicaProcess,
  relays: readonly RelayView[],
  { bench, views }: Witness,
): readonly Sentence[] {
  const open = unheard(id, relays, bench.n);
  const down = views.flatMap((view) =>
    view.role === 'replica' && view.mark.kind === 'crashed' && open.includes(view.id)
      ? [view.id]
      : [],
  );
  if (down.length === 0) return [];
  return [
    say`What no general can know: ${crowd(down, bench.n, 'general')} ${be(down.length)} crashed, and ${down.length === 1 ? 'sends' : 'send'} nothing as long as that lasts.`,
  ];
}
