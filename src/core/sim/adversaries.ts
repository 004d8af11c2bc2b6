import { assert } from '../base/assert.ts';
import { clone } from '../base/clone.ts';
import { isRecord } from '../base/shapes.ts';
import type {
  AdversaryContext,
  Body,
  Data,
  Envelope,
  MarkView,
  Outgoing,
  ProcessId,
  Tactic,
  TacticOptions,
} from '../model/index.ts';
import { Desk, type Adversary } from './desk.ts';
import type { Timer, Queue } from './entry.ts';
import { accompliceOf, type Settings } from './settings.ts';
import type { Journal } from './journal.ts';
import type { Outbox } from './outbox.ts';
import type { Roster } from './roster.ts';
import type { Host } from './host.ts';

const WINDOW_MICROS = 10_000;

type Needs = {
  readonly settings: Settings;
  readonly journal: Journal;
  readonly queue: Queue;
  readonly outbox: Outbox;
  readonly roster: Roster;
  readonly host: Host;
};

/** What is to become of a replica: the tactic with what was chosen for it, and the text of an injection. */
type Plot = {
  readonly kind: Tactic['kind'];
  readonly tactic: string;
  readonly text: string;
  readonly options: TacticOptions;
  readonly replicas: readonly ProcessId[];
};

/** The liars and cabals of a run: each has one plain state and one plan. */
export class Adversaries {
  #all: Adversary[] = [];
  /** By accomplice: the message it sent last, from its first on. */
  #acted = new Map<ProcessId, Body>();
  readonly #parts: Needs;
  readonly #desk: Desk;
  readonly #whenTurned: (replica: ProcessId) => void;

  /** `whenTurned` is told of every injected agent that turned while its tactic was at work. */
  constructor(parts: Needs, whenTurned: (replica: ProcessId) => void) {
    this.#parts = parts;
    this.#whenTurned = whenTurned;
    this.#desk = new Desk(parts);
  }

