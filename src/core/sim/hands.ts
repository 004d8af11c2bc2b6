import { freeze } from '../base/clone.ts';
import type {
  Action,
  Body,
  Composed,
  Draft,
  EventIndex,
  MessageRef,
  Micros,
  ProcessId,
  Touch,
  TouchKind,
  VoidAct,
} from '../model/index.ts';
import type { Adversaries } from './adversaries.ts';
import { changed } from './changed.ts';
import type { Delivery, Queue } from './entry.ts';
import type { Journal } from './journal.ts';
import type { Network } from './network.ts';
import type { Progress } from './progress.ts';
import type { Roster } from './roster.ts';
import type { Settings } from './settings.ts';

type Needs = {
  readonly settings: Settings;
  readonly journal: Journal;
  readonly queue: Queue;
  readonly progress: Progress;
  readonly network: Network;
  readonly roster: Roster;
  readonly adversaries: Adversaries;
};

/** A message that stands still, and how long it still has to go. */
type Held = { readonly delivery: Delivery; readonly left: Micros };

/** Where a message is: on its way and due at a time, or held. */
type Found = { readonly delivery: Delivery; readonly due: Micros | null };

/** What is done by hand to messages, to the network, and in the name of traitors. */
export type HandAct = Exclude<
  Action,
  { readonly do: 'crash' | 'restore' | 'lie' | 'collude' | 'inject' | 'order' }
>;

/**
 * A person's hand. What it does to a message on its way is the network's doing: the sender has no part in it, and receivers refuse
 * what was tampered with. What it writes it writes as a traitor, with the keys of its cabal. An act whose message is not there
 * is void: it does nothing, and says so.
 */
export class Hands {
  #held: readonly Held[] = [];
  /** Repetitions made so far, by message. */
  #repeats: ReadonlyMap<string, number> = new Map();
  #voids: readonly VoidAct[] = [];
  readonly #parts: Needs;

  constructor(parts: Needs) {
    this.#parts = parts;
  }

  /** Acts that did nothing, in order. */
  get voids(): readonly VoidAct[] {
    return this.#voids;
  }

  apply(action: HandAct, position: number): void {
    const { journal } = this.#parts;
    journal.open(-1, { kind: 'intervene', action: freeze(action) }, null);
    const reason = this.#carryOut(action, position);
    if (reason === null) return;
    journal.record(-1, { kind: 'void', reason });
    this.#voids = [...this.#voids, { at: journal.now, do: action.do, reason }];
  }

  /** The time that a person set for the end of an isolation has come; it may have ended before. */
  endIsolation(isolation: number): void {
    const { network } = this.#parts;
    const ended = network.partitions.endIsolation(isolation);
    if (ended !== null) this.#tellSides('heal', ended.replicas);
  }

  /** The run is over: what is still held never arrives. */
  finish(): void {
    for (const { delivery } of this.#held) this.#parts.network.discard(delivery, 'never released');
    this.#held = [];
  }

  /** The message that a send event began, while it is on its way or held; null before, after, and within a process. */
  locate(event: EventIndex): (Found & { readonly ref: MessageRef }) | null {
    const found = this.#find((delivery) => delivery.event === event);
    if (found === null || found.delivery.from === found.delivery.to) return null;
    return { ...found, ref: this.#refOf(found.delivery) };
  }

  /** What the traitor would send; a reason where it cannot. */
  draft({ from, as = from, kind, fields }: Omit<Composed, 'do' | 'to'>): Draft | string {
    const { roster, adversaries, settings } = this.#parts;
    const composer = settings.protocol.compose?.[kind];
    if (composer === undefined) return `a ${kind} is not written by hand`;
    const { kind: mark, adversary } = roster.claimOf(from);
    if (mark === 'crashed') return `R${from} is crashed`;
    if (adversary < 0 || (mark === 'prompt-injected' && !adversaries.isTurned(adversary)))
      return `R${from} follows the protocol, and nobody else has its key`;
    const quill = { from, as, ctx: adversaries.deskOf(adversary) };
    const { accomplice, members } = quill.ctx;
    const isOfClient = composer.signer === 'client';
    const filled = { ...composer.suggest(quill), ...fields };
    return {
      fields: filled,
      body: freeze(composer.write(filled, quill)),
      sender: isOfClient ? accomplice : from,
      signer: isOfClient ? accomplice : composer.signer === 'nobody' ? null : as,
      isGenuine: composer.signer !== 'traitor' || members.includes(as),
    };
  }

  save(): SavedHands {
    return { held: this.#held, repeats: this.#repeats, voids: this.#voids };
  }

  load({ held, repeats, voids }: SavedHands): void {
    this.#held = held;
    this.#repeats = repeats;
    this.#voids = voids;
  }

  /** Null, or why it did nothing. */
  #carryOut(action: HandAct, position: number): string | null {
    switch (action.do) {
      case 'isolate':
        return this.#isolate(action, position);
      case 'rejoin':
        return this.#rejoin(action.replicas);
      case 'compose':
        return this.#compose(action);
      default: {
        const found = this.#find((delivery) => this.#isMeant(delivery, action.message));
        return found === null ? NOT_THERE : this.#touch(action, found);
      }
    }
  }

  #touch(action: Touch, { delivery, due }: Found): string | null {
    switch (action.do) {
      case 'drop':
        this.#takeOut(delivery, due);
        this.#parts.network.discard(delivery, 'by hand');
        return null;
      case 'hold':
        return due === null ? 'it is held already' : this.#hold(delivery, due);
      case 'release':
        return due === null ? this.#release(delivery) : 'it is not held';
      case 'delay':
        return due === null ? 'it is held' : this.#delay(delivery, due + action.by);
      case 'duplicate':
        return this.#duplicate(delivery);
      case 'tamper':
        return this.#tamper(action, { delivery, due });
    }
  }

  #hold(delivery: Delivery, due: Micros): null {
    const { journal } = this.#parts;
    this.#takeOut(delivery, due);
    this.#held = [...this.#held, { delivery, left: due - journal.now }];
    return this.#tell('hold', delivery, null);
  }

