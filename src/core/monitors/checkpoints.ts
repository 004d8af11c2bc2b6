import { freeze } from '../base/clone.ts';
import type {
  Bench,
  EventIndex,
  FactOf,
  Monitor,
  Observation,
  ObservationOf,
  ProcessId,
} from '../model/index.ts';
import { names } from './words.ts';

type State = { readonly replica: ProcessId; readonly digest: string; readonly event: EventIndex };

type Marks = { low: number; executed: number; fetching: number };

type CheckpointsState = {
  /** By sequence number: the first of each digest that a correct replica took. */
  taken: { [seq: number]: State[] };
  /** By sequence number: the digests that machines came to, those of traitors as well, which follow the protocol. */
  reached: { [seq: number]: string[] };
  /** By sequence number: the first certificate that a correct replica held. */
  stable: { [seq: number]: State };
  /** By replica, also while it was a traitor. */
  marks: { [replica: ProcessId]: Marks };
  /** Violations that would only be repeated: by replica and kind, or by sequence number. */
  reported: { [key: string]: true };
};

/** Checkpoints remembered; windows are never so many intervals wide behind the others. */
const REMEMBERED = 1_024;

type Sent = ObservationOf<'sent'>;
type Fault = {
  /** The same key is reported once. */
  readonly key: string;
  readonly replicas: readonly ProcessId[];
  readonly detail: string;
  readonly evidence: readonly EventIndex[];
};

/** Most of what happens is as it should be. */
const NONE: readonly never[] = [];

/** I12, I13. What a replica accepts it states; what it sends is seen, so that one which proposes or votes outside its window shows it. */
export const checkpoints: Monitor<CheckpointsState> = {
  id: 'checkpoints',
  title: 'Checkpoints',
  kind: 'safety',
  claim:
    'A stable checkpoint has a quorum behind it and is the state of every correct replica that got there; water marks only move up, from checkpoint to checkpoint and never beyond the own state, and nothing outside them is accepted or sent.',
  formula:
    'stable(s, d) ⇒ ∀ i ∈ Corr: checkpoint_i(s) ∈ {d, none}; h_i grows, h_i mod K = 0, H_i ≤ h_i + L, h_i ≤ executed_i or fetching_i(h_i); accepted_i(s) ∨ sent_i(s) ⇒ h_i < s ≤ h_i + L',
  clauses: ['I12', 'I13'],
  protocols: ['pbft'],
  hears: ['fact', 'sent'],
  facts: [
    'pre-prepared',
    'prepared',
    'committed',
    'executed',
    'checkpoint-taken',
    'checkpoint-stable',
    'state-wanted',
    'state-installed',
    'water-marks',
  ],
  sends: ['pre-prepare', 'prepare', 'commit'],

  start: () => ({ taken: {}, reached: {}, stable: {}, marks: {}, reported: {} }),

  observe(state, observation, bench) {
    if (observation.process >= bench.n) return NONE;
    const faults = faultsIn(state, observation, bench);
    if (faults.length === 0 || !bench.isCorrect(observation.process)) return NONE;
    return faults.flatMap((fault) => {
      if (state.reported[fault.key] === true) return [];
      state.reported[fault.key] = true;
      const { replicas, detail } = fault;
      const evidence = [...new Set(fault.evidence)].sort((a, b) => a - b);
      const { at } = observation;
      return [
        { monitor: 'checkpoints', at, replicas, detail, evidence, certificates: [], culprits: [] },
      ];
    });
  },

  finish: () => [],
};

/** Follows every replica, and judges as if it were correct; the caller knows who is. */
function faultsIn(
  state: CheckpointsState,
  observation: Observation,
  bench: Bench,
): readonly Fault[] {
  if (observation.kind === 'sent') return noteSent(state, observation, bench);
  return observation.kind === 'fact' ? noteFact(state, observation, bench) : NONE;
}

function noteFact(
  state: CheckpointsState,
  told: ObservationOf<'fact'>,
  bench: Bench,
): readonly Fault[] {
  const { fact, process: replica, event } = told;
  switch (fact.fact) {
    case 'pre-prepared':
    case 'prepared':
    case 'committed':
      return used(state, { replica, event, seq: fact.seq, how: 'accepted' }, bench);
    case 'executed':
      marksOf(state, replica).executed = fact.seq;
      return [];
    case 'checkpoint-taken':
      noteReached(state, fact, bench);
      return bench.isCorrect(replica) ? noteTaken(state, { told, fact }, bench) : [];
    case 'checkpoint-stable':
      return bench.isCorrect(replica) ? noteStable(state, { told, fact }, bench) : [];
    case 'state-wanted':
      marksOf(state, replica).fetching = fact.seq;
      return [];
    case 'state-installed':
      return noteInstalled(state, told, fact);
    case 'water-marks':
      return noteMarks(state, { told, fact }, bench);
    default:
      return NONE;
  }
}

/** A proposal or a vote of its own; those of others it may pass on, and in certificates stand old ones. */
function noteSent(
  state: CheckpointsState,
  { process: replica, event, body }: Sent,
  bench: Bench,
): readonly Fault[] {
  const { type, seq, replica: signer } = body;
  const isPhase = type === 'pre-prepare' || type === 'prepare' || type === 'commit';
  if (!isPhase || signer !== replica || typeof seq !== 'number') return NONE;
  return used(state, { replica, event, seq, how: 'sent' }, bench);
}

function marksOf(state: CheckpointsState, replica: ProcessId): Marks {
  return (state.marks[replica] ??= { low: 0, executed: 0, fetching: 0 });
}

function noteReached(
  { reached }: CheckpointsState,
  { seq, digest }: FactOf<'checkpoint-taken'>,
  bench: Bench,
): void {
  const known = (reached[seq] ??= []);
  if (!known.includes(digest)) known.push(digest);
  forgetOld(reached, seq, bench);
}

