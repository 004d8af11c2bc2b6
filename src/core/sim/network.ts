import { assert } from '../base/assert.ts';
import { PURPOSE, finish, fold } from '../base/draw.ts';
import type {
  Body,
  DropReason,
  Envelope,
  Micros,
  ProcessId,
  Scenario,
  Tally,
} from '../model/index.ts';
import { Copies, type SavedCopies } from './copies.ts';
import type { Delivery, Queue } from './entry.ts';
import type { Journal } from './journal.ts';
import { delayOf } from './latency.ts';
import { Partitions, type SavedPartitions } from './partitions.ts';
import type { Progress } from './progress.ts';
import { Schedule, type Leg } from './schedule.ts';
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

/** What the messages of a broadcast have in common: they share it. */
type Batch = Omit<Message, 'to'> & { readonly label: number };

/** A message with its time of arrival. */
type Launch = Leg & { readonly repeat: number; readonly arrivesAt: Micros };

/** Carries messages: draws their delay, loses, repeats and counts them. */
export class Network {
  readonly partitions: Partitions;
  readonly #settings: Settings;
  readonly #schedule: Schedule;
  readonly #journal: Journal;
  readonly #queue: Queue;
  readonly #progress: Progress;
  readonly #copies = new Copies();
  /** What is asked for each message, put together anew because scenarios come in many shapes. */
  readonly #terms: Pick<Scenario['network'], 'loss' | 'duplicate' | 'latency' | 'gst'>;
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
    const { loss, duplicate, latency, gst } = scenario.network;
    this.#settings = settings;
    this.#terms = { loss, duplicate, latency, gst };
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

  send({ from, to, body, isLoyal, departsAt }: Message): void {
    const label = from === to ? 0 : this.#labelOf(body);
    const batch = { from, body, isLoyal, departsAt, label };
    if (from === to) return this.#launch(batch, { to, copy: 0, repeat: 0, arrivesAt: departsAt });
    this.#count(body, 1);
    this.#carry(batch, { to, copy: this.#copies.next(from, to, label) });
  }

  /** To every replica but the sender. */
  broadcast({ from, body, isLoyal, departsAt }: Omit<Message, 'to'>): void {
    const { n } = this.#settings;
    this.#count(body, from < n ? n - 1 : n);
    const label = this.#labelOf(body);
    const batch = { from, body, isLoyal, departsAt, label };
    const round = this.#copies.nextToAll(from, label);
    for (let to = 0; to < n; to++) {
      if (to !== from) this.#carry(batch, { to, copy: this.#copies.before(round, to) });
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
    const { from, to, body, isLoyal, copy } = delivery;
    const label = this.#labelOf(delivery.sent ?? body);
    const batch = { from, body, isLoyal, departsAt: now, label };
    const state = keyed(this.#keys.latency, batch, delivery);
    const delay = delayOf(this.#terms.latency, finish(fold(state, repeat)));
    this.#launch(batch, { to, copy, repeat, arrivesAt: now + delay });
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
    // Who is alone in its council tells nobody.
    if (messages === 0) return;
    this.#sent += messages;
    const known = this.#byKind.get(type);
    if (known === undefined) this.#byKind.set(type, { sent: messages });
    else known.sent += messages;
  }

  #carry(batch: Batch, leg: Leg): void {
    const { from, departsAt } = batch;
    const { to, copy } = leg;
    // Drawn whatever becomes of the message: a partition or a loss shifts nothing that comes after it.
    if (this.partitions.separates(from, to)) return this.#lose(batch, to, 'partition');
    const { loss, duplicate, latency } = this.#terms;
    const isCalm = this.#isCalm(departsAt);
    if (!isCalm && loss > 0 && finish(keyed(this.#keys.loss, batch, leg)) < loss * WORDS)
      return this.#lose(batch, to, 'loss');
    const state = keyed(this.#keys.latency, batch, leg);
    const delay = delayOf(latency, finish(state));
    const arrivesAt = this.#schedule.arrival(batch, leg, delay);
    this.#launch(batch, { to, copy, repeat: 0, arrivesAt });
    if (isCalm || duplicate === 0) return;
    if (finish(keyed(this.#keys.duplicate, batch, leg)) >= duplicate * WORDS) return;
    const delayAgain = delayOf(latency, finish(fold(state, 1)));
    const again = this.#schedule.arrival(batch, leg, delayAgain);
    this.#launch(batch, { to, copy, repeat: 1, arrivesAt: again });
  }

  #launch({ from, body, isLoyal }: Batch, { to, copy, repeat, arrivesAt }: Launch): void {
    const journal = this.#journal;
    assert(arrivesAt >= journal.now, 'no message arrives before it was sent');
    const event = journal.isDetailed
      ? journal.record(from, { kind: 'send', to, body, arrivesAt, copy: repeat })
      : journal.count();
    this.#progress.launched(isLoyal);
    this.#queue.push(arrivesAt, {
      kind: 'deliver',
      isLoyal,
      copy,
      repeat,
      sent: null,
      from,
      to,
      body,
      event,
    });
  }

  #lose({ from, body }: Batch, to: ProcessId, reason: DropReason): void {
    this.#dropped++;
    const cause = this.#journal.record(from, { kind: 'send', to, body, arrivesAt: null, copy: 0 });
    this.#journal.record(from, { kind: 'drop', to, body, reason }, cause);
  }

  /** After the global stabilisation time nothing is lost or repeated. */
  #isCalm(at: Micros): boolean {
    const { gst } = this.#terms;
    return gst > 0 && at >= gst;
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

function keyed(base: number, { from, label }: Batch, { to, copy }: Leg): number {
  return fold(fold(fold(fold(base, from), to), label), copy);
}
