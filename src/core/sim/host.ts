import { assert } from '../base/assert.ts';
import { clone } from '../base/clone.ts';
import type { Data, Envelope, Micros, ProcessId, Scenario } from '../model/index.ts';
import type { Effect, Outbox } from './outbox.ts';
import { clientConfig, replicaConfig, type Settings } from './settings.ts';
import type { Journal } from './journal.ts';
import type { ProcessContext } from './context.ts';

type Needs = {
  readonly settings: Settings;
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly context: ProcessContext;
};

/** Runs the state machines: replicas, the clients of the workload and the guest. */
export class Host {
  #states: Data[] = [];
  readonly #parts: Needs;
  readonly #cost: Scenario['cost'];
  readonly #isCostly: boolean;

  constructor(parts: Needs) {
    this.#parts = parts;
    const { message, sign, verify } = parts.settings.scenario.cost;
    this.#cost = { message, sign, verify };
    this.#isCostly = message > 0 || sign > 0 || verify > 0;
  }

  /** Starts every machine, in order of ids, and hands over what each did. */
  start(booted: (process: ProcessId, effects: readonly Effect[]) => void): void {
    const { settings, context, outbox } = this.#parts;
    const { n, guest, protocol } = settings;
    const config = replicaConfig(settings);
    for (let process = 0; process <= guest; process++) {
      context.enter(process, 0);
      this.#states[process] =
        process < n
          ? protocol.replica.start(config, context)
          : protocol.client.start(clientConfig(settings, process), context);
      booted(process, outbox.take());
    }
  }

  stateOf(process: ProcessId): Data {
    const state = this.#states[process];
    assert(state !== undefined, () => `process ${process} has a machine`);
    return state;
  }

  /** Each of these runs one handler and returns when its effects depart. */
  deliver(envelope: Envelope): Micros {
    const process = envelope.to;
    const { context } = this.#enter(process);
    this.#actorOf(process).onMessage(this.stateOf(process), envelope, context);
    return this.#leave(process, this.#cost.message);
  }

  fire(process: ProcessId, timer: string): Micros {
    const { context } = this.#enter(process);
    this.#actorOf(process).onTimer(this.stateOf(process), timer, context);
    return this.#leave(process, 0);
  }

  recover(process: ProcessId): Micros {
    const { context } = this.#enter(process);
    this.#actorOf(process).onRecover(this.stateOf(process), context);
    return this.#leave(process, 0);
  }

  order(operation: string): void {
    const { guest, protocol } = this.#parts.settings;
    const { context } = this.#enter(guest);
    assert(protocol.client.onOrder !== undefined, () => `clients of ${protocol.id} take orders`);
    protocol.client.onOrder(this.stateOf(guest), operation, context);
  }

  save(): readonly Data[] {
    return clone(this.#states);
  }

  load(saved: readonly Data[]): void {
    this.#states = clone(saved).slice();
  }

  #enter(process: ProcessId): Needs {
    this.#parts.context.enter(process, this.#parts.journal.now);
    return this.#parts;
  }

  // Clients are people's own machines: only replicas are slow.
  #leave(process: ProcessId, perMessage: Micros): Micros {
    const { journal, settings, context } = this.#parts;
    if (!this.#isCostly || process >= settings.n) return journal.now;
    const { sign, verify } = this.#cost;
    return journal.now + perMessage + context.signs * sign + context.verifies * verify;
  }

  #actorOf(process: ProcessId): Settings['protocol']['replica' | 'client'] {
    const { protocol, n } = this.#parts.settings;
    return process < n ? protocol.replica : protocol.client;
  }
}
