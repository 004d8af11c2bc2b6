import { describe, expect, it } from 'vitest';
import { TACTICS } from '../../../../src/core/registry.ts';
import { mark, sendOrder } from '../../../../src/store/acts.ts';
import { branchRows } from '../../../../src/store/versions/branches.ts';
import {
  changeDeed,
  compareWith,
  nameBranch,
  removeBranch,
} from '../../../../src/store/versions/branching.ts';
import { deedsOf, withDeed } from '../../../../src/store/deeds.ts';
import type { Deed } from '../../../../src/store/deeds.ts';
import type { Lab } from '../../../../src/store/lab.ts';
import { seek } from '../../../../src/store/travel.ts';
import { scenarioOf } from '../../session/support.ts';
import { createTestLab, hashOf, openSmall, recorded, until } from '../support.ts';

/** R3 crashed at 40 ms on one branch, R1 at 20 ms on another, which is open. */
async function openForked(): Promise<Lab> {
  const { lab } = createTestLab();
  await openSmall(lab);
  seek(lab, 40_000);
  await mark(lab, [3], { kind: 'crashed' });
  await recorded(lab);
  await lab.opening.undo();
  await recorded(lab);
  seek(lab, 20_000);
  await mark(lab, [1], { kind: 'crashed' });
  await recorded(lab);
  return lab;
}

const rows = (lab: Lab) => branchRows(lab.history.getState());
const present = (lab: Lab) => lab.history.getState().present?.scenario ?? scenarioOf();
const deeds = (lab: Lab) => deedsOf(present(lab), lab.recording.getState().timeline, TACTICS);

describe('branches', () => {
  it('are listed with where they part, the open one marked', async () => {
    const lab = await openForked();
    expect(rows(lab).map(({ depth, partsAt, isPresent }) => [depth, partsAt, isPresent])).toEqual([
      [0, null, false],
      [1, 40_000, false],
      [1, 20_000, true],
    ]);
  });

  it('fold changes that simply follow each other into one', async () => {
    const lab = await openForked();
    seek(lab, 60_000);
    await sendOrder(lab, 'order RETREAT');
    await recorded(lab);
    const [, , open] = rows(lab);
    expect(rows(lab)).toHaveLength(3);
    expect(open).toMatchObject({ folded: 1, partsAt: 20_000, isPresent: true });
    await lab.opening.undo();
    expect(rows(lab)).toHaveLength(4);
  });

  it('are switched to: the same run as before, with undo along its own line', async () => {
    const lab = await openForked();
    const first = rows(lab)[1]?.version;
    await lab.opening.switchTo(first?.id ?? 0);
    await recorded(lab);
    expect(lab.history.getState().present).toBe(first);
    expect(present(lab).interventions).toMatchObject([{ at: 40_000, do: 'crash' }]);
    const hash = hashOf(lab);
    await lab.opening.undo();
    await recorded(lab);
    await lab.opening.redo();
    await recorded(lab);
    expect(hashOf(lab)).toBe(hash);
  });

  it('keep what they came to, as far as it was computed', async () => {
    const lab = await openForked();
    const outcomes = lab.outcomes.getState();
    expect(rows(lab).map(({ version }) => outcomes[version.id]?.outcome)).toEqual([
      'agreed',
      'agreed',
      'agreed',
    ]);
  });

  it('are named and removed', async () => {
    const lab = await openForked();
    const other = rows(lab)[1]?.version.id ?? 0;
    nameBranch(lab, other, 'late crash');
    expect(rows(lab)[1]?.name).toBe('late crash');
    removeBranch(lab, other);
    expect(rows(lab)).toHaveLength(2);
    const open = rows(lab)[1]?.version.id ?? 0;
    removeBranch(lab, open);
    expect(rows(lab)).toHaveLength(2);
  });
});

describe('a branch', () => {
  it('keeps what the scenario brought along, also later, and drops what was done live', async () => {
    const { lab } = createTestLab();
    await openSmall(lab, {
      interventions: [{ at: 60_000, after: 0, do: 'crash', replicas: [3] }],
    });
    seek(lab, 50_000);
    await sendOrder(lab, 'order RETREAT');
    await recorded(lab);
    seek(lab, 20_000);
    await mark(lab, [1], { kind: 'lying', tactic: 'mute' });
    await recorded(lab);
    expect(present(lab).interventions.map(({ at, do: what }) => [at, what])).toEqual([
      [60_000, 'crash'],
      [20_000, 'lie'],
    ]);
    expect(lab.selection.getState().toast).toContain(
      '1 later intervention stays on the old branch',
    );
  });
});

