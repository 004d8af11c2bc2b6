import type { Message, Request } from '../../messages.ts';
import { batchDigest } from '../../messages.ts';
import { machineOf } from '../kit/sealed.ts';
import {
  once,
  proposalAt,
  propose,
  restOf,
  rivalOf,
  say,
  victimOf,
  vote,
  type Play,
  type Stage,
} from './puppet.ts';

/** Attacks of the first primary, and of a backup that behaves like one. */

function everybody(stage: Stage): number[] {
  return [victimOf(stage), ...restOf(stage)];
}

/** The request that it has just got for the first time, by its position among all. */
function newOrder(
  message: Message,
  { puppet }: Stage,
): { readonly order: Request; readonly number: number } | null {
  if (message.type !== 'request') return null;
  const act = `order ${message.client}:${message.timestamp}`;
  if (puppet.done.includes(act)) return null;
  puppet.done.push(act);
  return { order: message, number: puppet.orders.length };
}

const VIEW = 0;

/** Proposes each order at the number that this tells, and commits to it. */
function proposeAt(number: (position: number) => number): Play['hear'] {
  return (message, stage) => {
    const fresh = newOrder(message, stage);
    if (fresh === null) return;
    const proposal = propose({ view: VIEW, seq: number(fresh.number) }, [fresh.order], stage);
    say(stage, everybody(stage), proposal);
    say(stage, everybody(stage), vote('commit', proposal, stage));
  };
}

const secondProposal: Play = {
  label: 'a second proposal for a number that one replica has decided',
  hear(message, stage) {
    const fresh = newOrder(message, stage);
    if (fresh === null || fresh.number > 1) return;
    const proposal = propose({ view: VIEW, seq: 1 }, [fresh.order], stage);
    say(stage, everybody(stage), proposal);
    say(stage, [victimOf(stage)], vote('commit', proposal, stage));
    stage.ctx.setTimer('play', 60_000);
  },
  wake(stage) {
    const rival = propose({ view: VIEW, seq: 1 }, [rivalOf(stage)], stage);
    say(stage, restOf(stage), rival);
    say(stage, restOf(stage), vote('commit', rival, stage));
  },
};

const wrongBody: Play = {
  label: 'one digest with different orders behind it',
  hear(message, stage) {
    const fresh = newOrder(message, stage);
    if (fresh === null) return;
    const proposal = propose({ view: VIEW, seq: fresh.number }, [fresh.order], stage);
    say(stage, restOf(stage), proposal);
    say(stage, [victimOf(stage)], { ...proposal, requests: [rivalOf(stage)] });
    say(stage, everybody(stage), vote('commit', proposal, stage));
  },
};

const fabricated: Play = {
  label: 'an order that no client has given',
  hear(message, stage) {
    const fresh = newOrder(message, stage);
    if (fresh === null) return;
    const forged = { ...fresh.order, operation: 'order RETREAT' };
    const proposal = propose({ view: VIEW, seq: fresh.number }, [forged], stage);
    say(stage, everybody(stage), proposal);
    say(stage, everybody(stage), vote('commit', proposal, stage));
  },
};

const sameTwice: Play = {
  label: 'one order under two numbers',
  hear(message, stage) {
    const fresh = newOrder(message, stage);
    if (fresh === null) return;
    for (const seq of [2 * fresh.number - 1, 2 * fresh.number]) {
      const proposal = propose({ view: VIEW, seq }, [fresh.order], stage);
      say(stage, everybody(stage), proposal);
      say(stage, everybody(stage), vote('commit', proposal, stage));
    }
  },
};

const oldOrder: Play = {
  label: 'an old order again after a newer one',
  hear(message, stage) {
    const fresh = newOrder(message, stage);
    const { orders } = stage.puppet;
    if (fresh === null) return;
    const isAgain = fresh.number === 3;
    const order = isAgain ? (orders[0] ?? fresh.order) : fresh.order;
    const proposal = propose({ view: VIEW, seq: fresh.number }, [order], stage);
    say(stage, everybody(stage), proposal);
    say(stage, everybody(stage), vote('commit', proposal, stage));
  },
};

/** Numbers that it spoils ahead of those in use. */
const AHEAD = 4;

const spoiledNumbers: Play = {
  label: 'worthless proposals for numbers that come next',
  hear(message, stage) {
    const isNews = message.type === 'pre-prepare' || message.type === 'new-view';
    if (!isNews) return;
    const { view } = message;
    const from = message.type === 'pre-prepare' ? message.seq : 0;
    for (let seq = from + 1; seq <= from + AHEAD; seq += 1) {
      if (!once(stage, `spoil ${view}:${seq}`)) continue;
      const digest = batchDigest([rivalOf(stage)], stage.ctx);
      say(stage, everybody(stage), { ...proposalAt({ view, seq, digest }, stage), requests: [] });
    }
  },
};

/** Says again to each replica whatever it has voted for, as often as a quorum needs. */
const echo: Play = {
  label: 'everybody’s vote back to it, many times',
  hear(message, stage) {
    const isVote = message.type === 'prepare' || message.type === 'commit';
    if (!isVote || !once(stage, `echo ${message.type} ${message.seq} ${message.replica}`)) return;
    const same = vote(message.type, message, stage);
    for (let copy = 0; copy < stage.ctx.q; copy += 1) say(stage, [message.replica], same);
  },
};

const usurper: Play = {
  label: 'a proposal by a backup, before that of the primary',
  begin(stage) {
    const proposal = propose({ view: VIEW, seq: 1 }, [rivalOf(stage)], stage);
    say(stage, everybody(stage), proposal);
    say(stage, everybody(stage), vote('commit', proposal, stage));
  },
  hear: () => undefined,
};

/** So often, and so many each time: what a traitor may send. */
const PACE = 10_000;
const AT_ONCE = 4;

/** Well signed, for the next view, and never the same twice. */
const earlyVotes: Play = {
  label: 'votes without end for the view that comes next',
  begin: (stage) => stage.ctx.setTimer('play', PACE),
  hear: () => undefined,
  wake(stage) {
    const { puppet, self, ctx } = stage;
    const digest = batchDigest([], ctx);
    for (let more = 0; more < AT_ONCE; more += 1) {
      puppet.stamp += 1;
      const place = { view: machineOf(self, ctx).view + 1, seq: puppet.stamp, digest };
      say(stage, everybody(stage), vote('prepare', place, stage));
    }
    ctx.setTimer('play', PACE);
  },
};

export const PRIMARIES: Readonly<Record<string, Play>> = {
  'second-proposal': secondProposal,
  'wrong-body': wrongBody,
  fabricated,
  'same-twice': sameTwice,
  'old-order': oldOrder,
  'skipped-numbers': {
    label: 'numbers with a gap before them',
    hear: proposeAt((position) => position + 2),
  },
  'far-number': {
    label: 'a number beyond the window',
    hear: proposeAt((position) => (position < 5 ? position : position + 1_000)),
  },
  'covered-number': {
    label: 'the number of a stable checkpoint',
    hear: proposeAt((position) => Math.min(position, 4)),
  },
  'spoiled-numbers': spoiledNumbers,
  echo,
  usurper,
  'early-votes': earlyVotes,
};
