import { assert } from '../base/assert.ts';
import { clone, freeze } from '../base/clone.ts';
import type { Bench, Data, Monitor, Observation, Violation } from '../model/index.ts';
import type { Journal } from './journal.ts';

const VIOLATIONS_MAX = 16;

/** Tells the monitors what happens, and keeps what they found. */
export class Watch {
  #states: Data[];
  #counts: number[];
  #violations: Violation[] = [];
  /** By kind of observation: who listens, by position. */
  readonly #listeners: Readonly<Record<Observation['kind'], readonly number[]>>;
  /** By type of message: who listens to what is received. */
  readonly #receivers: ReadonlyMap<string, readonly number[]>;
  readonly #monitors: readonly Monitor[];
  readonly #bench: Bench;
  readonly #journal: Journal;

  constructor(monitors: readonly Monitor[], bench: Bench, journal: Journal) {
    this.#monitors = monitors;
    this.#bench = bench;
    this.#journal = journal;
    this.#states = monitors.map((monitor) => monitor.start(bench));
    this.#counts = monitors.map(() => 0);
    const chosen = monitors.flatMap(({ receives }) => receives ?? []);
    this.#listeners = listenersOf(monitors, null);
    this.#receivers = new Map(chosen.map((type) => [type, listenersOf(monitors, type).received]));
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
    const chosen = kind === 'received' ? this.#receivers.get(observation.body.type) : undefined;
    return chosen ?? this.#listeners[kind];
  }

  #at(index: number): { readonly monitor: Monitor; readonly state: Data } {
    const monitor = this.#monitors[index];
    const state = this.#states[index];
    assert(monitor !== undefined && state !== undefined, 'every monitor has a state');
    return { monitor, state };
  }
}

/** `type`: of the messages received; null: one that nobody has chosen. */
function listenersOf(
  monitors: readonly Monitor[],
  type: string | null,
): Record<Observation['kind'], readonly number[]> {
  const of = (kind: Observation['kind']): readonly number[] =>
    monitors.flatMap(({ hears, receives }, i) => {
      const isChosen = kind !== 'received' || receives === undefined;
      const isHeard = isChosen || (type !== null && receives.includes(type));
      return isHeard && (hears === undefined || hears.includes(kind)) ? [i] : [];
    });
  return {
    fact: of('fact'),
    mark: of('mark'),
    sent: of('sent'),
    received: of('received'),
    rejected: of('rejected'),
    proof: of('proof'),
  };
}

export type SavedWatch = {
  readonly states: readonly Data[];
  readonly counts: readonly number[];
  readonly violations: readonly Violation[];
};
