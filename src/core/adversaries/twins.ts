import type {
  AdversaryContext,
  CopyEffect,
  CopyInput,
  Data,
  Micros,
  ProcessId,
  Tactic,
} from '../model/index.ts';

/**
 * B37, after Bano and others: no line of malicious code, and still double votes, two proposals under one number and lost
 * memory. The replica runs twice, as two unmodified copies of the same machine under the same key. Each hears and
 * answers its own part of the council and knows nothing of the other copy; who belongs to which part is drawn anew each round.
 */
export type Twins = {
  /** The second copy; the first is the member's own machine. */
  copy: Data;
  /** Of the second copy: when its timers fire. */
  timers: { [timer: string]: Micros };
};

export const twins: Tactic<Twins> = {
  id: 'twins',
  kind: 'lying',
  title: 'Runs twice',
  sentence:
    'Two unmodified copies of it run under one key, and each talks with a part of the council that is drawn anew each round.',
  powers: ['its own key', 'a second copy of its own machine'],
  role: 'any',
  options: [
    {
      id: 'round',
      label: 'Parts are drawn anew every',
      kind: 'number',
      min: 10,
      max: 10_000,
      default: 150,
      unit: 'ms',
    },
  ],
  covers: { B37: {} },
  protocols: [],

  start(ctx) {
    const [member = -1] = ctx.members;
    const state: Twins = { copy: ctx.copyOf(member), timers: {} };
    act(state, { kind: 'recover' }, ctx);
    return state;
  },

  onSend: (_state, message, ctx) => (isSecond(message.to, ctx) ? [] : [message]),

  onReceive(state, envelope, ctx) {
    if (!isSecond(envelope.from, ctx)) return true;
    act(state, { kind: 'message', envelope }, ctx);
    return false;
  },

  onTimer(state, timer, ctx) {
    // Armed anew or cleared since: the copy waits for another time, or for none.
    if (state.timers[timer] !== ctx.now) return;
    const { [timer]: _fired, ...rest } = state.timers;
    state.timers = rest;
    act(state, { kind: 'timer', timer }, ctx);
  },
};

/** Who talks with the second copy in this round. */
function isSecond(other: ProcessId, ctx: AdversaryContext): boolean {
  const length = Number(ctx.options['round']) * 1_000;
  const round = Math.floor(ctx.now / length);
  return ctx.random(round * 65_536 + other, 2) === 1;
}

function act(state: Twins, input: CopyInput, ctx: AdversaryContext): void {
  const [member] = ctx.members;
  if (member === undefined) return;
  for (const effect of ctx.runCopy(member, state.copy, input))
    apply(state, { member, effect }, ctx);
}

type Done = { readonly member: ProcessId; readonly effect: CopyEffect };

function apply(state: Twins, { member, effect }: Done, ctx: AdversaryContext): void {
  switch (effect.kind) {
    case 'send':
      if (effect.to !== member && isSecond(effect.to, ctx))
        ctx.send(member, effect.to, effect.body);
      return;
    case 'set-timer': {
      const after = Math.max(1, effect.after);
      state.timers = { ...state.timers, [effect.timer]: ctx.now + after };
      return ctx.setTimer(effect.timer, after);
    }
    case 'clear-timer': {
      const { [effect.timer]: _cleared, ...rest } = state.timers;
      state.timers = rest;
    }
  }
}
