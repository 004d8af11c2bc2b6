import { describe, expect, it } from 'vitest';
import { openInLab } from '../../../src/store/open-in-lab.ts';
import { createTestLab, until } from './support.ts';

const FORK = {
  version: 1,
  signatures: 'ideal',
  faults: [{ replicas: [0, 3], kind: 'colluding', tactic: 'fork' }],
};

describe('a run of another page that is opened in the Lab', () => {
  it('stands at its first violation', async () => {
    const { lab } = createTestLab();
    lab.site.setState({ page: 'threshold', query: 'n=4&t=2' });
    expect(await openInLab(lab, FORK, 'violation')).toBe(true);
    await until('the playhead has moved', () => lab.playback.getState().at > 0);
    const violations = lab.recording.getState().timeline?.violations ?? [];
    const fork = violations.findLast(({ violation }) => violation.monitor === 'agreement');
    expect(lab.playback.getState().at).toBe(fork?.moment.at);
    expect(lab.site.getState()).toEqual({ page: 'lab', query: '' });
  });

  it('stands where a certain monitor broke first, where that is wanted', async () => {
    const { lab } = createTestLab();
    const scenario = { version: 1, signatures: 'ideal', pbft: { ablate: ['commit-phase'] } };
    expect(await openInLab(lab, { ...FORK, ...scenario }, { monitor: 'order' })).toBe(true);
    await until('the playhead has moved', () => lab.playback.getState().at > 0);
    const violations = lab.recording.getState().timeline?.violations ?? [];
    const order = violations.find(({ violation }) => violation.monitor === 'order');
    expect(order?.moment.at).not.toBe(violations[0]?.moment.at);
    expect(lab.playback.getState().at).toBe(order?.moment.at);
  });

  it('stays at its beginning where that is wanted, and where nothing broke', async () => {
    const { lab } = createTestLab();
    for (const stop of ['start', 'violation'] as const) {
      const scenario = { ...FORK, faults: [], workload: { requests: 1 } };
      expect(await openInLab(lab, stop === 'start' ? FORK : scenario, stop)).toBe(true);
      await until('all is recorded', () => lab.recording.getState().timeline?.done === true);
      expect(lab.playback.getState().at).toBe(0);
    }
  });

  it('says what is wrong with what is none', async () => {
    const { lab } = createTestLab();
    expect(await openInLab(lab, { version: 1, replicas: 'many' })).toBe(false);
    expect(lab.recording.getState().notice?.problems[0]?.path).toBe('replicas');
  });
});
