import type { AdversaryContext, Body, ProcessId, Tactic } from '../../../model/index.ts';
import { COMMANDER, type SignedOrder } from '../messages.ts';
import { bent, contrary, machineOf, orderIn } from './bend.ts';

type Plot = { held: { [seq: number]: Body } };

/**
 * Why there are m+1 rounds, and why nobody may sign twice: a chain of the last round has m+1 signers, one of them loyal, who has told
 * everybody. A cabal of m+1 gets around that; a smaller one has to sign twice, or to be too short, and is refused.
 */
export const lastMoment: Tactic<Plot> = {
  id: 'last-moment',
  kind: 'colluding',
  title: 'Holds an order back until the last round',
  sentence:
    'Where orders are signed, the commander and its friends show one lieutenant a second order in the last round, too late to be passed on.',
  powers: ['the members’ keys'],
  role: 'any',
  options: [
    {
      id: 'chain',
      label: 'Signed by',
      kind: 'choice',
      choices: [
        { id: 'cabal', label: 'the cabal, in turn' },
        { id: 'commander', label: 'the commander alone' },
      ],
      default: 'cabal',
    },
  ],
  covers: {},
  protocols: ['generals'],

  outlook({ f, members, ablate }) {
    if (!members.includes(COMMANDER)) return 'nobody in it is the commander';
    if (ablate.length > 0 || members.length > f) return null;
    return `a chain of the last round takes ${f + 1} signers, and it has ${members.length}`;
  },

  start: () => ({ held: {} }),

  onSend(plot, message, ctx) {
    const order = orderIn(message.body);
    if (order?.type !== 'signed-order' || order.path.length > 1) return [message];
    if (plot.held[order.seq] === undefined) {
      plot.held[order.seq] = message.body;
      ctx.setTimer(String(order.seq), ctx.f * machineOf(message.from, ctx).config.round);
    }
    return [message];
  },

  onTimer(plot, timer, ctx) {
    const order = orderIn(plot.held[Number(timer)] ?? { type: '' });
    const victim = victimOf(ctx);
    if (order?.type !== 'signed-order' || victim === undefined) return;
    ctx.send(COMMANDER, victim, bent(withPath(order, ctx), contrary(order.value), ctx));
  },
};

/** The commander first, then the others in turn until there is one signature for each round. */
function withPath(order: SignedOrder, { members, options, f }: AdversaryContext): SignedOrder {
  if (options['chain'] === 'commander') return order;
  const others = members.filter((id) => id !== COMMANDER);
  const signers = [COMMANDER, ...others];
  const path = Array.from({ length: f + 1 }, (_, at) => signers[at % signers.length] ?? COMMANDER);
  return { ...order, path };
}

/** The last lieutenant that is not in the cabal. */
function victimOf({ n, members }: AdversaryContext): ProcessId | undefined {
  return Array.from({ length: n }, (_, id) => id).findLast((id) => !members.includes(id));
}
