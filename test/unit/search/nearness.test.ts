import { describe, expect, it } from 'vitest';
import type { Nearness } from '../../../src/core/base/nearest.ts';
import { parseScenario } from '../../../src/core/index.ts';
import { ABLATION_CASES } from '../../../src/core/registry.ts';
import { NEARNESS, nearness, nearnessOf } from '../../../src/core/search/nearness.ts';
import { partsOf } from '../../../src/core/session/parts-of.ts';
import { openLean } from '../../../src/core/session/run.ts';

function nearnessIn(document: Readonly<Record<string, unknown>>): Nearness {
  const parsed = parseScenario({ version: 1, signatures: 'ideal', ...document }, 'headless');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  const run = openLean(parsed.scenario, partsOf(parsed.scenario), [nearness]);
  while (!run.advance(100_000));
  return nearnessOf(run.watched(NEARNESS));
}

const GENERALS = { protocol: 'generals', workload: { requests: 1 } };

const lying = (replica: number, tactic: string, options = {}) => ({
  faults: [{ replicas: [replica], kind: 'lying', tactic, options }],
});

describe('how near a run of the generals came', () => {
  it('is nothing where nobody lies', () => {
    expect(nearnessIn(GENERALS)).toEqual({ rivals: 0, view: 0, torn: 0, margin: null });
  });

  it('is a single word where one of three lieutenants lies to both others', () => {
    const document = { ...GENERALS, ...lying(3, 'contrary-relay') };
    expect(nearnessIn(document)).toEqual({ rivals: 0, view: 0, torn: 2, margin: 1 });
  });

  it('is more words where more loyal ones outweigh the liar', () => {
    const document = { ...GENERALS, replicas: 7, tolerance: 2, ...lying(6, 'contrary-relay') };
    expect(nearnessIn(document)).toMatchObject({ torn: 5, margin: 2 });
  });

  it('is no majority at all where a signed order contradicts another', () => {
    const generals = { messages: 'signed' };
    const document = { ...GENERALS, generals, ...lying(0, 'two-orders') };
    expect(nearnessIn(document)).toMatchObject({ torn: 3, margin: 0 });
  });
});

describe('how near a run of the baselines came', () => {
  it('is what agents heard of each other, where they vote', () => {
    const workload = { clients: 2, requests: 1, payload: ['order ATTACK', 'order RETREAT'] };
    const document = { protocol: 'majority', workload, ...lying(3, 'two-faced') };
    expect(nearnessIn(document)).toMatchObject({ rivals: 0, view: 0, torn: 3, margin: 0 });
  });

  it('is nothing where nobody asks anybody', () => {
    const document = { protocol: 'single', ...lying(3, 'false-answer') };
    expect(nearnessIn(document)).toEqual({ rivals: 0, view: 0, torn: 0, margin: null });
  });
});

describe('how near a run of PBFT came', () => {
  it('is nothing where nobody lies', () => {
    const calm = { rivals: 0, view: 0, torn: 0, margin: null };
    expect(nearnessIn({ workload: { requests: 1 } })).toEqual(calm);
  });

  it('is who was prepared for a second value, and the views that it took', () => {
    const shown = ABLATION_CASES.find(({ rule }) => rule === 'commit-view');
    const document = { ...shown?.scenario, pbft: {} };
    expect(nearnessIn(document)).toEqual({ rivals: 2, view: 3, torn: 0, margin: null });
  });
});
