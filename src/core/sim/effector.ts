import { unreachable } from '../base/assert.ts';
import { freezeBody } from '../base/clone.ts';
import type { Body, EventIndex, Fact, Micros, Outgoing, ProcessId } from '../model/index.ts';
import type { AdversaryEffect, Effect, Outbox } from './outbox.ts';
import type { Settings } from './settings.ts';
import type { Journal } from './journal.ts';
import type { Progress } from './progress.ts';
import type { Timers } from './timers.ts';
import type { Network } from './network.ts';
import type { Readers } from './readers.ts';
import type { Roster } from './roster.ts';
import type { Adversaries } from './adversaries.ts';
import type { Watch } from './watch.ts';

type Needs = {
  readonly settings: Settings;
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly progress: Progress;
  readonly timers: Timers;
  readonly network: Network;
  readonly roster: Roster;
  readonly adversaries: Adversaries;
  readonly watch: Watch;
  readonly readers: Readers;
  readonly isCorrect: (process: ProcessId) => boolean;
};

/** Carries out what handlers asked for. */
export class Effector {
  /** Whose message the running handler reads, or -1. */
  source: ProcessId = -1;
  #rejected = 0;
  readonly #parts: Needs;

  constructor(parts: Needs) {
    this.#parts = parts;
  }

  /** Messages that non-traitors rejected. */
  get rejected(): number {
    return this.#rejected;
  }

  set rejected(count: number) {
    this.#rejected = count;
  }

  /** Empties the outbox of a handler that this process ran; its effects depart at that time. */
  apply(process: ProcessId, departsAt: Micros): void {
    const { outbox, readers } = this.#parts;
    if (outbox.isEmpty) return;
    const applyOne = (effect: Effect): void => this.#applyOne(process, effect, departsAt);
    outbox.drain(applyOne);
    // What an agent behind a guard reads now may have set off its tactic.
    while (readers.readDue()) outbox.drain(applyOne);
  }

  /** Puts a fact on record and before the monitors. */
  note(process: ProcessId, fact: Fact): void {
    const { journal, watch, progress, settings } = this.#parts;
    const event = journal.record(process, { kind: 'note', fact });
    if (process >= settings.n) progress.noted(fact);
    const { now: at, cause } = journal;
    progress.heard(fact, at);
    watch.observe({ kind: 'fact', at, event, process, fact, cause });
  }

  #applyOne(process: ProcessId, effect: Effect, departsAt: Micros): void {
    switch (effect.kind) {
      case 'send':
        return this.#emit(process, effect, departsAt);
      case 'broadcast':
        return this.#broadcast(process, effect.body, departsAt);
      case 'set-timer':
        return this.#parts.timers.set(process, {
          timer: effect.timer,
          firesAt: departsAt + effect.after,
        });
      case 'clear-timer':
        return this.#parts.timers.clear(process, effect.timer);
      case 'note':
        this.note(process, effect.fact);
        return this.#parts.readers.heard(process, effect.fact);
      case 'reject':
      case 'ignore':
        return this.#judge(process, effect.kind, effect.reason);
      case 'adversary-send':
      case 'adversary-timer':
        return this.#applyAdversary(effect);
      default:
        return unreachable(effect);
    }
  }

  #broadcast(from: ProcessId, body: Body, departsAt: Micros): void {
    const { journal, network, roster, settings } = this.#parts;
    if (roster.claimOf(from).adversary < 0) {
      const event = journal.events;
      network.broadcast({ from, body, isLoyal: true, departsAt });
      return this.#announce(from, body, event);
    }
    for (let to = 0; to < settings.n; to++)
      if (to !== from) this.#emit(from, { to, body }, departsAt);
  }

  /** What a correct process says is watched, once however many it tells. */
  #announce(process: ProcessId, body: Body, event: EventIndex): void {
    const { journal, watch } = this.#parts;
    if (journal.events > event)
      watch.observe({ kind: 'sent', at: journal.now, event, process, body });
  }

  /** What the machine of a traitor sends passes through its tactic. */
  #emit(from: ProcessId, { to, body }: Outgoing, departsAt: Micros): void {
    const { roster, adversaries, journal, network, isCorrect } = this.#parts;
    const { adversary } = roster.claimOf(from);
    if (adversary < 0) {
      const event = journal.events;
      network.send({ from, to, body, isLoyal: true, departsAt });
      this.#announce(from, body, event);
      return;
    }
    const outgoing = adversaries.onSend(adversary, { from, to, body });
    outgoing.forEach((message, position) => {
      // The machine's own pace is nobody's flood; what the tactic adds to it counts against its limit.
      if (position > 0 && !adversaries.mayStillSend(adversary, from)) {
        return this.#dropExcess(from, message);
      }
      const own = { to: message.to, body: freezeBody(message.body) };
      const isLoyal = isCorrect(from);
      const event = journal.events;
      network.send({ from, ...own, isLoyal, departsAt });
      if (isLoyal) this.#announce(from, own.body, event);
    });
  }

  #judge(process: ProcessId, kind: 'reject' | 'ignore', reason: string): void {
    const { journal, watch, isCorrect } = this.#parts;
    const event = journal.record(process, { kind, reason });
    if (kind !== 'reject' || !isCorrect(process)) return;
    this.#rejected++;
    const { source: from } = this;
    if (from >= 0) watch.observe({ kind: 'rejected', at: journal.now, event, process, from });
  }

  #applyAdversary(effect: AdversaryEffect): void {
    const { adversaries, network, journal, isCorrect } = this.#parts;
    if (effect.kind === 'adversary-timer') {
      adversaries.setTimer(effect.adversary, effect.timer, effect.after);
      return;
    }
    const { adversary, from, to, body } = effect;
    // Who crashed or was restored meanwhile is silent: its former friends have no line of their own.
    if (!adversaries.speaksFor(adversary, from)) return;
    if (!adversaries.mayStillSend(adversary, from)) return this.#dropExcess(from, { to, body });
    adversaries.noteAccomplice(from, body);
    const isLoyal = from < this.#parts.settings.n && isCorrect(from);
    network.send({ from, to, body, isLoyal, departsAt: journal.now });
  }

  #dropExcess(from: ProcessId, { to, body }: Outgoing): void {
    this.#parts.journal.record(from, {
      kind: 'drop',
      to,
      body: freezeBody(body),
      reason: 'adversary limit',
    });
  }
}
