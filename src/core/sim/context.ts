import { assert } from '../base/assert.ts';
import { freeze, freezeBody } from '../base/clone.ts';
import { PURPOSE, below, draw } from '../base/draw.ts';
import { digest } from '../crypto/digest.ts';
import { createKeyring, type Keyring } from '../crypto/scheme.ts';
import type { Body, Context, Data, Fact, Micros, ProcessId, Statement } from '../model/index.ts';
import type { Attachments } from './attachments.ts';
import type { Outbox } from './outbox.ts';
import type { Settings } from './settings.ts';

/** The one context object of a kernel, re-used for every handler: it sets who the caller is and what time it is. */
export class ProcessContext implements Context {
  self: ProcessId = 0;
  now: Micros = 0;
  readonly n: number;
  readonly f: number;
  readonly q: number;
  /** Done by the running handler, for its cost. */
  signs = 0;
  verifies = 0;
  /** Done by all handlers of all processes since the kernel was made: a snapshot does not carry it. */
  readonly effort = { signs: 0, verifies: 0 };
  readonly #settings: Settings;
  readonly #outbox: Outbox;
  readonly #attachments: Attachments;
  readonly #keyrings: Keyring[];

  constructor(settings: Settings, outbox: Outbox, attachments: Attachments) {
    this.n = settings.n;
    this.f = settings.f;
    this.q = settings.q;
    this.#settings = settings;
    this.#outbox = outbox;
    this.#attachments = attachments;
    this.#keyrings = Array.from({ length: settings.guest + 1 }, (_, id) =>
      createKeyring(settings.scheme, [id]),
    );
  }

  enter(self: ProcessId, now: Micros): void {
    this.self = self;
    this.now = now;
    this.signs = 0;
    this.verifies = 0;
  }

  isReplica(id: Data): id is ProcessId {
    return typeof id === 'number' && Number.isInteger(id) && id >= 0 && id < this.n;
  }

  isClient(id: Data): id is ProcessId {
    const { processCount } = this.#settings;
    return typeof id === 'number' && Number.isInteger(id) && id >= this.n && id < processCount;
  }

  send(to: ProcessId, body: Body): void {
    assert(
      this.isReplica(to) || this.isClient(to),
      () => `a message goes to a process, not to ${to}`,
    );
    this.#outbox.push({ kind: 'send', to, body: freezeBody(body) });
  }

  broadcast(body: Body): void {
    this.#outbox.push({ kind: 'broadcast', body: freezeBody(body) });
  }

  setTimer(timer: string, after: Micros): void {
    assert(
      Number.isSafeInteger(after) && after >= 0,
      () => `timer ${timer} waits whole microseconds`,
    );
    this.#outbox.push({ kind: 'set-timer', timer, after });
  }

  clearTimer(timer: string): void {
    this.#outbox.push({ kind: 'clear-timer', timer });
  }

  digest(domain: string, data: Data): string {
    return digest(domain, data);
  }

  sign(statement: Statement): string {
    const ring = this.#keyrings[this.self];
    assert(ring !== undefined, 'every process with a machine has a key');
    this.signs++;
    this.effort.signs++;
    return ring.sign(this.self, statement);
  }

  verify(signer: ProcessId, statement: Statement, signature: Data): boolean {
    this.verifies++;
    this.effort.verifies++;
    if (!this.isReplica(signer) && !this.isClient(signer)) return false;
    return this.#settings.scheme.verify(signer, statement, signature);
  }

  isSignedBy<M extends { readonly sig: Data }>(
    signer: ProcessId,
    message: M,
    statementOf: (message: M) => Statement,
  ): boolean {
    this.verifies++;
    this.effort.verifies++;
    if (!this.isReplica(signer) && !this.isClient(signer)) return false;
    return this.#settings.seals.isGenuine(signer, message, statementOf);
  }

  attachment(): string {
    return this.#attachments.next();
  }

  random(label: number, bound: number): number {
    const word = draw(this.#settings.scenario.seed, PURPOSE.process, this.self, label);
    return below(word, bound);
  }

  note(fact: Fact): void {
    this.#outbox.push({ kind: 'note', fact: freeze(fact) });
  }

  reject(_body: Data, reason: string): void {
    this.#outbox.push({ kind: 'reject', reason });
  }

  ignore(_body: Data, reason: string): void {
    this.#outbox.push({ kind: 'ignore', reason });
  }
}
