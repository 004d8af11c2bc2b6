import type { Body, Fact, Micros, ProcessId } from '../model/index.ts';

/** What a handler asked for. The kernel applies it after the handler returned. */
export type Effect =
  | { readonly kind: 'send'; readonly to: ProcessId; readonly body: Body }
  | { readonly kind: 'broadcast'; readonly body: Body }
  | { readonly kind: 'set-timer'; readonly timer: string; readonly after: Micros }
  | { readonly kind: 'clear-timer'; readonly timer: string }
  | { readonly kind: 'note'; readonly fact: Fact }
  | { readonly kind: 'reject' | 'ignore'; readonly reason: string }
  | AdversaryEffect;

export type AdversaryEffect =
  | {
      readonly kind: 'adversary-send';
      readonly adversary: number;
      readonly from: ProcessId;
      readonly to: ProcessId;
      readonly body: Body;
    }
  | {
      readonly kind: 'adversary-timer';
      readonly adversary: number;
      readonly timer: string;
      readonly after: Micros;
    };

/** One for the whole kernel: handlers never run inside one another. */
export class Outbox {
  #effects: Effect[] = [];

  push(effect: Effect): void {
    this.#effects.push(effect);
  }

  /** Hands every effect over, in order; those that come up meanwhile too. */
  drain(apply: (effect: Effect) => void): void {
    // A plain index loop: applying a traitor's message may make its tactic send more.
    for (let i = 0; i < this.#effects.length; i++) {
      const effect = this.#effects[i];
      if (effect !== undefined) apply(effect);
    }
    this.#effects = [];
  }

  /** Most messages move nobody to do anything. */
  get isEmpty(): boolean {
    return this.#effects.length === 0;
  }

  /** Takes the effects away, to be applied later. */
  take(): readonly Effect[] {
    const taken = this.#effects;
    this.#effects = [];
    return taken;
  }
}
