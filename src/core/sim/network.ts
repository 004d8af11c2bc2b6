import { assert } from '../base/assert.ts';
import { PURPOSE, finish, fold } from '../base/draw.ts';
import type { Body, DropReason, Micros, ProcessId, Tally } from '../model/index.ts';
import { Copies, type SavedCopies } from './copies.ts';
import type { Queue } from './entry.ts';
import type { Journal } from './journal.ts';
import { delayOf } from './latency.ts';
import { Partitions } from './partitions.ts';
import type { Progress } from './progress.ts';
import { Schedule } from './schedule.ts';
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
  #byKind = new Map<string, number>();
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
      this.#launch(message, { arrivesAt: departsAt, copy: 0 });
      return;
    }
    this.#sent++;
    this.#byKind.set(body.type, (this.#byKind.get(body.type) ?? 0) + 1);
    // Drawn whatever becomes of the message: a partition or a loss shifts nothing that comes after it.
    const label = this.#labelOf(body);
    const copy = this.#copies.next(from, to, label);
    const key = { from, to, label, copy };
    if (this.partitions.separates(from, to)) return this.#lose(message, 'partition');
    const { loss, duplicate, latency } = this.#settings.scenario.network;
    const isCalm = this.#isCalm(departsAt);
    if (!isCalm && this.#happens(this.#keys.loss, key, loss)) return this.#lose(message, 'loss');
    const delay = delayOf(latency, finish(keyed(this.#keys.latency, key)));
    const arrivesAt = this.#schedule.arrival({ ...key, body, departsAt, delay });
    this.#launch(message, { arrivesAt, copy: 0 });
    if (isCalm || !this.#happens(this.#keys.duplicate, key, duplicate)) return;
    const again = delayOf(latency, finish(fold(keyed(this.#keys.latency, key), 1)));
    const returnsAt = this.#schedule.arrival({ ...key, body, departsAt, delay: again });
    this.#launch(message, { arrivesAt: returnsAt, copy: 1 });
  }

  /** The message came to a process that had crashed. */
  dropAtCrashed(message: Pick<Message, 'from' | 'to' | 'body'>, sendEvent: number): void {
    const { from, to, body } = message;
    if (from !== to) this.#dropped++;
    this.#journal.open(from, { kind: 'drop', to, body, reason: 'crashed' }, sendEvent);
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
      byKind: Object.fromEntries(this.#byKind),
    };
  }

  save(): SavedNetwork {
    return {
      copies: this.#copies.save(),
      active: this.partitions.save(),
      counts: [this.#sent, this.#delivered, this.#dropped],
      byKind: new Map(this.#byKind),
    };
  }

  load(saved: SavedNetwork): void {
    this.#copies.load(saved.copies);
    this.partitions.load(saved.active);
    [this.#sent, this.#delivered, this.#dropped] = saved.counts;
    this.#byKind = new Map(saved.byKind);
  }

  #launch(message: Message, flight: { readonly arrivesAt: Micros; readonly copy: number }): void {
    const { from, to, body, isLoyal } = message;
    assert(flight.arrivesAt >= this.#journal.now, 'no message arrives before it was sent');
    const event = this.#journal.record(from, { kind: 'send', to, body, ...flight });
    this.#progress.launched(isLoyal);
    this.#queue.push(flight.arrivesAt, {
      kind: 'deliver',
      envelope: { from, to, body, event },
      isLoyal,
    });
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

  #happens(base: number, key: DrawKey, probability: number): boolean {
    return probability > 0 && finish(keyed(base, key)) < probability * 0x100000000;
  }

  // A broadcast asks n times for the same body.
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
  readonly active: readonly number[];
  readonly counts: readonly [sent: number, delivered: number, dropped: number];
  readonly byKind: ReadonlyMap<string, number>;
};

type DrawKey = {
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly label: number;
  readonly copy: number;
};

function keyed(base: number, { from, to, label, copy }: DrawKey): number {
  return fold(fold(fold(fold(base, from), to), label), copy);
}
