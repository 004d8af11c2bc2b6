import { assert } from '../base/assert.ts';
import { clone, freezeBody } from '../base/clone.ts';
import { PURPOSE, below, draw } from '../base/draw.ts';
import { digest } from '../crypto/digest.ts';
import { createKeyring } from '../crypto/scheme.ts';
import type {
  AdversaryContext,
  Body,
  CopyEffect,
  CopyInput,
  Data,
  Micros,
  ProcessId,
  Statement,
  TacticOptions,
} from '../model/index.ts';
import type { Timer } from './entry.ts';
import { SecondMachines } from './second-machines.ts';
import type { Settings } from './settings.ts';
import type { Journal } from './journal.ts';
import type { Outbox } from './outbox.ts';
import type { Roster } from './roster.ts';
import type { Host } from './host.ts';

/** A liar or a cabal. Plain data, as snapshots need it. */
export type Adversary = {
  readonly index: number;
  /** Position in the list of tactics. */
  readonly tactic: number;
  /** Whom it was put on, ascending. */
  readonly replicas: readonly ProcessId[];
  /** Who of them follows it just now: not crashed, not restored, not marked anew. */
  members: readonly ProcessId[];
  readonly accomplice: ProcessId;
  readonly text: string;
  /** As they were given. */
  readonly chosen: TacticOptions;
  /** With the tactic's defaults. */
  readonly options: TacticOptions;
  hasStarted: boolean;
  state: Data;
  isTurned: boolean;
  readonly timers: Record<string, Timer>;
  /** Messages sent in the present 10 ms, by sender. */
  readonly budgets: Record<ProcessId, { readonly window: number; readonly used: number }>;
};

type Needs = {
  readonly settings: Settings;
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly roster: Roster;
  readonly host: Host;
};

/** What a tactic works with; one for the whole kernel, re-used for every call. */
export class Desk implements AdversaryContext {
  readonly n: number;
  readonly f: number;
  readonly q: number;
  readonly #parts: Needs;
  readonly #machines: SecondMachines;
  #adversary: Adversary | null = null;

  constructor(parts: Needs) {
    this.#parts = parts;
    this.#machines = new SecondMachines(parts.settings);
    this.n = parts.settings.n;
    this.f = parts.settings.f;
    this.q = parts.settings.q;
  }

  of(adversary: Adversary): this {
    this.#adversary = adversary;
    return this;
  }

  get now(): Micros {
    return this.#parts.journal.now;
  }

  get members(): readonly ProcessId[] {
    return this.#mine.members;
  }

  get accomplice(): ProcessId {
    return this.#mine.accomplice;
  }

  get text(): string {
    return this.#mine.text;
  }

  get options(): TacticOptions {
    return this.#mine.options;
  }

  stateOf(member: ProcessId): Data {
    assert(this.#mine.replicas.includes(member), 'an adversary looks into its own members only');
    return this.#parts.host.stateOf(member);
  }

  digest(domain: string, data: Data): string {
    return digest(domain, data);
  }

  sign(signer: ProcessId, statement: Statement): string {
    const { replicas, accomplice } = this.#mine;
    const ring = createKeyring(this.#parts.settings.scheme, [...replicas, accomplice]);
    const signature = ring.sign(signer, statement);
    return this.#isRevoked(signer) ? REVOKED : signature;
  }

  random(label: number, bound: number): number {
    const { seed } = this.#parts.settings.scenario;
    return below(draw(seed, PURPOSE.adversary, this.#mine.accomplice, label), bound);
  }

  send(from: ProcessId, to: ProcessId, body: Body): void {
    assert(
      to >= 0 && to < this.#parts.settings.processCount,
      `a message goes to a process, not to ${to}`,
    );
    const adversary = this.#mine.index;
    this.#parts.outbox.push({
      kind: 'adversary-send',
      adversary,
      from,
      to,
      body: freezeBody(body),
    });
  }

  copyOf(member: ProcessId): Data {
    return clone(this.stateOf(member));
  }

  runCopy(member: ProcessId, copy: Data, input: CopyInput): readonly CopyEffect[] {
    const { members } = this.#mine;
    assert(members.includes(member), 'an adversary runs copies of its own members only');
    return this.#machines.run(member, copy, { input, now: this.now });
  }

  setTimer(timer: string, after: Micros): void {
    assert(
      Number.isSafeInteger(after),
      () => `the adversary's timer ${timer} waits whole microseconds`,
    );
    // At least one: a tactic that keeps waking itself up must not stop the clock.
    const wait = Math.max(1, after);
    this.#parts.outbox.push({
      kind: 'adversary-timer',
      adversary: this.#mine.index,
      timer,
      after: wait,
    });
  }

  /** A replica that was restored has a new key: what its former friends still hold convinces nobody. */
  #isRevoked(signer: ProcessId): boolean {
    const { replicas, members } = this.#mine;
    if (!replicas.includes(signer) || members.includes(signer)) return false;
    return !this.#parts.roster.isCrashed(signer);
  }

  get #mine(): Adversary {
    assert(this.#adversary !== null, 'a tactic is called for an adversary');
    return this.#adversary;
  }
}

const REVOKED = '';
