import { PURPOSE, below, draw, finish, fold } from '../base/draw.ts';
import { greatestDelay } from '../base/greatest-delay.ts';
import type { Body, Delay, Micros, ProcessId } from '../model/index.ts';
import type { Settings } from './settings.ts';

/** A message on its way, whoever gets it. */
type Flight = {
  readonly from: ProcessId;
  readonly body: Body;
  readonly departsAt: Micros;
  /** What keys its draws, beside its leg. */
  readonly label: number;
};

/** Its receiver, and how often it had been sent there before. */
export type Leg = { readonly to: ProcessId; readonly copy: number };

/** Trace records keep a message's time on its way in 31 bits. */
const LONGEST = 2_000_000_000;

/**
 * The scheduling adversary: it delivers what it likes later than the network would, by orders in the scenario and by a habit of
 * its own. It reads no content and no marks, loses nothing, and never goes beyond the network model: where there is a global
 * stabilisation time, what was sent before it arrives no later than that time and the greatest latency, and what is sent
 * after it is left alone. Each draw is keyed by the message, so that holding up one changes the latency of no other.
 */
export class Schedule {
  readonly #settings: Settings;
  readonly #key: number;
  /** The latest arrival that it may bring about; without a stabilisation time, none is too late. */
  readonly #bound: Micros;
  readonly #isIdle: boolean;

  constructor(settings: Settings) {
    this.#settings = settings;
    const { seed, network } = settings.scenario;
    this.#key = fold(fold(0, seed), PURPOSE.schedule);
    this.#bound = network.gst > 0 ? network.gst + greatestDelay(network.latency) : Infinity;
    this.#isIdle = network.delays.length === 0 && network.scheduler.kind === 'none';
  }

  /** `delay` is what the network takes by itself. */
  arrival(flight: Flight, leg: Leg, delay: Micros): Micros {
    const { departsAt } = flight;
    const usual = departsAt + delay;
    if (this.#isIdle) return usual;
    const { gst } = this.#settings.scenario.network;
    if (gst > 0 && departsAt >= gst) return usual;
    const wanted = usual + this.#ordered(flight, leg) + this.#habitual(flight, leg, delay);
    return Math.max(usual, Math.min(wanted, this.#bound, departsAt + LONGEST));
  }

  /** Orders that meet in one message add up. */
  #ordered(flight: Flight, { to }: Leg): Micros {
    let extra = 0;
    for (const delay of this.#settings.scenario.network.delays) {
      if (isMeant(delay, flight, to)) extra += delay.by;
    }
    return extra;
  }

  #habitual({ from, departsAt, label }: Flight, { to, copy }: Leg, delay: Micros): Micros {
    const { scheduler } = this.#settings.scenario.network;
    switch (scheduler.kind) {
      case 'none':
        return 0;
      case 'reorder': {
        // The network's own delay is part of the key: a message and its duplicate are held up differently.
        const state = fold(fold(fold(fold(fold(this.#key, from), to), label), copy), delay);
        return below(finish(state), scheduler.upTo + 1);
      }
      case 'starve': {
        const victim = this.#victim(Math.floor(departsAt / scheduler.every));
        return from === victim || to === victim ? scheduler.by : 0;
      }
    }
  }

  #victim(turn: number): ProcessId {
    const { n, scenario } = this.#settings;
    return below(draw(scenario.seed, PURPOSE.schedule, turn), n);
  }
}

function isMeant(delay: Delay, { from, body, departsAt }: Flight, to: ProcessId): boolean {
  if (departsAt < delay.at || departsAt >= delay.until) return false;
  if (delay.from !== null && !delay.from.includes(from)) return false;
  if (delay.to !== null && !delay.to.includes(to)) return false;
  return delay.kinds === null || delay.kinds.includes(body.type);
}