  #release(delivery: Delivery): null {
    const { journal, queue, progress } = this.#parts;
    const left = this.#held.find((held) => held.delivery === delivery)?.left ?? 0;
    this.#takeOut(delivery, null);
    progress.launched(delivery.isLoyal);
    queue.push(journal.now + left, delivery);
    return this.#tell('release', delivery, journal.now + left);
  }

  #delay(delivery: Delivery, arrivesAt: Micros): null {
    const { queue } = this.#parts;
    queue.remove(delivery);
    queue.push(arrivesAt, delivery);
    return this.#tell('delay', delivery, arrivesAt);
  }

  #duplicate(delivery: Delivery): null {
    const key = JSON.stringify({ ...this.#refOf(delivery), repeat: 0 });
    const made = this.#repeats.get(key) ?? 0;
    this.#repeats = new Map([...this.#repeats, [key, made + 1]]);
    this.#parts.network.repeat(delivery, FIRST_REPEAT + made);
    return null;
  }

  /** The bytes are other ones; the signature is the old one. */
  #tamper(
    { field, value }: Extract<Touch, { readonly do: 'tamper' }>,
    { delivery, due }: Found,
  ): string | null {
    const body = changed(delivery.body, field, value);
    if (typeof body === 'string') return body;
    const bent = { ...delivery, body: freeze(body), sent: delivery.sent ?? delivery.body };
    if (due !== null) this.#parts.queue.replace(delivery, bent);
    this.#held = this.#held.map((held) =>
      held.delivery === delivery ? { ...held, delivery: bent } : held,
    );
    return this.#tell('tamper', bent, due);
  }

  #compose(letter: Composed): string | null {
    const { network, adversaries, journal } = this.#parts;
    const draft = this.draft(letter);
    if (typeof draft === 'string') return draft;
    const { sender: from, body } = draft;
    for (const to of letter.to)
      network.send({ from, to, body, isLoyal: false, departsAt: journal.now });
    adversaries.noteAccomplice(from, body);
    return null;
  }

  #isolate(
    { replicas, until }: Extract<Action, { readonly do: 'isolate' }>,
    id: number,
  ): string | null {
    const { network, settings, queue, progress, journal } = this.#parts;
    if (until !== null && until <= journal.now) return 'the time that it should last is over';
    network.partitions.isolate({ id, replicas });
    this.#tellSides('partition', replicas);
    if (until === null || until > settings.scenario.until) return null;
    progress.scheduled();
    queue.push(until, { kind: 'rejoin', isolation: id });
    return null;
  }

  #rejoin(replicas: readonly ProcessId[]): string | null {
    const back = this.#parts.network.partitions.rejoin(replicas);
    if (back.length === 0) return 'nobody had cut them off';
    this.#tellSides('heal', back);
    return null;
  }

  #tellSides(kind: 'partition' | 'heal', apart: readonly ProcessId[]): void {
    const { journal, network } = this.#parts;
    journal.record(-1, { kind, groups: freeze(network.partitions.sides(apart)) });
  }

  #tell(how: TouchKind, { from, body, event }: Delivery, arrivesAt: Micros | null): null {
    this.#parts.journal.record(from, { kind: 'touch', how, body, arrivesAt }, event);
    return null;
  }

  /** It is under way no longer: what is held keeps no run alive. */
  #takeOut(delivery: Delivery, due: Micros | null): void {
    const { queue, progress } = this.#parts;
    this.#held = this.#held.filter((held) => held.delivery !== delivery);
    if (due === null) return;
    queue.remove(delivery);
    progress.landed(delivery.isLoyal);
  }

  #find(fits: (delivery: Delivery) => boolean): Found | null {
    const held = this.#held.find(({ delivery }) => fits(delivery));
    if (held !== undefined) return { delivery: held.delivery, due: null };
    const found = this.#parts.queue.find((entry) => entry.kind === 'deliver' && fits(entry));
    if (found === null || found.item.kind !== 'deliver') return null;
    return { delivery: found.item, due: found.time };
  }

  #refOf({ from, to, body, sent, copy, repeat }: Delivery): MessageRef {
    const { type: kind } = sent ?? body;
    return { from, to, kind, ...this.#labelOf(sent ?? body), copy, repeat };
  }

  #isMeant(
    delivery: Delivery,
    { from, to, kind, view, number, copy, repeat }: MessageRef,
  ): boolean {
    if (delivery.from !== from || delivery.to !== to || delivery.copy !== copy) return false;
    const body = delivery.sent ?? delivery.body;
    if (delivery.repeat !== repeat || body.type !== kind || from === to) return false;
    const label = this.#labelOf(body);
    return label.view === view && label.number === number;
  }

  #labelOf(body: Body): Pick<MessageRef, 'view' | 'number'> {
    const { view, number } = this.#parts.settings.protocol.about(body);
    return { view, number };
  }
}

/** The network itself repeats a message at most once. */
const FIRST_REPEAT = 2;

const NOT_THERE = 'no such message is on its way at that time';

export type SavedHands = {
  readonly held: readonly Held[];
  readonly repeats: ReadonlyMap<string, number>;
  readonly voids: readonly VoidAct[];
};
