import { assert } from '../base/assert.ts';
import { freeze } from '../base/clone.ts';
import type {
  Action,
  EventIndex,
  Fault,
  FaultChoice,
  MarkView,
  Micros,
  ProcessId,
  TacticChoice,
} from '../model/index.ts';
import type { Effector } from './effector.ts';
import type { Inboxes } from './inboxes.ts';
import type { Claim, Roster } from './roster.ts';
import type { Settings } from './settings.ts';
import type { Journal } from './journal.ts';
import type { Progress } from './progress.ts';
import type { Timers } from './timers.ts';
import type { Network } from './network.ts';
import type { HandAct } from './hands.ts';
import type { Host } from './host.ts';
import type { Adversaries } from './adversaries.ts';
import type { Watch } from './watch.ts';

type Needs = {
  readonly settings: Settings;
  readonly journal: Journal;
  readonly progress: Progress;
  readonly timers: Timers;
  readonly network: Network;
  readonly roster: Roster;
  readonly host: Host;
  readonly adversaries: Adversaries;
  readonly watch: Watch;
  readonly effector: Effector;
  readonly inboxes: Inboxes;
};
type Choice = FaultChoice | { readonly kind: 'loyal' };
type Place = {
  readonly replicas: readonly ProcessId[];
  readonly at: Micros;
  readonly rank: number;
};
type Change = { readonly replica: ProcessId; readonly before: Claim; readonly now: Claim };

/** Puts marks on replicas and takes them off, with all that follows: crashes, recoveries, tactics that begin. */
export class Marks {
  readonly #parts: Needs;

  constructor(parts: Needs) {
    this.#parts = parts;
  }

  begin(index: number): void {
    const fault = this.#faultAt(index);
    this.#place(fault, { replicas: fault.replicas, at: fault.at, rank: index });
  }

  end(index: number): void {
    const { replicas } = this.#faultAt(index);
    for (const replica of replicas) this.#parts.roster.remove(replica, index);
    this.#settle(replicas);
  }

  /** A person's act, live or replayed; it counts as later than every scheduled fault of its time. */
  intervene(action: Exclude<Action, HandAct>, position: number): void {
    const { journal, settings } = this.#parts;
    journal.open(-1, { kind: 'intervene', action: freeze(action) }, null);
    if (action.do === 'order') return this.#order(action.text);
    const rank = settings.scenario.faults.length + position;
    this.#place(choiceOf(action), { replicas: action.replicas, at: journal.now, rank });
  }

  /** An agent has read a text that tells it what to do, and follows it from here on, for good. */
  turn(replica: ProcessId, text: string): void {
    const { journal, roster, adversaries } = this.#parts;
    const kind = 'prompt-injected';
    const adversary = this.#conspire({ kind, text }, [replica]);
    // Later than the mark that it replaces, earlier than every fault and intervention still to come.
    const rank = roster.claimOf(replica).rank + 0.5;
    roster.add(replica, Object.freeze({ kind, at: journal.now, rank, adversary }));
    roster.settle(replica);
    adversaries.muster();
    this.announce(replica);
  }

  /** Tells the trace and the monitors what a replica's mark is now. */
  announce(replica: ProcessId): EventIndex {
    const { journal, watch } = this.#parts;
    const mark = freeze(this.viewOf(replica));
    const event = journal.record(replica, { kind: 'mark', mark });
    watch.observe({ kind: 'mark', at: journal.now, event, process: replica, mark: mark.kind });
    return event;
  }

  viewOf(replica: ProcessId): MarkView {
    const { kind, adversary } = this.#parts.roster.claimOf(replica);
    if (adversary >= 0) return this.#parts.adversaries.markOf(adversary);
    return { kind, tactic: '', cabal: [], text: '', obeyed: [], turned: false };
  }

