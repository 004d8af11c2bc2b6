import { describe, expect, it } from 'vitest';
import { runSweepCase, sketchSweepCase } from '../../../../src/core/index.ts';
import { openInLab } from '../../../../src/store/open-in-lab.ts';
import { isWhole } from '../../../../src/viz/threshold/tally.ts';
import { show } from '../../../../src/store/threshold/view.ts';
import { HOME } from '../../../../src/store/pages.ts';
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
    expect(room.state.getState().running['small']).toMatchObject({ done: 0, all: 32 });
    await until('it is done', () => room.state.getState().running['small'] === undefined);
    const { results, finished, problem } = room.state.getState();
    const endings = results['small']?.cells.flatMap((cell) => cell.endings);
    expect(endings).toEqual(
      Array.from({ length: 32 }, (_, index) => runSweepCase(SMALL, index).ending),
    );
    expect(finished['small']).toMatchObject({ isSame: null });
    expect(problem).toBe('');
  });

  it('leaves what it has when it is stopped', async () => {
    const room = thresholdOf(createTestLab().lab);
    room.run('small', SMALL);
    await until(
      'something has come',
      () => (room.state.getState().running['small']?.done ?? 0) > 0,
    );
    room.stop('small');
    await until('it has stopped', () => room.state.getState().running['small'] === undefined);
    const { results, finished } = room.state.getState();
    expect(results['small']?.isShipped).toBe(false);
    expect(finished).toEqual({});
  });

  it('goes on while another one is done, and both come whole', async () => {
    const room = thresholdOf(createTestLab().lab);
    room.run('small', SMALL);
    room.run('other', { ...SMALL, quorums: ['2f+1'] });
    expect(Object.keys(room.state.getState().running)).toEqual(['small', 'other']);
    await until('both are done', () => Object.keys(room.state.getState().finished).length === 2);
    const { results } = room.state.getState();
    for (const name of ['small', 'other'])
      expect(results[name]?.cells.every(isWhole), name).toBe(true);
  });

  it('tells what went wrong', async () => {
    const room = thresholdOf(createTestLab().lab);
    room.run('impossible', { ...SMALL, base: { until: -1 } });
    await until('it has failed', () => room.state.getState().problem !== '');
    expect(room.state.getState().problem).toContain('is no scenario');
  });

  it('shows the same square after a visit to another page', () => {
    const { lab } = createTestLab();
    lab.site.setState({ page: 'threshold', query: '' });
    thresholdOf(lab);
    show(lab, { n: 7, traitors: 3, rule: '2f+1' });
    lab.site.setState(HOME);
    lab.site.setState({ page: 'threshold', query: '' });
    expect(lab.site.getState().query).toBe('n=7&t=3&rule=2f%2B1');
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
    const index = first + 27;
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

  it('breaks for the card where it is opened in the Lab, whatever broke before', async () => {
    const spec = mapSpec('intersect', 64);
    const first = placesOf(spec).find(({ n, traitors }) => n === 3 && traitors === 2)?.first ?? 0;
    const deceived = Array.from({ length: 64 }, (_, turn) => first + turn).filter(
      (index) => runSweepCase(spec, index).ending === 'deceived',
    );
    await Promise.all(
      deceived.slice(0, 4).map(async (index) => {
        const { document, broke } = sketchSweepCase(spec, index);
        const { lab } = createTestLab();
        await openInLab(lab, document, broke ?? 'start');
        await until('the playhead has moved', () => lab.playback.getState().at > 0);
        expect(lab.playback.getState().at, `run ${index}`).toBe(broke?.at);
      }),
    );
    expect(deceived.length).toBeGreaterThan(0);
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
