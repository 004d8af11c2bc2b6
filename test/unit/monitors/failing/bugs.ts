import type { Body, Fact } from '../../../../src/core/model/index.ts';
import { statementOf } from '../../../../src/core/protocols/pbft/messages.ts';
import { parseMessage } from '../../../../src/core/protocols/pbft/parse.ts';
import type { Tamper } from './sabotage.ts';

/** Bugs of one replica that follows the protocol otherwise. */

/** Beside each vote of one kind it sends another one, which its machine does not know of, with a genuine signature. */
function sendsBesides(
  type: 'prepare',
  bend: (vote: Body & { readonly seq: number }) => Body,
): Tamper {
  return (ctx) => ({
    broadcast(body) {
      ctx.broadcast(body);
      if (body.type !== type || typeof body['seq'] !== 'number') return;
      const message = parseMessage(bend({ ...body, seq: body['seq'] }));
      if (message === null || message.type === 'request-body') return;
      ctx.broadcast({ ...message, sig: ctx.sign(statementOf(message)) });
    },
  });
}

export const votesFarAhead = sendsBesides('prepare', (vote) => ({ ...vote, seq: vote.seq + 100 }));
export const commitsAtOnce = sendsBesides('prepare', (vote) => ({ ...vote, type: 'commit' }));

/** What it states of itself it states once more, changed. */
function statesAgain<K extends Fact['fact']>(
  kind: K,
  bend: (fact: Extract<Fact, { readonly fact: K }>) => Fact | null,
): Tamper {
  const isMeant = (fact: Fact): fact is Extract<Fact, { readonly fact: K }> => fact.fact === kind;
  return (ctx) => ({
    note(fact) {
      ctx.note(fact);
      const again = isMeant(fact) ? bend(fact) : null;
      if (again !== null) ctx.note(again);
    },
  });
}

export const asksTwice = statesAgain('view-change-sent', (fact) => fact);
export const entersTwice = statesAgain('view-entered', (fact) => fact);
export const movesBack = statesAgain('water-marks', ({ fact, low, high }) =>
  low > 2 ? { fact, low: low - 2, high: high - 2 } : null,
);
export const stopsBetween = statesAgain('water-marks', ({ fact, low, high }) => ({
  fact,
  low: low + 1,
  high: high + 1,
}));
export const opensWide = statesAgain('water-marks', ({ fact, low, high }) => ({
  fact,
  low,
  high: high + 2,
}));

/** Its time-outs are so short that no primary is fast enough. */
export const impatient: Tamper = (ctx) => ({
  setTimer: (timer, after) => ctx.setTimer(timer, timer === 'view' ? 1_000 : after),
});

/** It never gets the state that it needs, because it does not ask for it. */
export const neverFetches: Tamper = (ctx) => ({
  send(to, body) {
    if (body.type !== 'fetch-state') ctx.send(to, body);
  },
});

/** It takes every CHECKPOINT for forged, so that it never learns that one is stable. */
export const trustsNoCheckpoint: Tamper = (ctx) => ({
  isSignedBy: (signer, message, statementOf) =>
    statementOf(message)[0] !== 'checkpoint' && ctx.isSignedBy(signer, message, statementOf),
});

/** It does not own up to its certificates of prepares. */
export const hidesPrepared: Tamper = (ctx) => ({
  note(fact) {
    if (fact.fact !== 'prepared') ctx.note(fact);
  },
});
