import { describe, expect, it } from 'vitest';
import { arrivals, at, calm, ofKind, ref } from './hand.ts';

const commit = ref('commit', 1, 2);

describe('a message on its way', () => {
  it('is dropped by hand, and its receiver never gets it', () => {
    const run = calm([at(35_000, { do: 'drop', message: commit })]);
    expect(arrivals(run, 'commit', 1, 2)).toEqual([]);
    expect(ofKind(run, 'drop').map(({ reason, to }) => [reason, to])).toEqual([['by hand', 2]]);
    expect(run.kernel.tally.dropped).toBe(1);
    expect(run.kernel.voids).toEqual([]);
  });

  it('is delayed by so much', () => {
    const run = calm([at(35_000, { do: 'delay', message: commit, by: 7_000 })]);
    expect(arrivals(run, 'commit', 1, 2)).toEqual([47_000]);
  });

  it('stands still while it is held, and then goes the rest of its way', () => {
    const run = calm([
      at(34_000, { do: 'hold', message: commit }),
      at(60_000, { do: 'release', message: commit }),
    ]);
    expect(arrivals(run, 'commit', 1, 2)).toEqual([66_000]);
  });

  it('counts as dropped at the end of the run where nobody releases it', () => {
    const run = calm([at(34_000, { do: 'hold', message: commit })]);
    expect(arrivals(run, 'commit', 1, 2)).toEqual([]);
    expect(ofKind(run, 'drop').map(({ reason }) => reason)).toEqual(['never released']);
    expect(run.kernel.tally).toMatchObject({ dropped: 1 });
  });

  it('is delivered twice where a person has it repeated', () => {
    const run = calm([
      at(35_000, { do: 'duplicate', message: commit }),
      at(36_000, { do: 'drop', message: { ...commit, repeat: 2 } }),
      at(37_000, { do: 'duplicate', message: commit }),
    ]);
    expect(arrivals(run, 'commit', 1, 2)).toEqual([40_000, 47_000]);
    expect(run.broken).toEqual([]);
  });

  it('keeps its name when another one is dropped', () => {
    const delay = at(36_000, { do: 'delay', message: commit, by: 1_000 });
    const alone = calm([delay]);
    const both = calm([at(12_000, { do: 'drop', message: ref('pre-prepare', 0, 3) }), delay]);
    expect(arrivals(alone, 'commit', 1, 2)).toEqual([41_000]);
    expect(arrivals(both, 'commit', 1, 2)).toEqual([41_000]);
  });
});

describe('an act whose message is not there', () => {
  it('is void, and the run goes on', () => {
    const run = calm([
      at(5_000, { do: 'drop', message: commit }),
      at(35_000, { do: 'release', message: commit }),
      at(36_000, { do: 'hold', message: { ...commit, copy: 1 } }),
    ]);
    expect(run.kernel.voids).toEqual([
      { at: 5_000, do: 'drop', reason: 'no such message is on its way at that time' },
      { at: 35_000, do: 'release', reason: 'it is not held' },
      { at: 36_000, do: 'hold', reason: 'no such message is on its way at that time' },
    ]);
    expect(ofKind(run, 'void')).toHaveLength(3);
    expect(run.kernel.tally).toMatchObject(calm().kernel.tally);
  });
});

describe.each(['ed25519', 'ideal'] as const)('a message tampered with under %s', (signatures) => {
  it.each([
    ['digest', undefined],
    ['view', 3],
    ['seq', 2],
    ['replica', 3],
    ['sig', undefined],
  ])('in its %s is rejected and changes nothing', (field, value) => {
    const change = value === undefined ? {} : { value };
    const run = calm([at(35_000, { do: 'tamper', message: commit, field, ...change })], {
      signatures,
    });
    const rejected = ofKind(run, 'reject').map(({ process, reason }) => [process, reason]);
    const signer = field === 'replica' ? 'R3' : 'R1';
    expect(rejected).toEqual([[2, `the signature does not match the key of ${signer}`]]);
    expect(run.broken).toEqual([]);
    expect(run.kernel.proofs).toEqual([]);
  });

  it('in the text of an order is rejected by the primary', () => {
    const message = ref('request', 4, 0);
    const run = calm([at(5_000, { do: 'tamper', message, field: 'operation', value: 'order X' })], {
      signatures,
    });
    expect(ofKind(run, 'reject')[0]?.reason).toBe(
      'the signature on the request does not match the key of its client',
    );
  });

  it('in an order within a proposal is rejected', () => {
    const message = ref('pre-prepare', 0, 2);
    const field = 'requests.0.operation';
    const run = calm([at(15_000, { do: 'tamper', message, field })], { signatures });
    expect(ofKind(run, 'reject')[0]?.reason).toBe('the digest is not that of the requests');
    expect(run.broken).toEqual([]);
  });

  it('keeps its name, and is nobody it was not', () => {
    const run = calm([
      at(35_000, { do: 'tamper', message: commit, field: 'view', value: 9 }),
      at(36_000, { do: 'drop', message: { ...commit, view: 9 } }),
      at(37_000, { do: 'drop', message: commit }),
    ]);
    expect(run.kernel.voids.map((each) => each.at)).toEqual([36_000]);
  });

  it('in a field that it has not, or as it is already, stays as it is', () => {
    const run = calm([
      at(35_000, { do: 'tamper', message: commit, field: 'result' }),
      at(35_000, { do: 'tamper', message: commit, field: 'seq', value: 1 }),
      at(35_000, { do: 'tamper', message: commit, field: 'type', value: 'prepare' }),
      at(35_000, { do: 'tamper', message: commit, field: '__proto__.x' }),
    ]);
    expect(run.kernel.voids).toHaveLength(4);
    expect(ofKind(run, 'reject')).toEqual([]);
  });
});

describe('replicas that a person cuts off', () => {
  it('reach nobody and are reached by nobody until the time is over', () => {
    const run = calm([at(15_000, { do: 'isolate', replicas: [3], until: 300_000 })]);
    const lost = ofKind(run, 'drop').filter(({ reason }) => reason === 'partition');
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.every((event) => event.process === 3 || event.to === 3)).toBe(true);
    expect(ofKind(run, 'heal').map((event) => event.at)).toEqual([300_000]);
    expect(run.broken).toEqual([]);
  });

  it('rejoin before the time when told to', () => {
    const run = calm([
      at(15_000, { do: 'isolate', replicas: [2, 3], until: null }),
      at(50_000, { do: 'rejoin', replicas: [3] }),
      at(60_000, { do: 'rejoin', replicas: [3] }),
      at(90_000, { do: 'rejoin', replicas: [2] }),
    ]);
    expect(ofKind(run, 'heal').map((event) => event.at)).toEqual([50_000, 90_000]);
    expect(run.kernel.voids.map((each) => each.at)).toEqual([60_000]);
  });
});
