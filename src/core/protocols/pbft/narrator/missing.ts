import { anyOf, be, crowd, plural, process, quote, say } from '../../../base/words.ts';
import type {
  ClientProcess,
  ProcessId,
  ProcessView,
  ReplicaProcess,
  Sentence,
  SlotView,
  Span,
  Witness,
} from '../../../model/index.ts';

/** What one process still waits for, by its own figures, and what only the laboratory can add: who will never send it. */
export function tellMissing(view: ProcessView, witness: Witness): readonly Sentence[] {
  if (view.role === 'client') return tellAnswers(view, witness);
  if (view.mark.kind === 'crashed')
    return [say`${process(view.id)} is crashed: it does nothing until it starts again.`];
  if (!view.replica.active) return tellNewView(view, witness);
  return [
    ...tellTransfer(view),
    ...tellOpen(view, witness),
    ...tellProposal(view, witness),
    ...tellCheckpoints(view, witness),
  ];
}

/** So many of the open sequence numbers are told. */
const SLOTS_MAX = 2;

function tellOpen(seat: ReplicaProcess, witness: Witness): readonly Sentence[] {
  const open = seat.replica.slots.filter(
    ({ phase, seq }) => phase !== 'executed' && seq > seat.replica.ledgerLength,
  );
  return open.slice(0, SLOTS_MAX).flatMap((slot) => tellSlot(seat, slot, witness));
}

function tellSlot(seat: ReplicaProcess, slot: SlotView, witness: Witness): readonly Sentence[] {
  const who = process(seat.id);
  const where = say`at sequence number ${slot.seq}`;
  if (slot.digest === '') {
    const votes = new Set([...slot.prepares, ...slot.commits].map(({ replica }) => replica));
    if (votes.size === 0) return [];
    return [
      say`${who} has votes of ${crowd([...votes], witness.bench.n)} ${where}, but not the PRE-PREPARE of ${process(seat.replica.primary)} that they are for.`,
    ];
  }
  if (!slot.hasBody)
    return [say`${who} lacks the requests behind the proposal ${where}, and asks for them.`];
  if (slot.phase === 'committed')
    return [
      say`${who} is committed ${where}, and waits to execute what comes before it: it has executed ${seat.replica.ledgerLength}.`,
    ];
  const kind = slot.phase === 'pre-prepared' ? 'PREPARE' : 'COMMIT';
  return tellVotes({ seat, slot, kind }, witness);
}

type Votes = {
  readonly seat: ReplicaProcess;
  readonly slot: SlotView;
  readonly kind: 'PREPARE' | 'COMMIT';
};

function tellVotes({ seat, slot, kind }: Votes, witness: Witness): readonly Sentence[] {
  const { q } = witness.bench;
  const cast = kind === 'PREPARE' ? slot.prepares : slot.commits;
  const held = cast.filter(({ digest }) => digest === slot.digest).map(({ replica }) => replica);
  const against = cast.filter(({ digest }) => digest !== slot.digest);
  const needed = Math.max(1, q - held.length);
  const from = held.length === 0 ? [] : say`, from ${crowd(held, witness.bench.n)}`;
  const rival =
    against.length === 0
      ? []
      : say` ${crowd(
          against.map(({ replica }) => replica),
          witness.bench.n,
        )} voted for something else.`;
  return [
    say`${process(seat.id)} needs ${needed} more ${kind} for ${witness.value(slot.digest)} at sequence number ${slot.seq}: it has ${held.length} of ${q}${from}.${rival}`,
    ...tellSilent(
      missingFrom(
        cast.map(({ replica }) => replica),
        witness,
      ),
      needed,
      witness,
    ),
  ];
}

const missingFrom = (ids: readonly ProcessId[], { bench }: Witness): readonly ProcessId[] =>
  Array.from({ length: bench.n }, (_, id) => id).filter((id) => !ids.includes(id));

/** How every sentence begins that only the laboratory can say. */
const HIDDEN = 'What no replica can know';

/** Who has not voted yet; and, as the laboratory knows, whether those who can are enough. */
function tellSilent(
  missing: readonly ProcessId[],
  needed: number,
  witness: Witness,
): readonly Sentence[] {
  if (missing.length === 0) return [];
  const { n } = witness.bench;
  const crashed = missing.filter((id) => isCrashed(id, witness));
  const down =
    crashed.length === 0 ? [] : say`; ${crowd(crashed, n)} ${be(crashed.length)} crashed`;
  const none = say`None has come yet from ${anyOf(missing, n)}${down}.`;
  const left = missing.length - crashed.length;
  if (left >= needed || crashed.length === 0) return [none];
  return [
    none,
    say`${HIDDEN}: ${left === 0 ? 'none' : `only ${left}`} of these can still send it, and ${needed} ${be(needed)} needed. It will not happen while ${crowd(crashed, n)} ${be(crashed.length)} down, but by what they sent before.`,
  ];
}

function isCrashed(id: ProcessId, { views }: Witness): boolean {
  const view = views.find((each) => each.id === id);
  return view?.role === 'replica' && view.mark.kind === 'crashed';
}

