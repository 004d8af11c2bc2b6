import { assert } from '../base/assert.ts';
import { PURPOSE, finish, fold } from '../base/draw.ts';
import type { Body, DropReason, Envelope, Micros, ProcessId, Tally } from '../model/index.ts';
import { Copies, type SavedCopies } from './copies.ts';
import type { Delivery, Queue } from './entry.ts';
import type { Journal } from './journal.ts';
import { delayOf } from './latency.ts';
import { Partitions, type SavedPartitions } from './partitions.ts';
import type { Progress } from './progress.ts';
import { Schedule, type DrawKey } from './schedule.ts';
import type { Settings } from './settings.ts';

type Needs = {
  readonly journal: Journal;
  readonly queue: Queue;
  readonly progress: Progress;
};

export type Message = {
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly body: Body;
  /** Sent by a process that was correct then. */
  readonly isLoyal: boolean;
  readonly departsAt: Micros;
};

/** Carries messages: draws their delay, loses, repeats and counts them. */
export class Network {
  readonly partitions: Partitions;
  readonly #settings: Settings;
  readonly #schedule: Schedule;
  readonly #journal: Journal;
  readonly #queue: Queue;
  readonly #progress: Progress;
  readonly #copies = new Copies();
  readonly #kindCodes: ReadonlyMap<string, number>;
  readonly #keys: { readonly latency: number; readonly loss: number; readonly duplicate: number };
  #sent = 0;
  #delivered = 0;
  #dropped = 0;
  /** By type, in the order in which they first came. */
  #byKind = new Map<string, { sent: number }>();
  #labelled: { readonly body: Body; readonly label: number } | null = null;

