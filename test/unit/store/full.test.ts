import { describe, expect, it } from 'vitest';
import { play } from '../../../src/store/commands/play.ts';
import { openInLab } from '../../../src/store/open-in-lab.ts';
import { toEnd, toMilestone } from '../../../src/store/travel.ts';
import { createTestLab, TestShelf, until } from './support.ts';
import type { TestLab } from './support.ts';

/** Holds less than the run, which forks early and goes on for long. */
const EVENTS_MAX = 700;
const SCENARIO = {
  version: 1,
  signatures: 'ideal',
  faults: [{ replicas: [0, 3], kind: 'colluding', tactic: 'fork' }],
  workload: { clients: 2, requests: 50 },
};

async function openFull(): Promise<TestLab> {
  const made = createTestLab(new TestShelf(), 1, EVENTS_MAX);
  await openInLab(made.lab, SCENARIO, 'violation');
  await until(
    'the recording is full',
    () => made.lab.recording.getState().timeline?.isFull === true,
  );
  return made;
}

describe('a recording that holds all that it may', () => {
  it('says so, and opens at its violation like any other', async () => {
    const { lab } = await openFull();
    expect(lab.recording.getState().notice?.title).toMatch(/^The recording ends here, after \d+/);
    await until('the playhead has moved', () => lab.playback.getState().at > 0);
    const { timeline } = lab.recording.getState();
    const moments = timeline?.violations.map(({ moment }) => moment.at);
    expect(moments).toContain(lab.playback.getState().at);
  });

  it('waits for nothing at its end, and plays from the beginning again', async () => {
    const { lab } = await openFull();
    toEnd(lab);
    await until('it is explained', () => !lab.recording.getState().isExplaining);
    toMilestone(lab, 'view', 'forward');
    expect(lab.selection.getState().toast).toBe('No further view has been recorded.');
    void play.run(lab);
    expect(lab.playback.getState()).toMatchObject({ isPlaying: true, at: 0 });
  });
});
