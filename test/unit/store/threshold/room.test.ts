import { describe, expect, it } from 'vitest';
import { runSweepCase } from '../../../../src/core/index.ts';
import { askForSketch } from '../../../../src/store/threshold/sketches.ts';
import type { Sketch } from '../../../../src/core/model/index.ts';
import { thresholdOf } from '../../../../src/store/threshold/room.ts';
import { mapSpec, placesOf } from '../../../../src/store/threshold/spec.ts';
import { createTestLab, until } from '../support.ts';

const SMALL = { ...mapSpec('intersect', 200), replicas: [3, 4], faulty: [1, 2], runs: 8 };

describe('a computation of the map', () => {
  it('fills the squares with what straight runs come to, and says when it is done', async () => {
    const room = thresholdOf(createTestLab().lab);
    room.run('small', SMALL);
    expect(room.state.getState().running).toMatchObject({ done: 0, all: 32 });
    await until('it is done', () => room.state.getState().running === null);
    const { results, finished, problem } = room.state.getState();
    const endings = results['small']?.cells.flatMap((cell) => cell.endings);
    expect(endings).toEqual(
      Array.from({ length: 32 }, (_, index) => runSweepCase(SMALL, index).ending),
    );
    expect(finished).toMatchObject({ name: 'small', isSame: null });
    expect(problem).toBe('');
  });

  it('leaves what it has when it is stopped', async () => {
    const room = thresholdOf(createTestLab().lab);
    room.run('small', SMALL);
    await until('something has come', () => (room.state.getState().running?.done ?? 0) > 0);
    room.stop();
    await until('it has stopped', () => room.state.getState().running === null);
    const { results, finished } = room.state.getState();
    expect(results['small']?.isShipped).toBe(false);
    expect(finished).toBeNull();
  });

  it('tells what went wrong', async () => {
    const room = thresholdOf(createTestLab().lab);
    room.run('impossible', { ...SMALL, base: { until: -1 } });
    await until('it has failed', () => room.state.getState().problem !== '');
    expect(room.state.getState().problem).toContain('is no scenario');
  });

  it('belongs to its lab', () => {
    const { lab } = createTestLab();
    expect(thresholdOf(lab)).toBe(thresholdOf(lab));
    expect(thresholdOf(lab)).not.toBe(thresholdOf(createTestLab().lab));
  });
});

describe('a run of a square', () => {
  it('is recorded around the moment that broke it', async () => {
    const spec = mapSpec('intersect', 64);
    const first = placesOf(spec).find(({ n, traitors }) => n === 4 && traitors === 2)?.first ?? 0;
    const index = first + 26;
    expect(runSweepCase(spec, index)).toMatchObject({ tactic: 'fork', ending: 'forked' });
    const answers: (Sketch | string)[] = [];
    askForSketch(createTestLab().lab, { spec, index }, (answer) => answers.push(answer));
    await until('it is there', () => answers.length > 0);
    const [sketch] = answers;
    if (typeof sketch !== 'object') throw new Error(sketch);
    const { broke, tile, ending } = sketch;
    expect(ending).toBe('forked');
    expect(broke).toMatchObject({ monitor: 'agreement' });
    expect(tile.from).toBeLessThan(broke?.at ?? 0);
    expect(tile.until).toBeGreaterThan(broke?.at ?? Infinity);
    expect(tile.messages.length).toBeGreaterThan(0);
  });

  it('is not told to whom no longer wants it', async () => {
    const { lab } = createTestLab();
    const told: unknown[] = [];
    const forget = askForSketch(lab, { spec: SMALL, index: 0 }, (answer) => told.push(answer));
    forget();
    const answers: unknown[] = [];
    askForSketch(lab, { spec: SMALL, index: 1 }, (answer) => answers.push(answer));
    await until('the other has come', () => answers.length > 0);
    expect(told).toEqual([]);
  });
});
