import { describe, expect, it } from 'vitest';
import type { Action, ComposedFields, Fault } from '../../../src/core/model/index.ts';
import { at, calm, ofKind, ref } from './hand.ts';

const puppets: Fault = {
  replicas: [0, 3],
  kind: 'colluding',
  tactic: 'by-hand',
  at: 0,
  until: null,
};

function letter(
  kind: string,
  from: number,
  to: readonly number[],
  fields: ComposedFields = {},
): Action {
  return { do: 'compose', from, kind, to, fields };
}

const RIVAL = { view: 0, seq: 1, value: 'order RETREAT' };

describe('a fork made by hand', () => {
  const forked = [
    at(11_000, { do: 'drop', message: ref('pre-prepare', 0, 2) }),
    at(11_000, letter('pre-prepare', 0, [2], RIVAL)),
    at(12_000, letter('prepare', 3, [2], RIVAL)),
    at(12_000, letter('commit', 0, [2], RIVAL)),
    at(12_000, letter('commit', 3, [2], RIVAL)),
  ];

  it('splits four replicas, by interventions alone', () => {
    const run = calm(forked, { faults: [puppets] });
    expect(run.kernel.voids).toEqual([]);
    const executed = ofKind(run, 'note').flatMap(({ process, fact }) =>
      fact.fact === 'executed' && fact.seq === 1 ? [[process, fact.requests[0]?.operation]] : [],
    );
    expect(executed).toContainEqual([1, 'order ATTACK']);
    expect(executed).toContainEqual([2, 'order RETREAT']);
    expect(run.broken).toContain('agreement');
  });

  it('convicts both who signed two things', () => {
    const run = calm(forked, { faults: [puppets] });
    expect(new Set(run.kernel.proofs.map(({ replica }) => replica))).toEqual(new Set([0, 3]));
  });

  it('fails where only one of them is a traitor: nobody else has the key of the other', () => {
    const run = calm(forked, { faults: [{ ...puppets, replicas: [0] }] });
    expect(run.kernel.voids.map(({ reason }) => reason)).toEqual([
      'R3 follows the protocol, and nobody else has its key',
      'R3 follows the protocol, and nobody else has its key',
    ]);
    expect(run.broken).toEqual([]);
  });
});

describe('a message written by hand', () => {
  it('in the name of a loyal replica is a forgery, which everybody rejects', () => {
    const forgery: Action = { do: 'compose', from: 3, as: 1, kind: 'commit', to: [2], fields: {} };
    const run = calm([at(5_000, forgery)], { faults: [puppets] });
    expect(ofKind(run, 'reject').map(({ process, reason }) => [process, reason])).toEqual([
      [2, 'the signature does not match the key of R1'],
    ]);
    expect(run.broken).toEqual([]);
  });

  it('in the name of a fellow is genuine', () => {
    const borrowed: Action = { do: 'compose', from: 3, as: 0, kind: 'commit', to: [2], fields: {} };
    const run = calm([at(5_000, borrowed)], { faults: [puppets] });
    expect(ofKind(run, 'reject')).toEqual([]);
  });

  it('says what its sender would have said, where nothing else is given', () => {
    const run = calm([at(25_000, letter('commit', 3, [2]))], { faults: [puppets] });
    const [written] = ofKind(run, 'send').filter((event) => event.cause === interventionIn(run));
    expect(written?.body).toMatchObject({ type: 'commit', view: 0, seq: 1, replica: 3 });
    expect(run.broken).toEqual([]);
  });

  it('is void from a replica that is loyal or crashed by then', () => {
    const crashed: Fault = { replicas: [3], kind: 'crashed', at: 0, until: null };
    const acts = [at(5_000, letter('commit', 3, [2])), at(5_000, letter('commit', 1, [2]))];
    const run = calm(acts, { faults: [crashed] });
    expect(run.kernel.voids.map(({ reason }) => reason)).toEqual([
      'R3 is crashed',
      'R1 follows the protocol, and nobody else has its key',
    ]);
  });

  it('gives an order of the client that the traitors own', () => {
    const order = letter('request', 0, [0], { operation: 'order HALT', stamp: 1 });
    const run = calm([at(5_000, order)], { faults: [puppets] });
    const executed = ofKind(run, 'note').flatMap(({ fact }) =>
      fact.fact === 'executed' ? fact.requests.map(({ operation }) => operation) : [],
    );
    expect(executed).toContain('order HALT');
    expect(run.kernel.processes()).toContain(6);
  });

  it.each(['request', 'pre-prepare', 'prepare', 'commit', 'reply', 'view-change', 'checkpoint'])(
    'of the kind %s is well-formed and signed as it stands in the form',
    (kind) => {
      const to = kind === 'reply' ? [4] : [1, 2];
      const run = calm([at(35_000, letter(kind, 0, to))], { faults: [puppets] });
      expect(run.kernel.voids).toEqual([]);
      expect(ofKind(run, 'reject')).toEqual([]);
      expect(run.broken).toEqual([]);
    },
  );

  it('with hostile values is judged by its receivers, and breaks nothing', () => {
    const acts = [
      letter('pre-prepare', 0, [1, 2], { view: 4_294_967_294, seq: 0, value: '' }),
      letter('pre-prepare', 0, [1, 2], { seq: 4_294_967_294, value: 'f'.repeat(64) }),
      letter('prepare', 3, [0, 1, 2, 3, 4, 5, 6, 9], { value: '<b>\u202e' }),
      letter('checkpoint', 3, [1, 2], { seq: 0, digest: 'not hex' }),
      letter('reply', 3, [4, 5], { client: 99, timestamp: 1, result: '' }),
      letter('view-change', 3, [1, 2], { view: 0, prepared: 'none' }),
      letter('request', 3, [1, 2], { operation: '', stamp: Number.MAX_SAFE_INTEGER }),
    ].map((act) => at(15_000, act));
    const run = calm(acts, { faults: [{ ...puppets, replicas: [3] }] });
    expect(run.broken).toEqual([]);
  });
});

function interventionIn(run: ReturnType<typeof calm>): number {
  return ofKind(run, 'intervene')[0]?.index ?? -1;
}
