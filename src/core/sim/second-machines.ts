import { assert } from '../base/assert.ts';
import type { CopyEffect, CopyInput, Data, Micros, ProcessId } from '../model/index.ts';
import { Attachments } from './attachments.ts';
import { ProcessContext } from './context.ts';
import { Outbox, type Effect } from './outbox.ts';
import type { Settings } from './settings.ts';

/**
 * Runs copies of a traitor's machine on states that its tactic keeps. They have a context and an outbox of their own, because a
 * copy may run while the effects of a real machine are being carried out; nothing that a copy does reaches the run by itself.
 */
export class SecondMachines {
  readonly #settings: Settings;
  readonly #outbox = new Outbox();
  #context: ProcessContext | null = null;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  run(member: ProcessId, copy: Data, { input, now }: Given): readonly CopyEffect[] {
    const { protocol, n } = this.#settings;
    assert(member < n, 'copies are of replicas');
    this.#context ??= new ProcessContext(this.#settings, this.#outbox, new Attachments([]));
    this.#context.enter(member, now);
    switch (input.kind) {
      case 'recover':
        protocol.replica.onRecover(copy, this.#context);
        break;
      case 'message':
        protocol.replica.onMessage(copy, input.envelope, this.#context);
        break;
      case 'timer':
        protocol.replica.onTimer(copy, input.timer, this.#context);
    }
    return this.#outbox.take().flatMap((effect) => asked(effect, member, n));
  }
}

type Given = { readonly input: CopyInput; readonly now: Micros };

/** What is meant for the network or a timer; what a copy notes about itself is dropped. */
function asked(effect: Effect, member: ProcessId, n: number): readonly CopyEffect[] {
  switch (effect.kind) {
    case 'send':
    case 'set-timer':
    case 'clear-timer':
      return [effect];
    case 'broadcast':
      return Array.from({ length: n }, (_, to) => to)
        .filter((to) => to !== member)
        .map((to) => ({ kind: 'send' as const, to, body: effect.body }));
    default:
      return [];
  }
}