describe('what was done to a run', () => {
  const base = scenarioOf({
    faults: [
      { kind: 'crashed', replicas: [2], at: 0, until: null },
      { kind: 'crashed', replicas: [1], at: 30_000, until: 50_000 },
    ],
    network: {
      ...scenarioOf().network,
      partitions: [{ at: 20_000, until: 25_000, groups: [[0, 1]] }],
    },
    interventions: [
      { at: 90_000, after: 0, do: 'order', text: 'order ATTACK' },
      { at: 10_000, after: 2, do: 'crash', replicas: [0] },
    ],
  });
  const find = (source: Deed['source'], at: number): Deed => {
    const deed = deedsOf(base, null, TACTICS).find(
      (each) => each.source === source && each.at === at,
    );
    if (!deed) throw new Error(`no ${source} at ${at}`);
    return deed;
  };

  it('is listed by time, whatever it is; what holds throughout is set-up and is not', () => {
    expect(
      deedsOf(base, null, TACTICS).map(({ source, at, until }) => [source, at, until]),
    ).toEqual([
      ['intervention', 10_000, null],
      ['partition', 20_000, 25_000],
      ['fault', 30_000, 50_000],
      ['intervention', 90_000, null],
    ]);
  });

  it('is moved, what has an end with its length', () => {
    const moved = withDeed(base, find('intervention', 10_000), { at: 15_000 });
    expect(moved.interventions[1]).toMatchObject({ at: 15_000, after: 0, do: 'crash' });
    expect(moved.interventions[0]).toBe(base.interventions[0]);
    expect(withDeed(base, find('fault', 30_000), { at: 40_000 }).faults[1]).toMatchObject({
      at: 40_000,
      until: 60_000,
    });
    const split = withDeed(base, find('partition', 20_000), { until: 70_000 });
    expect(split.network.partitions[0]).toMatchObject({ at: 20_000, until: 70_000 });
  });

  it('is reworded and removed, and everything else stays', () => {
    const reworded = withDeed(base, find('intervention', 90_000), { text: 'order RETREAT' });
    expect(reworded.interventions[0]).toMatchObject({ text: 'order RETREAT', at: 90_000 });
    const removed = withDeed(base, find('intervention', 90_000), null);
    expect(removed.interventions).toEqual([base.interventions[1]]);
    expect(withDeed(base, find('partition', 20_000), null).network.partitions).toEqual([]);
  });

  it('has in the list the words that it has on the scrubber, and is moved as one change that is undone', async () => {
    const lab = await openForked();
    const [deed] = deeds(lab);
    expect(deed?.label).toBe(lab.recording.getState().timeline?.interventions[0]?.label);
    if (!deed) return;
    await changeDeed(lab, deed, { at: 30_000 });
    await recorded(lab);
    expect(deeds(lab).map(({ at }) => at)).toEqual([30_000]);
    await lab.opening.undo();
    expect(deeds(lab).map(({ at }) => at)).toEqual([20_000]);
  });

  it('is told to be void where the message that it is about does not exist', async () => {
    const { lab } = createTestLab();
    const message = { from: 0, to: 1, kind: 'commit', view: 9, number: 9, copy: 0, repeat: 0 };
    await openSmall(lab, {
      interventions: [{ at: 20_000, after: 0, do: 'drop', message }],
    });
    const [deed] = deeds(lab);
    expect(deed?.label).toContain('COMMIT');
    expect(deed?.void).not.toBe('');
  });

  it('is refused where it would be impossible, and nothing is lost', async () => {
    const lab = await openForked();
    const before = lab.history.getState();
    const [deed] = deeds(lab);
    if (deed) await changeDeed(lab, deed, { at: 5_000_000_000 });
    expect(lab.recording.getState().notice?.kind).toBe('refused');
    expect(lab.history.getState()).toBe(before);
  });
});

describe('comparing', () => {
  it('records the other branch beside the open one, and both can be asked', async () => {
    const lab = await openForked();
    const other = rows(lab)[1]?.version.id ?? 0;
    compareWith(lab, other);
    await until('the other is recorded', () => lab.comparison.getState().report !== null);
    const { run: b, report } = lab.comparison.getState();
    const { run: a, report: own } = lab.recording.getState();
    expect(report?.trace.hash).not.toBe(own?.trace.hash);
    const outcome = await lab.engine.ask('compare', {
      ...{ a, b, from: 0, at: 0, count: 10 },
      filter: { isDiffering: true, isNotable: false },
    });
    expect(outcome).toMatchObject({
      status: 'done',
      value: { first: { side: 'a', row: { kind: 'intervene', at: 20_000 } } },
    });
    compareWith(lab, null);
    expect(lab.comparison.getState()).toMatchObject({ version: null, run: 0 });
  });

  it('goes on after the worker had to be started again', async () => {
    const { lab, worker } = createTestLab();
    await openSmall(lab);
    seek(lab, 20_000);
    await mark(lab, [1], { kind: 'crashed' });
    await recorded(lab);
    compareWith(lab, 1);
    await until('the other is recorded', () => lab.comparison.getState().report !== null);
    worker().crash('out of memory');
    expect(lab.comparison.getState().run).toBe(0);
    await lab.opening.restart();
    await until('the other is recorded again', () => lab.comparison.getState().report !== null);
  });
});
