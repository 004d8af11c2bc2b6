import { assert, unreachable } from '../base/assert.ts';
import { greatestDelay } from '../base/greatest-delay.ts';
import { reasonOf } from '../base/reason.ts';
import type {
  Bench,
  Composed,
  Draft,
  Effort,
  Envelope,
  EventIndex,
  Kernel,
  KernelSetup,
  LogView,
  Micros,
  ProcessId,
  ProcessView,
  Proof,
  Scenario,
  Sink,
  Snapshot,
  Tally,
  Underway,
  Violation,
  VoidAct,
} from '../model/index.ts';
import { Agenda } from './agenda.ts';
import type { Delivery, Entry, Task } from './entry.ts';
import { wire, type Wiring } from './wiring.ts';
import { processesOf, viewOf } from './inspect.ts';
import { restoreInto, saveOf } from './snapshot.ts';

/**
 * How long nobody has to state anything new before all that comes is taken for repeats. Whoever misses something says so at least once in
 * each time-out, and is answered; by now all of it has come and gone several times, and messages that changed nothing about those who
 * got them change nothing about them the next time either. It is more than what monitors of liveness allow anybody to need.
 */
function patienceOf({ timers, network, tolerance }: Scenario): Micros {
  const { latency, gst, delays, scheduler } = network;
  const ordered = delays.reduce((sum, { by }) => sum + by, 0);
  const habitual = scheduler.kind === 'starve' ? scheduler.by : 0;
  const upTo = scheduler.kind === 'reorder' ? scheduler.upTo : 0;
  const held = gst > 0 ? 0 : ordered + habitual + upTo;
  return (12 + tolerance) * timers.viewChange + 24 * (greatestDelay(latency) + held);
}

/** The deterministic discrete-event machine that runs one scenario. */
export function createKernel(setup: KernelSetup): Kernel {
  return new Engine(setup);
}

class Engine implements Kernel {
  readonly #parts: Wiring;
  readonly #agenda: Agenda;
  #isOver = false;

  constructor(setup: KernelSetup) {
    this.#parts = wire(setup);
    this.#agenda = new Agenda(this.#parts);
    this.#agenda.schedule();
  }

  get now(): Micros {
    return this.#parts.journal.now;
  }

  get events(): number {
    return this.#parts.journal.events;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get stepsIntoNow(): number {
    return this.#parts.journal.stepsIntoNow;
  }

  get bench(): Bench {
    return this.#parts.bench;
  }

  get tally(): Tally {
    return this.#parts.network.tally(this.#parts.effector.rejected);
  }

  get effort(): Effort {
    return this.#parts.context.effort;
  }

  get required(): number {
    return this.#parts.progress.required;
  }

  get proofs(): readonly Proof[] {
    return this.#parts.locker?.proofs ?? [];
  }

  get violations(): readonly Violation[] {
    return this.#parts.watch.violations;
  }

