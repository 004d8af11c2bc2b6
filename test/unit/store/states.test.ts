import { describe, expect, it } from 'vitest';
import { openRun, parseScenario } from '../../../src/core/index.ts';
import type { ProcessView, Run } from '../../../src/core/model/index.ts';
import { processesAt } from '../../../src/store/frame.ts';
import { placeOf } from '../../../src/store/playback.ts';
import { processesNow, statesAt } from '../../../src/store/states.ts';
import { seek } from '../../../src/store/travel.ts';
import { createTestLab, openSmall, recorded, until } from './support.ts';

/** So many steps that a window has a sample of them only. */
const LARGE = { replicas: 31, tolerance: 10, workload: { requests: 3 } };

function sameRun(): Run {
  const scenario = { version: 1, signatures: 'ideal', ...LARGE };
  const parsed = parseScenario(scenario, 'headless');
  if (!parsed.ok) throw new Error('the council is a sound one');
  const run = openRun(parsed.scenario);
  while (!run.advance(100_000));
  return run;
}

/** How far each replica is with what it works on. */
const phases = (processes: readonly ProcessView[]): string =>
  processes
    .flatMap((each) => (each.role === 'replica' ? [each.replica.slots.at(-1)?.phase ?? ''] : []))
    .join(' ');

describe('the states at the playhead of a large council', () => {
  it('are exact where it stands, although the window has a sample of them only', async () => {
    const { lab } = createTestLab();
    await openSmall(lab, LARGE);
    const run = sameRun();
    let sampledDiffers = 0;
    for (let at = 15_000; at <= 45_000; at += 500) {
      seek(lab, at);
      await recorded(lab);
      const { window } = lab.recording.getState();
      const place = placeOf(lab.playback.getState());
      if (window === null || window.skipped === 0) throw new Error('the window is a sample');
      await until('the states are here', () => statesAt(lab.recording.getState(), place) !== null);
      const truth = phases(run.processesAt(run.momentAt(at)));
      expect(phases(processesNow(lab.recording.getState(), place)), `${at} us`).toBe(truth);
      if (phases(processesAt(window, place)) !== truth) sampledDiffers += 1;
    }
    // Else the sample alone would have passed.
    expect(sampledDiffers).toBeGreaterThan(0);
  });

  it('are not asked for where the window has all of them', async () => {
    const { lab } = createTestLab();
    await openSmall(lab);
    seek(lab, 20_000);
    await recorded(lab);
    expect(lab.recording.getState().window?.skipped).toBe(0);
    expect(lab.recording.getState().states).toBeNull();
  });
});