  /** A new one, which starts with its first member. Returns its index. */
  create({ kind, tactic, text, options, replicas }: Plot): number {
    const known = this.#parts.settings.tactics.findIndex((t) => t.kind === kind && t.id === tactic);
    const declared = this.#parts.settings.tactics[known];
    assert(declared !== undefined, () => `there is a tactic ${tactic} of the kind ${kind}`);
    const sorted = [...replicas].sort((a, b) => a - b);
    this.#all.push({
      index: this.#all.length,
      tactic: known,
      replicas: sorted,
      members: [],
      accomplice: accompliceOf(this.#parts.settings, sorted[0] ?? 0),
      text,
      chosen: options,
      options: { ...defaultsOf(declared), ...options },
      hasStarted: false,
      state: null,
      isTurned: false,
      timers: {},
      budgets: {},
    });
    return this.#all.length - 1;
  }

  /** Finds out who belongs to which after marks changed; those that now have a member start, or go on. */
  muster(): void {
    for (const adversary of this.#all) {
      const wasIdle = adversary.members.length === 0;
      adversary.members = adversary.replicas.filter(
        (replica) => this.#parts.roster.claimOf(replica).adversary === adversary.index,
      );
      if (!wasIdle || adversary.members.length === 0) continue;
      if (adversary.hasStarted) this.#goOn(adversary);
      else this.#start(adversary);
    }
  }

  #start(adversary: Adversary): void {
    adversary.hasStarted = true;
    adversary.state = this.#tacticOf(adversary).start(this.#desk.of(adversary));
    adversary.isTurned = flag(adversary.state);
  }

  /** Nobody was there to act when these timers ran out, under a later mark that has ended: they run out now. */
  #goOn({ index, timers }: Adversary): void {
    const { journal, queue } = this.#parts;
    for (const timer of Object.values(timers))
      if (timer.firesAt <= journal.now)
        queue.push(journal.now, { kind: 'adversary-timer', adversary: index, timer });
  }

  /** What leaves a member instead of this message. */
  onSend(index: number, message: Outgoing & { readonly from: ProcessId }): readonly Outgoing[] {
    const adversary = this.#at(index);
    const tactic = this.#tacticOf(adversary);
    if (tactic.onSend === undefined) return [message];
    const outgoing = tactic.onSend(adversary.state, message, this.#desk.of(adversary));
    this.#watchTurning(adversary);
    return outgoing;
  }

  /** False keeps the message from the member's own machine. */
  onReceive(index: number, envelope: Envelope): boolean {
    const adversary = this.#at(index);
    const tactic = this.#tacticOf(adversary);
    if (tactic.onReceive === undefined) return true;
    const isPassedOn = tactic.onReceive(adversary.state, envelope, this.#desk.of(adversary));
    this.#watchTurning(adversary);
    return isPassedOn;
  }

  /** A message came to an accomplice client: its owner reads it, if it still has a member. */
  onReceiveAtAccomplice(envelope: Envelope): void {
    const owner = this.#all.findLast((a) => a.accomplice === envelope.to && a.members.length > 0);
    if (owner !== undefined) this.onReceive(owner.index, envelope);
  }

  setTimer(index: number, timer: string, after: number): void {
    const adversary = this.#at(index);
    const { journal, queue } = this.#parts;
    const firesAt = journal.now + after;
    const process = adversary.members[0] ?? -1;
    const event = journal.record(process, {
      kind: 'timer-set',
      timer: `adversary:${timer}`,
      firesAt,
    });
    const armed = Object.freeze({ timer, setAt: journal.now, firesAt, event });
    adversary.timers[timer] = armed;
    queue.push(firesAt, { kind: 'adversary-timer', adversary: index, timer: armed });
  }

  /** One of them is going to do something by itself. */
  get isAnyArmed(): boolean {
    return this.#all.some(
      ({ members, timers }) => members.length > 0 && Object.keys(timers).length > 0,
    );
  }

  isArmed(index: number, timer: Timer): boolean {
    const adversary = this.#at(index);
    return adversary.timers[timer.timer] === timer && adversary.members.length > 0;
  }

  fire(index: number, { timer, event }: Timer): void {
    const adversary = this.#at(index);
    const process = adversary.members[0] ?? -1;
    delete adversary.timers[timer];
    this.#parts.journal.open(process, { kind: 'timer-fired', timer: `adversary:${timer}` }, event);
    this.#tacticOf(adversary).onTimer?.(adversary.state, timer, this.#desk.of(adversary));
    this.#watchTurning(adversary);
  }

  /** Whether one more message of its own may leave this member within the present 10 ms. */
  mayStillSend(index: number, from: ProcessId): boolean {
    const { budgets } = this.#at(index);
    const window = Math.floor(this.#parts.journal.now / WINDOW_MICROS);
    const budget = budgets[from];
    const used = budget?.window === window ? budget.used : 0;
    if (used >= 4 * this.#parts.settings.n) return false;
    budgets[from] = { window, used: used + 1 };
    return true;
  }

  /** Members speak for themselves as long as they are members, the accomplice as long as there is one. */
  speaksFor(index: number, from: ProcessId): boolean {
    const { members, accomplice } = this.#at(index);
    return members.includes(from) || (from === accomplice && members.length > 0);
  }

  isTurned(index: number): boolean {
    return this.#at(index).isTurned;
  }

  markOf(index: number): MarkView {
    const { tactic, replicas, text, chosen, state, isTurned } = this.#at(index);
    const known = this.#parts.settings.tactics[tactic];
    assert(known !== undefined, 'an adversary has a tactic');
    const isInjected = known.kind === 'prompt-injected';
    return {
      kind: known.kind,
      tactic: known.id,
      ...(Object.keys(chosen).length === 0 ? {} : { options: chosen }),
      cabal: known.kind === 'colluding' ? replicas : [],
      text: isInjected ? text : '',
      obeyed: isInjected ? obeyedSpans(state) : [],
      turned: isInjected && isTurned,
    };
  }

  /** What a person who writes in its name works with: the keys that it holds, and no others. */
  deskOf(index: number): AdversaryContext {
    return this.#desk.of(this.#at(index));
  }

  noteAccomplice(from: ProcessId, body: Body): void {
    if (from > this.#parts.settings.guest) this.#acted.set(from, body);
  }

  /** By accomplice that sent something: its last message. */
  get acted(): ReadonlyMap<ProcessId, Body> {
    return this.#acted;
  }

  save(): SavedAdversaries {
    return { all: clone(this.#all), acted: new Map(this.#acted) };
  }

  load(saved: SavedAdversaries): void {
    this.#all = clone(saved.all.slice());
    this.#acted = new Map(saved.acted);
  }

  #at(index: number): Adversary {
    const adversary = this.#all[index];
    assert(adversary !== undefined, () => `there is an adversary ${index}`);
    return adversary;
  }

  #watchTurning(adversary: Adversary): void {
    const before = adversary.isTurned;
    adversary.isTurned = flag(adversary.state);
    if (adversary.isTurned !== before) adversary.members.forEach(this.#whenTurned);
  }

  #tacticOf({ tactic }: Adversary): Tactic {
    const known = this.#parts.settings.tactics[tactic];
    assert(known !== undefined, 'an adversary has a tactic');
    return known;
  }
}

function defaultsOf(tactic: Tactic): TacticOptions {
  return Object.fromEntries(tactic.options.map((option) => [option.id, option.default]));
}

export type SavedAdversaries = {
  readonly all: readonly Adversary[];
  readonly acted: ReadonlyMap<ProcessId, Body>;
};

/**
 * A convention of tactics of the kind prompt-injected: once the agent has turned, their state has `turned: true`, and
 * `obeyed` lists the spans of the text that it obeys. Other tactics need neither.
 */
function flag(state: Data): boolean {
  return field(state, 'turned') === true;
}

function obeyedSpans(state: Data): readonly (readonly [start: number, end: number])[] {
  const spans = field(state, 'obeyed');
  if (!Array.isArray(spans)) return [];
  return spans.flatMap((span) =>
    Array.isArray(span) && typeof span[0] === 'number' && typeof span[1] === 'number'
      ? [[span[0], span[1]] as const]
      : [],
  );
}

function field(state: Data, name: string): Data {
  return isRecord(state) && Object.hasOwn(state, name) ? (state[name] ?? null) : null;
}
