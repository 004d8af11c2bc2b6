import { describe, expect, it } from 'vitest';
import type { AdversaryContext, Body, Fault, Tactic } from '../../../src/core/model/index.ts';
import { ofKind, record } from '../../support/recording.ts';
import { signed } from '../../support/toy-protocol.ts';
import { pawn } from '../../support/toy-tactics.ts';

const LIAR: Fault = { replicas: [3], at: 0, until: null, kind: 'lying', tactic: 't' };
const CABAL: Fault = { replicas: [3, 1], at: 0, until: null, kind: 'colluding', tactic: 't' };

function recordWith(changes: Partial<Tactic>, fault = LIAR, scenario = {}) {
  const tactic = pawn(fault.kind === 'colluding' ? 'colluding' : 'lying', 't', changes);
  return record({ faults: [fault], ...scenario }, { tactics: [tactic] });
}

function tell(number: number, by: number, ctx: AdversaryContext): Body {
  const body = { type: 'tell', number, by };
  return { ...body, sig: ctx.sign(by, signed(body)) };
}

describe('what a tactic may bend', () => {
  it('what leaves its member: nothing, something else, or more', () => {
    const silent = recordWith({ onSend: () => [] });
    expect(ofKind(silent.trace, 'send').some((event) => event.process === 3)).toBe(false);
    const twice = recordWith({ onSend: (_state, message) => [message, message] });
    expect(twice.kernel.tally.byKind['tell']).toBeGreaterThan(120);
  });

  it('what enters its member', () => {
    const { kernel, trace } = recordWith({ onReceive: () => false });
    expect(ofKind(trace, 'deliver').some((event) => event.process === 3)).toBe(true);
    expect(kernel.inspect(3)).toMatchObject({ replica: { waiting: 0, ledgerLength: 0 } });
  });

  it('nothing of what loyal replicas do', () => {
    const calm = record();
    const deaf = recordWith({ onReceive: () => false, onSend: () => [] });
    const firstSends = (trace: typeof calm.trace) =>
      ofKind(trace, 'send')
        .filter(({ process, to }) => process !== 3 && to !== 3)
        .map(({ process, to, body, at }) => JSON.stringify([process, to, body, at]))
        .slice(0, 12);
    expect(firstSends(deaf.trace)).toEqual(firstSends(calm.trace));
  });
});

describe('keys', () => {
  it('of members and of the accomplice are at hand, and signatures by them are accepted', () => {
    const { kernel, trace } = recordWith(
      {
        start(ctx) {
          expect(ctx.members).toEqual([1, 3]);
          ctx.send(3, 0, tell(70, 1, ctx));
          ctx.send(1, 0, tell(71, 3, ctx));
          ctx.send(ctx.accomplice, 0, tell(72, ctx.accomplice, ctx));
          return null;
        },
      },
      CABAL,
    );
    expect(kernel.tally.rejected).toBe(0);
    const heard = ofKind(trace, 'deliver').map((event) => Number(event.body['number']));
    expect(heard.filter((number) => number >= 70).toSorted()).toEqual([70, 71, 72]);
    expect(kernel.processes()).toEqual([0, 1, 2, 3, 4, 5, 8]);
  });

  it('of others are not: signing throws, and a guess is rejected', () => {
    expect(() => recordWith({ start: (ctx) => ({ sig: ctx.sign(0, ['x']) }) })).toThrow(
      'key of process 0',
    );
    const { kernel, trace } = recordWith({
      start(ctx) {
        ctx.send(3, 0, { ...tell(70, 3, ctx), by: 2 });
        return null;
      },
    });
    expect(kernel.tally.rejected).toBe(1);
    const [rejection] = ofKind(trace, 'reject');
    expect(rejection).toMatchObject({ process: 0, reason: 'bad signature' });
    expect(trace.endOf(rejection?.cause ?? -1)).toBe(rejection?.index);
  });

  it('of a replica that was restored no longer sign for it', () => {
    const late = (ctx: AdversaryContext) => {
      ctx.setTimer('late', 20_000);
      return null;
    };
    const { kernel } = recordWith(
      {
        start: late,
        onTimer: (_state, _timer, ctx) => {
          ctx.send(1, 0, tell(70, 3, ctx));
        },
      },
      CABAL,
      { interventions: [{ at: 10_000, after: 0, do: 'restore', replicas: [3] }] },
    );
    expect(kernel.tally.rejected).toBe(1);
  });
});