  constructor(settings: Settings, parts: Needs) {
    const { scenario, protocol, n } = settings;
    this.#settings = settings;
    this.#schedule = new Schedule(settings);
    this.#journal = parts.journal;
    this.#queue = parts.queue;
    this.#progress = parts.progress;
    this.partitions = new Partitions(scenario.network.partitions, n);
    this.#kindCodes = new Map(Object.keys(protocol.messages).map((type, code) => [type, code]));
    const seeded = fold(0, scenario.seed);
    this.#keys = {
      latency: fold(seeded, PURPOSE.latency),
      loss: fold(seeded, PURPOSE.loss),
      duplicate: fold(seeded, PURPOSE.duplicate),
    };
  }

  send(message: Message): void {
    const { from, to, body, departsAt } = message;
    if (from === to) {
      this.#launch(message, departsAt, { copy: 0, repeat: 0 });
      return;
    }
    this.#count(body, 1);
    const label = this.#labelOf(body);
    this.#carry(message, { label, copy: this.#copies.next(from, to, label) });
  }

  /** To every replica but the sender. */
  broadcast({ from, body, isLoyal, departsAt }: Omit<Message, 'to'>): void {
    const { n } = this.#settings;
    this.#count(body, from < n ? n - 1 : n);
    const label = this.#labelOf(body);
    const round = this.#copies.nextToAll(from, label);
    for (let to = 0; to < n; to++) {
      if (to === from) continue;
      const copy = this.#copies.before(round, to);
      this.#carry({ from, to, body, isLoyal, departsAt }, { label, copy });
    }
  }

  /** The message came to a process that had crashed. */
  dropAtCrashed(message: Pick<Message, 'from' | 'to' | 'body'>, sendEvent: number): void {
    const { from, to, body } = message;
    if (from !== to) this.#dropped++;
    this.#journal.open(from, { kind: 'drop', to, body, reason: 'crashed' }, sendEvent);
  }

  /** A person has one more made of what is on its way: it sets out now, and takes a time of its own. */
  repeat(delivery: Delivery, repeat: number): void {
    const { now } = this.#journal;
    const key = { label: this.#labelOf(delivery.sent ?? delivery.body), copy: delivery.copy };
    const state = keyed(this.#keys.latency, delivery, key);
    const delay = delayOf(this.#settings.scenario.network.latency, finish(fold(state, repeat)));
    this.#launch(delivery, now + delay, { copy: delivery.copy, repeat });
  }

  /** A person's hand took it from the network, or held it until the end. */
  discard({ from, to, body, event }: Envelope, reason: DropReason): void {
    if (from !== to) this.#dropped++;
    this.#journal.record(from, { kind: 'drop', to, body, reason }, event);
  }

  countDelivery({ from, to }: Pick<Message, 'from' | 'to'>): void {
    if (from !== to) this.#delivered++;
  }

  tally(rejected: number): Tally {
    return {
      sent: this.#sent,
      delivered: this.#delivered,
      dropped: this.#dropped,
      rejected,
      byKind: Object.fromEntries(Array.from(this.#byKind, ([type, { sent }]) => [type, sent])),
    };
  }

  save(): SavedNetwork {
    return {
      copies: this.#copies.save(),
      active: this.partitions.save(),
      counts: [this.#sent, this.#delivered, this.#dropped],
      byKind: copied(this.#byKind),
    };
  }

  load(saved: SavedNetwork): void {
    this.#copies.load(saved.copies);
    this.partitions.load(saved.active);
    [this.#sent, this.#delivered, this.#dropped] = saved.counts;
    this.#byKind = copied(saved.byKind);
  }

  #count({ type }: Body, messages: number): void {
    this.#sent += messages;
    const known = this.#byKind.get(type);
    if (known === undefined) this.#byKind.set(type, { sent: messages });
    else known.sent += messages;
  }

  #carry(message: Message, key: DrawKey): void {
    const { from, to, departsAt } = message;
    // Drawn whatever becomes of the message: a partition or a loss shifts nothing that comes after it.
    if (this.partitions.separates(from, to)) return this.#lose(message, 'partition');
    const { loss, duplicate, latency } = this.#settings.scenario.network;
    const isCalm = this.#isCalm(departsAt);
    if (!isCalm && loss > 0 && this.#word(this.#keys.loss, message, key) < loss * WORDS)
      return this.#lose(message, 'loss');
    const state = keyed(this.#keys.latency, message, key);
    const delay = delayOf(latency, finish(state));
    const { copy } = key;
    this.#launch(message, this.#schedule.arrival(message, key, delay), { copy, repeat: 0 });
    if (isCalm || duplicate === 0) return;
    if (this.#word(this.#keys.duplicate, message, key) >= duplicate * WORDS) return;
    const again = delayOf(latency, finish(fold(state, 1)));
    this.#launch(message, this.#schedule.arrival(message, key, again), { copy, repeat: 1 });
  }

  #launch(
    { from, to, body, isLoyal }: Omit<Message, 'departsAt'>,
    arrivesAt: Micros,
    { copy, repeat }: Pick<Delivery, 'copy' | 'repeat'>,
  ): void {
    const journal = this.#journal;
    assert(arrivesAt >= journal.now, 'no message arrives before it was sent');
    const event = journal.isDetailed
      ? journal.record(from, { kind: 'send', to, body, arrivesAt, copy: repeat })
      : journal.count();
    this.#progress.launched(isLoyal);
    const which = { copy, repeat, sent: null };
    this.#queue.push(arrivesAt, { kind: 'deliver', isLoyal, ...which, from, to, body, event });
  }

  #lose({ from, to, body }: Message, reason: DropReason): void {
    this.#dropped++;
    const cause = this.#journal.record(from, { kind: 'send', to, body, arrivesAt: null, copy: 0 });
    this.#journal.record(from, { kind: 'drop', to, body, reason }, cause);
  }

  /** After the global stabilisation time nothing is lost or repeated. */
  #isCalm(at: Micros): boolean {
    const { gst } = this.#settings.scenario.network;
    return gst > 0 && at >= gst;
  }

  #word(base: number, message: Message, key: DrawKey): number {
    return finish(keyed(base, message, key));
  }

  // One body is often sent to several, one after the other.
  #labelOf(body: Body): number {
    if (this.#labelled?.body === body) return this.#labelled.label;
    const { view, number } = this.#settings.protocol.about(body);
    const kind = this.#kindCodes.get(body.type) ?? this.#kindCodes.size;
    const label = fold(fold(fold(0, kind), view), number);
    this.#labelled = { body, label };
    return label;
  }
}

export type SavedNetwork = {
  readonly copies: SavedCopies;
  readonly active: SavedPartitions;
  readonly counts: readonly [sent: number, delivered: number, dropped: number];
  readonly byKind: ByKind;
};

type ByKind = ReadonlyMap<string, { readonly sent: number }>;

function copied(byKind: ByKind): Map<string, { sent: number }> {
  return new Map(Array.from(byKind, ([type, { sent }]) => [type, { sent }]));
}

/** A word is drawn from so many. */
const WORDS = 0x100000000;

function keyed(
  base: number,
  { from, to }: Pick<Message, 'from' | 'to'>,
  { label, copy }: DrawKey,
): number {
  return fold(fold(fold(fold(base, from), to), label), copy);
}
