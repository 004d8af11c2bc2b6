import { assert } from '../base/assert.ts';
import { clone, freeze } from '../base/clone.ts';
import type { Bench, Data, Monitor, Observation, Violation } from '../model/index.ts';
import type { Journal } from './journal.ts';

const VIOLATIONS_MAX = 16;
/** More kinds of facts, and types of messages, than there are. */
const NAMES_MAX = 256;

/** Tells the monitors what happens, and keeps what they found. */
export class Watch {
  #states: Data[];
  #counts: number[];
  #violations: Violation[] = [];
  /** By kind of observation and name of the fact or type of the message: who listens, by position. Filled as they come up. */
  readonly #listeners: Readonly<Record<Observation['kind'], Map<string, readonly number[]>>>;
  readonly #monitors: readonly Monitor[];
  readonly #bench: Bench;
  readonly #journal: Journal;

  constructor(monitors: readonly Monitor[], bench: Bench, journal: Journal) {
    this.#monitors = monitors;
    this.#bench = bench;
    this.#journal = journal;
    this.#states = monitors.map((monitor) => monitor.start(bench));
    this.#counts = monitors.map(() => 0);
    this.#listeners = {
      fact: new Map(),
      mark: new Map(),
      sent: new Map(),
      received: new Map(),
      rejected: new Map(),
      proof: new Map(),
    };
  }

  get violations(): readonly Violation[] {
    return this.#violations;
  }

  stateOf(id: string): Data | undefined {
    return this.#states[this.#monitors.findIndex((monitor) => monitor.id === id)];
  }

  observe(observation: Observation): void {
    for (const i of this.#listenersOf(observation)) {
      const { monitor, state } = this.#at(i);
      const found = monitor.observe(state, observation, this.#bench);
      if (found.length === 0) continue;
      for (const violation of found) this.#report(i, violation, observation.event);
    }
  }

  /** The run is over: the last word of every monitor. */
  finish(): void {
    for (let i = 0; i < this.#monitors.length; i++) {
      const { monitor, state } = this.#at(i);
      for (const violation of monitor.finish(state, this.#bench)) this.#report(i, violation, null);
    }
  }

  save(): SavedWatch {
    return {
      states: clone(this.#states),
      counts: this.#counts.slice(),
      violations: this.#violations.slice(),
    };
  }

  load(saved: SavedWatch): void {
    this.#states = clone(saved.states.slice());
    this.#counts = saved.counts.slice();
    this.#violations = saved.violations.slice();
  }

  #report(index: number, violation: Violation, cause: number | null): void {
    const count = this.#counts[index] ?? 0;
    if (count >= VIOLATIONS_MAX) return;
    this.#counts[index] = count + 1;
    this.#violations.push(freeze(violation));
    this.#journal.record(-1, { kind: 'violation', violation }, cause);
  }

  #listenersOf(observation: Observation): readonly number[] {
    const { kind } = observation;
    const name = nameOf(observation);
    const named = this.#listeners[kind];
    const known = named.get(name);
    if (known !== undefined) return known;
    const listeners = this.#monitors.flatMap((monitor, index) =>
      listens(monitor, kind, name) ? [index] : [],
    );
    // Traitors may send any number of types.
    if (named.size < NAMES_MAX) named.set(name, listeners);
    return listeners;
  }

  #at(index: number): { readonly monitor: Monitor; readonly state: Data } {
    const monitor = this.#monitors[index];
    const state = this.#states[index];
    assert(monitor !== undefined && state !== undefined, 'every monitor has a state');
    return { monitor, state };
  }
}

/** What a monitor can choose by: the name of a fact, the type of a message. */
function nameOf(observation: Observation): string {
  switch (observation.kind) {
    case 'fact':
      return observation.fact.fact;
    case 'sent':
    case 'received':
      return observation.body.type;
    default:
      return '';
  }
}

function listens(
  { hears, facts, sends, receives }: Monitor,
  kind: Observation['kind'],
  name: string,
): boolean {
  if (hears !== undefined && !hears.includes(kind)) return false;
  switch (kind) {
    case 'fact':
      return facts === undefined || facts.some((fact) => fact === name);
    case 'sent':
      return sends === undefined || sends.includes(name);
    case 'received':
      return receives === undefined || receives.includes(name);
    default:
      return true;
  }
}

export type SavedWatch = {
  readonly states: readonly Data[];
  readonly counts: readonly number[];
  readonly violations: readonly Violation[];
};