/** I12. Compares first and stores afterwards. */
function noteTaken(
  state: CheckpointsState,
  {
    told,
    fact,
  }: { readonly told: ObservationOf<'fact'>; readonly fact: FactOf<'checkpoint-taken'> },
  bench: Bench,
): Fault[] {
  const { process: replica, event } = told;
  const { seq, digest } = fact;
  const now = freeze({ replica, digest, event });
  const faults = contradiction(seq, { stable: state.stable[seq], own: now });
  const known = (state.taken[seq] ??= []);
  if (known.every((other) => other.digest !== digest)) known.push(now);
  forgetOld(state.taken, seq, bench);
  return faults;
}

function noteStable(
  state: CheckpointsState,
  {
    told,
    fact,
  }: { readonly told: ObservationOf<'fact'>; readonly fact: FactOf<'checkpoint-stable'> },
  bench: Bench,
): Fault[] {
  const { process: replica, event } = told;
  const { seq, digest, voters } = fact;
  const stable = freeze({ replica, digest, event });
  const faults = (state.taken[seq] ?? []).flatMap((own) => contradiction(seq, { stable, own }));
  faults.push(...contradiction(seq, { stable: state.stable[seq], own: stable }));
  const distinct = new Set(voters).size;
  if (distinct < bench.q) {
    const detail = `R${replica} took checkpoint ${seq} for stable on the word of ${names(voters)}: ${distinct} of ${bench.q}.`;
    faults.push({ key: `few:${replica}`, replicas: [replica], detail, evidence: [event] });
  }
  state.stable[seq] ??= stable;
  forgetOld(state.stable, seq, bench);
  return faults;
}

/** I12: what was installed is what the others have, and what somebody has come to at all. */
function noteInstalled(
  state: CheckpointsState,
  { process: replica, event }: ObservationOf<'fact'>,
  { seq, digest }: FactOf<'state-installed'>,
): Fault[] {
  const marks = marksOf(state, replica);
  marks.executed = seq;
  marks.fetching = 0;
  const own = freeze({ replica, digest, event });
  const faults = [state.stable[seq], ...(state.taken[seq] ?? [])].flatMap((stable) =>
    contradiction(seq, { stable, own }),
  );
  return [...faults, ...invention(state.reached[seq] ?? [], { seq, own })].slice(0, 1);
}

/** I12: traitors alone have vouched for it. */
function invention(
  reached: readonly string[],
  { seq, own }: { readonly seq: number; readonly own: State },
): Fault[] {
  const { replica, digest, event } = own;
  if (reached.includes(digest)) return [];
  const detail = `R${replica} installed a state for sequence number ${seq} that nobody has come to.`;
  return [{ key: `invented:${replica}`, replicas: [replica], detail, evidence: [event] }];
}

function contradiction(
  seq: number,
  { stable, own }: { readonly stable: State | undefined; readonly own: State },
): Fault[] {
  if (stable === undefined || stable.digest === own.digest) return [];
  const both = [...new Set([stable.replica, own.replica])].sort((a, b) => a - b);
  return [
    {
      key: `state:${seq}`,
      replicas: both,
      detail: `After sequence number ${seq} the state of R${own.replica} is not the one that R${stable.replica} holds for certain.`,
      evidence: [stable.event, own.event],
    },
  ];
}

/** G7, I12, I13: the low mark only grows, by whole intervals, and never beyond the state that the replica has or is fetching. */
function noteMarks(
  state: CheckpointsState,
  { told, fact }: { readonly told: ObservationOf<'fact'>; readonly fact: FactOf<'water-marks'> },
  { timing }: Bench,
): Fault[] {
  const { process: replica, event } = told;
  const { low, high } = fact;
  const marks = marksOf(state, replica);
  const before = marks.low;
  marks.low = low;
  const faults: Fault[] = [];
  const blame = (kind: string, detail: string): void => {
    faults.push({ key: `${kind}:${replica}`, replicas: [replica], detail, evidence: [event] });
  };
  if (low < before)
    blame('fell', `The low water mark of R${replica} fell from ${before} to ${low}.`);
  const { checkpointInterval: interval, window } = timing;
  if (low % interval !== 0)
    blame(
      'odd',
      `R${replica} moved its low water mark to ${low}, which is no multiple of ${interval}.`,
    );
  if (high - low > window)
    blame('wide', `The window of R${replica} is ${high - low} wide instead of ${window}.`);
  if (low > marks.executed && marks.fetching !== low) {
    const detail = `R${replica} moved its low water mark to ${low} and has executed ${marks.executed} only, without fetching the state.`;
    blame('bare', detail);
  }
  return faults;
}

type Use = {
  readonly replica: ProcessId;
  readonly event: EventIndex;
  readonly seq: number;
  readonly how: 'accepted' | 'sent';
};

/** I13. */
function used(
  state: CheckpointsState,
  { replica, event, seq, how }: Use,
  { timing }: Bench,
): readonly Fault[] {
  const { low } = marksOf(state, replica);
  const high = low + timing.window;
  if (seq > low && seq <= high) return NONE;
  const what = how === 'accepted' ? 'accepted' : 'sent a message for';
  const detail = `R${replica} ${what} sequence number ${seq}, and its window reaches from ${low + 1} to ${high}.`;
  return [{ key: `outside:${replica}`, replicas: [replica], detail, evidence: [event] }];
}

/** Each new one forgets one of long ago, so that the state stays small however long the run. */
function forgetOld(records: { [seq: number]: unknown }, seq: number, { timing }: Bench): void {
  delete records[seq - REMEMBERED * timing.checkpointInterval];
}