describe('limits', () => {
  it('let 4n messages of its own a member leave in 10 ms, and drop the rest', () => {
    const { trace } = recordWith({
      start(ctx) {
        for (let i = 0; i < 50; i++) ctx.send(3, 0, tell(i, 3, ctx));
        ctx.setTimer('again', 10_000);
        return null;
      },
      onTimer(_state, _timer, ctx) {
        for (let i = 0; i < 20; i++) ctx.send(3, 0, tell(i, 3, ctx));
      },
    });
    const drops = ofKind(trace, 'drop');
    expect(drops.every((drop) => drop.reason === 'adversary limit' && drop.process === 3)).toBe(
      true,
    );
    expect(drops.filter((drop) => drop.at === 0).length).toBe(34);
    expect(drops.filter((drop) => drop.at === 10_000).length).toBe(4);
  });

  it('do not let traitors keep a run alive, nor end it', () => {
    const restless: Partial<Tactic> = {
      start(ctx) {
        ctx.setTimer('tick', 1_000);
        return null;
      },
      onTimer(_state, timer, ctx) {
        ctx.send(3, 0, tell(1, 3, ctx));
        ctx.setTimer(timer, 1_000);
      },
    };
    const { kernel, trace } = recordWith(restless);
    expect(kernel.now).toBeLessThan(200_000);
    expect(
      ofKind(trace, 'timer-fired').filter((event) => event.timer === 'adversary:tick').length,
    ).toBeGreaterThan(50);
  });

  it('stop the clock for no tactic that keeps waking itself up', () => {
    const { kernel } = recordWith(
      {
        start: (ctx) => {
          ctx.setTimer('now', 0);
          return null;
        },
        onTimer: (_state, timer, ctx) => ctx.setTimer(timer, 0),
      },
      LIAR,
      { until: 5_000 },
    );
    expect(kernel.now).toBe(5_000);
  });
});

describe('an accomplice', () => {
  it('asks as a client of its own, outside the workload, and its answers reach the cabal', () => {
    const heard: string[] = [];
    const { kernel } = recordWith(
      {
        start(ctx) {
          const body = { type: 'ask', number: 1, by: ctx.accomplice };
          ctx.send(ctx.accomplice, 0, { ...body, sig: ctx.sign(ctx.accomplice, signed(body)) });
          return null;
        },
        onReceive(_state, envelope, ctx) {
          if (envelope.to === ctx.accomplice) heard.push(envelope.body.type);
          return true;
        },
      },
      CABAL,
    );
    expect(heard).toEqual(['answer']);
    expect(kernel.inspect(8)).toMatchObject({ role: 'client', timers: [] });
  });
});

describe('a cabal', () => {
  it('loses a member that crashes, which is then silent', () => {
    const crash: Fault = { replicas: [3], at: 10_000, until: null, kind: 'crashed' };
    const members: number[][] = [];
    const { trace } = record(
      {
        faults: [CABAL, crash],
      },
      {
        tactics: [
          pawn('colluding', 't', {
            start: (ctx) => {
              ctx.setTimer('look', 20_000);
              return null;
            },
            onTimer: (_state, _timer, ctx) => {
              members.push([...ctx.members]);
              ctx.send(3, 0, tell(1, 3, ctx));
            },
          }),
        ],
      },
    );
    expect(members).toEqual([[1]]);
    expect(ofKind(trace, 'send').some((event) => event.process === 3 && event.at >= 10_000)).toBe(
      false,
    );
    const [mark] = ofKind(trace, 'mark');
    expect(mark?.mark).toMatchObject({ kind: 'colluding', tactic: 't', cabal: [1, 3] });
  });
});