/** A view change: whose VIEW-CHANGE is missing, or that of all only the NEW-VIEW. */
function tellNewView({ id, replica }: ReplicaProcess, witness: Witness): readonly Sentence[] {
  const { q, n } = witness.bench;
  const { viewChanges: held, view, primary } = replica;
  if (held.length >= q) {
    const waits =
      primary === id
        ? say`${process(id)} has ${held.length} VIEW-CHANGE messages for view ${view}, but no NEW-VIEW follows from them: their certificates contradict each other.`
        : say`${process(id)} has ${held.length} VIEW-CHANGE messages for view ${view}, which are enough, and waits for the NEW-VIEW of ${process(primary)}.`;
    return [waits, ...tellDeadPrimary(replica, witness)];
  }
  const from = held.length === 0 ? [] : say`, from ${crowd(held, n)}`;
  const silent = tellSilent(missingFrom(held, witness), q - held.length, witness);
  return [
    say`${process(id)} asks for view ${view} and has ${held.length} of ${q} VIEW-CHANGE messages for it${from}.`,
    ...silent,
    ...tellStaying(view, witness),
    ...tellDeadPrimary(replica, witness, silent.length > 1 ? `${HIDDEN} either` : HIDDEN),
  ];
}

function tellDeadPrimary(
  { primary, view }: ReplicaProcess['replica'],
  witness: Witness,
  opening = HIDDEN,
): readonly Sentence[] {
  if (!isCrashed(primary, witness)) return [];
  return [
    say`${opening}: ${process(primary)}, the primary of view ${view}, is crashed. No NEW-VIEW comes while it is, and the next time-out asks for view ${view + 1}.`,
  ];
}

/** Those who see no reason to leave keep the view change waiting. */
function tellStaying(wanted: number, { council, bench }: Witness): readonly Sentence[] {
  const staying = council.filter(({ replica }) => replica.active && replica.view < wanted);
  if (staying.length === 0) return [];
  const who = staying.map(({ id }) => id);
  return [
    say`${crowd(who, bench.n)} still ${staying.length === 1 ? 'works' : 'work'} in an earlier view and ${staying.length === 1 ? 'has' : 'have'} no reason to leave it yet.`,
  ];
}

function tellTransfer({ id, replica: { fetching } }: ReplicaProcess): readonly Sentence[] {
  if (fetching === null) return [];
  const { seq, from, held, all } = fetching;
  const parts =
    all === 0 ? say`it does not know its parts yet` : say`it has ${held} of ${all} parts`;
  return [
    say`${process(id)} fell behind and fetches the state after sequence number ${seq} from ${process(from)}: ${parts}. It executes nothing until it has all of it.`,
  ];
}

/** The primary alone can begin. */
function tellProposal(seat: ReplicaProcess, witness: Witness): readonly Sentence[] {
  const { waiting, primary, view, slots, ledgerLength } = seat.replica;
  const isOpen = slots.some(
    ({ seq, digest, prepares, commits }) =>
      seq > ledgerLength && (digest !== '' || prepares.length + commits.length > 0),
  );
  if (isOpen) return [];
  if (waiting === 0) return [say`${process(seat.id)} waits for a request: nothing is open.`];
  if (primary === seat.id) return [tellUnproposed(seat)];
  const dead = isCrashed(primary, witness) ? say`, which is crashed` : [];
  return [
    say`${process(seat.id)} holds a request and waits for ${process(primary)}, the primary of view ${view}${dead}, to propose it.`,
  ];
}

function tellUnproposed({ id, replica: { ledgerLength, high } }: ReplicaProcess): Sentence {
  const what = say`${process(id)} has a request that it has still to propose, as primary`;
  return ledgerLength >= high
    ? say`${what}: its window ends at sequence number ${high}, and moves on once a checkpoint is stable.`
    : say`${what}.`;
}

function tellCheckpoints({ id, replica }: ReplicaProcess, witness: Witness): readonly Sentence[] {
  const { q, n } = witness.bench;
  return (replica.gathering ?? []).map(
    ({ seq, voters }) =>
      say`The checkpoint after sequence number ${seq} is not stable at ${process(id)} yet: it has ${voters.length} of ${q} CHECKPOINT messages, from ${crowd(voters, n)}.`,
  );
}

function tellAnswers({ id, client }: ClientProcess, witness: Witness): readonly Sentence[] {
  const { operation, replies, needed, left } = client;
  if (operation === '') return left === 0 ? [say`${process(id)} has nothing more to ask for.`] : [];
  const { n } = witness.bench;
  const missing = missingFrom(
    replies.map(({ replica }) => replica),
    witness,
  );
  const from =
    replies.length === 0
      ? []
      : say`, from ${crowd(
          replies.map(({ replica }) => replica),
          n,
        )}`;
  const most = Math.max(0, ...replies.map(({ result }) => countOf(result, replies)));
  const more = Math.max(1, needed - most);
  return [
    say`${process(id)} needs ${plural(more, 'more equal reply', 'more equal replies')} to ${quote(operation)}: it has ${most} of ${needed}${from}.`,
    ...tellSilent(missing, more, witness),
    ...tellWhere(id, witness),
  ];
}

const countOf = (result: string, replies: readonly { readonly result: string }[]): number =>
  replies.filter((other) => other.result === result).length;

/** How far its request has come, as the laboratory sees it in the states of all. */
function tellWhere(id: ProcessId, { council, bench, scenario }: Witness): readonly Sentence[] {
  const holding = council.filter(({ replica }) => replica.waiting > 0);
  if (holding.length === 0) return [];
  const who: Span = { process: id };
  // What is executed tentatively is answered, and held until it is committed.
  const when = scenario.pbft.tentative ? 'once it is prepared' : 'afterwards';
  return [
    say`${crowd(
      holding.map((seat) => seat.id),
      bench.n,
    )} ${holding.length === 1 ? 'holds' : 'hold'} a request that is not executed yet: if it is that of ${who}, the answer comes only ${when}.`,
  ];
}