  #order(text: string): void {
    const { journal, settings, host, effector, progress } = this.#parts;
    progress.ordered();
    host.order(text);
    effector.apply(settings.guest, journal.now);
  }

  #place(choice: Choice, place: Place): void {
    const { replicas, at, rank } = place;
    const { kind } = choice;
    const cabal = kind === 'colluding' ? this.#conspire(choice, replicas) : -1;
    for (const replica of replicas) {
      const isAlone = kind === 'lying' || kind === 'prompt-injected';
      const adversary = isAlone ? this.#conspire(choice, [replica]) : cabal;
      this.#parts.roster.add(replica, Object.freeze({ kind, at, rank, adversary }));
    }
    this.#settle(replicas);
  }

  #conspire(choice: Choice, replicas: readonly ProcessId[]): number {
    const { adversaries, settings } = this.#parts;
    switch (choice.kind) {
      case 'lying':
      case 'colluding':
        return adversaries.create({
          kind: choice.kind,
          tactic: choice.tactic,
          text: '',
          options: choice.options ?? {},
          replicas,
        });
      case 'prompt-injected':
        return adversaries.create({
          kind: choice.kind,
          tactic: settings.tactics.find(({ kind }) => kind === choice.kind)?.id ?? '',
          text: choice.text,
          options: {},
          replicas,
        });
      default:
        return -1;
    }
  }

  /**
   * Makes the marks that hold now take effect. Tactics start before their marks are announced, so that the first
   * announcement can tell what an agent obeys; recoveries come last, so that what they send passes through a tactic.
   */
  #settle(replicas: readonly ProcessId[]): void {
    const { journal, roster, adversaries, effector } = this.#parts;
    const changes = replicas
      .map((replica) => ({ replica, before: roster.settle(replica), now: roster.claimOf(replica) }))
      .filter(isVisible);
    adversaries.muster();
    const reason = journal.cause;
    const announced = changes.map((change) => ({
      ...change,
      event: this.announce(change.replica),
    }));
    journal.cause = reason ?? announced[0]?.event ?? null;
    effector.apply(-1, journal.now);
    for (const { event, ...change } of announced) {
      journal.cause = event;
      this.#crashOrRecover(change);
    }
    journal.cause = reason;
  }

  #crashOrRecover({ replica, before, now }: Change): void {
    if (before.kind !== 'crashed' && now.kind === 'crashed') this.#crash(replica);
    if (before.kind === 'crashed' && now.kind !== 'crashed') this.#recover(replica);
  }

  /** Timers and what waited unread are gone; the state is on stable storage. */
  #crash(replica: ProcessId): void {
    const { journal, timers, inboxes, progress, network } = this.#parts;
    journal.open(replica, { kind: 'crash' }, journal.cause);
    timers.forget(replica);
    for (const task of inboxes.empty(replica)) {
      if (task.kind !== 'deliver') continue;
      progress.landed(task.isLoyal);
      network.dropAtCrashed(task, task.event);
    }
  }

  #recover(replica: ProcessId): void {
    const { journal, host, effector, inboxes } = this.#parts;
    journal.open(replica, { kind: 'recover' }, journal.cause);
    const doneAt = host.recover(replica);
    inboxes.occupy(replica, doneAt);
    effector.apply(replica, doneAt);
  }

  #faultAt(index: number): Fault {
    const fault = this.#parts.settings.scenario.faults[index];
    assert(fault !== undefined, () => `the scenario has a fault ${index}`);
    return fault;
  }
}

function isVisible({ before, now }: Change): boolean {
  if (before === now) return false;
  return before.kind !== now.kind || before.adversary !== now.adversary;
}

function choiceOf(action: Exclude<Action, HandAct | { do: 'order' }>): Choice {
  switch (action.do) {
    case 'crash':
      return { kind: 'crashed' };
    case 'restore':
      return { kind: 'loyal' };
    case 'lie':
      return { ...chosen(action), kind: 'lying' };
    case 'collude':
      return { ...chosen(action), kind: 'colluding' };
    case 'inject':
      return { kind: 'prompt-injected', text: action.text };
  }
}

function chosen({ tactic, options }: TacticChoice): TacticChoice {
  return options === undefined ? { tactic } : { tactic, options };
}
