import type { AdversaryContext, Body, Tactic } from '../../../../src/core/model/index.ts';
import { bent, contrary, orderIn } from '../../../../src/core/protocols/generals/attacks/bend.ts';
import { council, liar, lying, obeyed, type Council } from '../support.ts';

/** What each rule of the generals does, seen in one council: the claim is false of the full algorithm, and true without the rule. */

type Case = {
  /** What the algorithm does without the rule, with the id of the clause. */
  readonly what: string;
  readonly broken: (ablate: readonly string[]) => boolean;
  /** Other rules without which the same can be seen. */
  readonly besides?: readonly string[];
};

const oral = (ablate: readonly string[]) => ({ messages: 'oral', ablate }) as const;
const signed = (ablate: readonly string[]) => ({ messages: 'signed', ablate }) as const;

/** A liar that says the contrary of some of what it should. */
const bending = (choose: (to: number, path: readonly number[]) => boolean): Tactic<null> =>
  liar(({ to, body }, ctx) => {
    const order = orderIn(body);
    const isBent = order !== null && choose(to, order.path);
    return [{ to, body: isBent ? bent(order, contrary(order.value), ctx) : body }];
  });

const silent = liar(({ to, body }) => (orderIn(body) === null ? [{ to, body }] : []));

/** A commander that beside its order says another one, in the last round of two, to R1. */
const lastWord = (path: readonly number[]): Tactic<null> => ({
  ...liar(({ to, body }, ctx) => {
    const isFirst = orderIn(body) !== null && to === 1;
    if (isFirst) ctx.setTimer('last', 15_002);
    return [{ to, body }];
  }),
  onTimer: (_state, _timer, ctx) => ctx.send(0, 1, chain(path, ctx)),
});

function chain(path: readonly number[], ctx: AdversaryContext): Body {
  const words = { seq: 1, value: 'RETREAT', digest: '', path, sigs: [] };
  return bent({ type: 'signed-order', ...words }, 'RETREAT', ctx);
}

/** Paths of the orders that were sent, with their receivers. */
function said({ events }: Council): readonly string[] {
  return events.flatMap((event) => {
    const order = event.kind === 'send' ? orderIn(event.body) : null;
    return order === null || event.kind !== 'send' ? [] : [`${order.path.join()}>${event.to}`];
  });
}

const word = (run: Council, general: number): string | undefined => obeyed(run).get(general);

export const CASES: Readonly<Record<string, Case>> = {
  'retreat-by-default': {
    what: '[OM2] who hears nothing obeys nothing',
    broken: (ablate) => {
      const run = council({ generals: oral(ablate), faults: lying(0), tactics: [silent] });
      return word(run, 1) === undefined;
    },
  },
  'last-round': {
    what: '[OM7] plays as many rounds for two traitors as for one',
    broken: (ablate) => {
      const run = council({ replicas: 7, tolerance: 2, generals: oral(ablate) });
      return said(run).every((one) => one.split(',').length < 3);
    },
    besides: ['relay'],
  },
  relay: {
    what: '[OM3] passes nothing on',
    broken: (ablate) => {
      const run = council({ replicas: 7, tolerance: 2, generals: oral(ablate) });
      return said(run).length === 6;
    },
  },
  'relay-to-all': {
    what: '[OM3] does not tell R1 what R2 heard',
    broken: (ablate) => !said(council({ generals: oral(ablate) })).includes('0,2>1'),
    besides: ['last-round', 'relay'],
  },
  majority: {
    what: '[OM5] obeys the commander against the words of all others',
    broken: (ablate) => {
      const traitor = bending((to, path) => path.length === 1 && to === 1);
      const run = council({ generals: oral(ablate), faults: lying(0), tactics: [traitor] });
      return word(run, 1) === 'RETREAT';
    },
    besides: ['last-round', 'relay', 'relay-to-all'],
  },
  'strict-majority': {
    what: '[OM5] obeys the commander where there is a tie',
    broken: (ablate) => {
      const traitor = bending((to) => to > 2);
      const faults = lying(0);
      const run = council({ replicas: 5, generals: oral(ablate), faults, tactics: [traitor] });
      return word(run, 1) === 'ATTACK';
    },
    besides: ['last-round', 'majority'],
  },
  'own-word': {
    what: '[OM3] does not count what it heard itself',
    broken: (ablate) => {
      const traitor = bending((to) => to === 1);
      const run = council({ generals: oral(ablate), faults: lying(3), tactics: [traitor] });
      return word(run, 1) === 'RETREAT';
    },
    besides: ['relay', 'relay-to-all'],
  },
  'known-teller': {
    what: '[OM4] takes the word of R1 for the word of R3',
    broken: (ablate) => {
      const traitor = liar(({ to, body }, ctx) => {
        const order = orderIn(body);
        if (order === null || order.path.length < 2 || to !== 2) return [{ to, body }];
        return [1, 3].map((name) => {
          const words = { ...order, path: [0, name] };
          return { to, body: bent(words, 'RETREAT', ctx) };
        });
      });
      const network = { latency: { kind: 'constant', value: 10_000 } } as const;
      const setting = { generals: oral(ablate), network, faults: lying(1), tactics: [traitor] };
      const run = council(setting);
      return word(run, 2) === 'RETREAT';
    },
    besides: ['relay', 'relay-to-all', 'own-word'],
  },
  'chain-signatures': {
    what: '[SM10] takes an order that its commander has not signed',
    broken: (ablate) => {
      const traitor = bending(() => true);
      const run = council({ generals: signed(ablate), faults: lying(2), tactics: [traitor] });
      return word(run, 1) === 'RETREAT';
    },
  },
  'distinct-signers': {
    what: '[SM10] takes an order that the commander has signed twice',
    broken: (ablate) => {
      const tactics = [lastWord([0, 0])];
      return (
        word(council({ generals: signed(ablate), faults: lying(0), tactics }), 1) === 'RETREAT'
      );
    },
  },
  'chain-length': {
    what: '[SM10] takes an order in the second round that one has signed',
    broken: (ablate) => {
      const tactics = [lastWord([0])];
      return (
        word(council({ generals: signed(ablate), faults: lying(0), tactics }), 1) === 'RETREAT'
      );
    },
  },
  choice: {
    what: '[SM10] obeys the first of two orders',
    broken: (ablate) => {
      const traitor = bending((to) => to > 1);
      const run = council({ generals: signed(ablate), faults: lying(0), tactics: [traitor] });
      return word(run, 1) === 'ATTACK';
    },
    besides: ['last-round', 'relay'],
  },
};