  step(): boolean {
    if (this.#isOver) return false;
    const before = this.events;
    try {
      return this.#stepOn() || this.events > before;
    } catch (error) {
      throw new Error(this.#reproduction(error), { cause: error });
    }
  }

  rest(): boolean {
    if (this.#isOver) return false;
    const { adversaries, journal, progress, settings } = this.#parts;
    const { network, until } = settings.scenario;
    if (!this.#isServed() || adversaries.isAnyArmed) return false;
    if (network.gst === 0 && network.loss > 0) return false;
    const quiet = journal.now - Math.max(progress.lastNews, network.gst);
    if (quiet < patienceOf(settings.scenario)) return false;
    journal.advance(until);
    this.#finish();
    return true;
  }

  inspect(process: ProcessId): ProcessView {
    return viewOf(this.#parts, process);
  }

  inspectLog(replica: ProcessId): LogView | null {
    const { settings, host } = this.#parts;
    return settings.protocol.inspectLog?.(host.stateOf(replica)) ?? null;
  }

  processes(): readonly ProcessId[] {
    return processesOf(this.#parts);
  }

  monitorState(id: string): unknown {
    return this.#parts.watch.stateOf(id);
  }

  get voids(): readonly VoidAct[] {
    return this.#parts.hands.voids;
  }

  locate(event: EventIndex): Underway | null {
    const found = this.#parts.hands.locate(event);
    if (found === null) return null;
    return { ref: found.ref, body: found.delivery.body, due: found.due };
  }

  draft(letter: Omit<Composed, 'do' | 'to'>): Draft | string {
    return this.#parts.hands.draft(letter);
  }

  snapshot(): Snapshot {
    return saveOf(this.#parts, { position: this.#agenda.position, isOver: this.#isOver });
  }

  restore(snapshot: Snapshot): void {
    const saved = restoreInto(this.#parts, snapshot);
    this.#agenda.position = saved.position;
    this.#isOver = saved.isOver;
    assert(!this.#isOver || this.#agenda.isDone, 'a branch starts before the end of the run');
  }

  setSink(sink: Sink | null): void {
    this.#parts.journal.listen(sink);
  }

  /**
   * False when nothing but the end of the run was left to do. An intervention is a stop of its own, so that one can
   * look at what it did before anything follows; it is no step of its microsecond.
   */
  #stepOn(): boolean {
    if (this.#agenda.intervene()) {
      if (this.#isComplete()) this.#finish();
      return true;
    }
    const next = this.#agenda.next();
    if (next === undefined) {
      // Waiting for the horizon is for runs that miss something; one that had nothing to do is over at once.
      if (!this.#isComplete()) this.#parts.journal.advance(this.#parts.settings.scenario.until);
      this.#finish();
      return false;
    }
    this.#parts.journal.cause = null;
    this.#execute(next);
    this.#parts.journal.stepsIntoNow++;
    if (this.#isComplete()) this.#finish();
    return true;
  }

  #execute(entry: Entry): void {
    const { adversaries, effector, hands, inboxes, journal, marks, progress } = this.#parts;
    switch (entry.kind) {
      case 'deliver':
      case 'timer':
        return this.#perform(entry);
      case 'wake': {
        const task = inboxes.next(entry.process, journal.now);
        assert(task !== undefined, 'a process wakes up for a task');
        inboxes.take(entry.process);
        this.#perform(task);
        return inboxes.resume(entry.process, journal.now);
      }
      case 'adversary-timer':
        adversaries.fire(entry.adversary, entry.timer);
        return effector.apply(-1, journal.now);
      case 'boot':
        progress.carriedOut();
        return this.#boot(entry);
      case 'fault-begin':
        progress.carriedOut();
        return marks.begin(entry.index);
      case 'fault-end':
        progress.carriedOut();
        return marks.end(entry.index);
      case 'partition':
      case 'heal':
        progress.carriedOut();
        return this.#divide(entry);
      case 'rejoin':
        progress.carriedOut();
        return hands.endIsolation(entry.isolation);
      default:
        return unreachable(entry);
    }
  }

  #perform(task: Task): void {
    if (task.kind === 'deliver') return this.#deliver(task);
    const { process, timer } = task;
    const { timers, host, effector, inboxes } = this.#parts;
    effector.source = -1;
    timers.fire(process, timer);
    const doneAt = host.fire(process, timer.timer);
    inboxes.occupy(process, doneAt);
    effector.apply(process, doneAt);
  }

  #deliver(delivery: Delivery): void {
    const { effector, host, inboxes, journal, network, progress, roster, settings } = this.#parts;
    const { from, to, body, event, sent } = delivery;
    progress.landed(delivery.isLoyal);
    const { kind, adversary } = roster.claimOf(to);
    if (kind === 'crashed') return network.dropAtCrashed(delivery, event);
    if (journal.isDetailed) journal.open(to, { kind: 'deliver', from, body }, event);
    else journal.cause = journal.count();
    network.countDelivery(delivery);
    this.#hear(delivery);
    if (to > settings.guest) return this.#deliverToAccomplice(delivery);
    // Whoever refuses what was tampered with on its way holds it against nobody.
    effector.source = sent === null ? from : -1;
    const isSeen = adversary < 0 || this.#isPassedOn(adversary, delivery);
    const doneAt = isSeen ? host.deliver(delivery) : journal.now;
    inboxes.occupy(to, doneAt);
    effector.apply(to, doneAt);
  }

  #deliverToAccomplice(delivery: Delivery): void {
    const { adversaries, effector, journal } = this.#parts;
    adversaries.onReceiveAtAccomplice(envelopeOf(delivery));
    effector.apply(delivery.to, journal.now);
  }

  #isPassedOn(adversary: number, delivery: Delivery): boolean {
    return this.#parts.adversaries.onReceive(adversary, envelopeOf(delivery));
  }

  /** Whoever follows the protocol shares what it gets, in the words of its signers. */
  #hear({ from, to, body }: Envelope): void {
    const { bench, journal, locker, settings, watch } = this.#parts;
    const isLoyal = to < settings.n ? bench.isCorrect(to) : bench.isCorrectClient(to);
    if (!isLoyal) return;
    const event = journal.events - 1;
    watch.observe({ kind: 'received', at: journal.now, event, process: to, from, body });
    locker?.receive(from, body, event);
  }

  #boot({ process, effects }: Extract<Entry, { kind: 'boot' }>): void {
    const { effector, journal, outbox, roster } = this.#parts;
    // Who is down from the start does nothing; what it should have started it starts when it recovers.
    if (roster.isCrashed(process)) return;
    for (const effect of effects) outbox.push(effect);
    effector.apply(process, journal.now);
  }

  #divide({ kind, index }: Extract<Entry, { kind: 'partition' | 'heal' }>): void {
    const { journal, network, settings } = this.#parts;
    const { groups } = settings.scenario.network.partitions[index] ?? { groups: [] };
    if (kind === 'partition') network.partitions.begin(index);
    else network.partitions.end(index);
    journal.record(-1, { kind, groups });
  }

  /** Section 9 of the design: what loyal processes have to do is done, and nothing is announced any more. */
  #isComplete(): boolean {
    return this.#parts.progress.isSettled && this.#isServed();
  }

  /** Whatever is on its way. */
  #isServed(): boolean {
    const { progress, settings, roster, timers, bench } = this.#parts;
    if (!progress.isServed || !this.#agenda.isDone) return false;
    const background = settings.protocol.backgroundTimers;
    for (let process = 0; process <= settings.guest; process++) {
      if (process < settings.n && (!bench.isCorrect(process) || roster.isCrashed(process)))
        continue;
      for (const timer of timers.names(process)) if (!background.includes(timer)) return false;
    }
    return true;
  }

  #finish(): void {
    this.#isOver = true;
    this.#parts.hands.finish();
    this.#parts.watch.finish();
  }

  #reproduction(error: unknown): string {
    const { seed, protocol } = this.#parts.settings.scenario;
    const where = `seed ${seed}, protocol ${protocol}, event ${this.events}, ${this.now} microseconds`;
    return `${reasonOf(error)} (${where})`;
  }
}

/** Tactics keep what they get, and do not learn what its sender was. */
function envelopeOf({ from, to, body, event }: Delivery): Envelope {
  return { from, to, body, event };
}
