import { describe, expect, it } from 'vitest';
import { neighbourMoment, reachedMoments, tellingMoments } from '../../../src/store/moments.ts';
import { toEnd, toNeighbourMoment, toStart } from '../../../src/store/travel.ts';
import { start } from '../../../src/store/start.ts';
import { createTestLab, openSmall, recorded } from './support.ts';

async function timelineOf(change: Record<string, unknown>) {
  const { lab } = createTestLab();
  await start(lab, '');
  await openSmall(lab, change);
  await recorded(lab);
  const { timeline } = lab.recording.getState();
  if (!timeline) throw new Error('nothing is recorded');
  return { lab, timeline };
}

describe('the moments worth telling', () => {
  it('begin at the start, end at the end, and tell each phase and decision once', async () => {
    const { timeline } = await timelineOf({ workload: { requests: 1 } });
    const kinds = tellingMoments(timeline).map(({ kind }) => kind);
    expect(kinds).toEqual(['start', 'phase', 'phase', 'decision', 'end']);
  });

  it('tell a view change and the crash that led to it', async () => {
    const { timeline } = await timelineOf({
      workload: { requests: 1 },
      faults: [{ replicas: [0], kind: 'crashed', at: 1000 }],
    });
    const kinds = tellingMoments(timeline).map(({ kind }) => kind);
    expect(kinds).toContain('fault');
    expect(kinds).toContain('view');
  });

  it('call a moment by the weightiest of what happens in it', async () => {
    const { timeline } = await timelineOf({
      faults: [{ replicas: [0, 3], kind: 'colluding', tactic: 'fork' }],
    });
    const broken = timeline.violations.at(-1)?.moment.at;
    const found = tellingMoments(timeline).find(({ place }) => place.at === broken);
    expect(found?.kind).toBe('violation');
  });

  it('are gone through one by one, there and back, and stop at either end', async () => {
    const { lab, timeline } = await timelineOf({ workload: { requests: 1 } });
    const moments = tellingMoments(timeline);
    toStart(lab);
    const seen: number[] = [];
    moments.forEach(() => {
      toNeighbourMoment(lab, 'next');
      seen.push(lab.playback.getState().at);
    });
    expect(seen.slice(0, -1)).toEqual(moments.slice(1).map(({ place }) => place.at));
    expect(seen.at(-1)).toBe(seen.at(-2));
    const back = moments.map(() => {
      toNeighbourMoment(lab, 'previous');
      return lab.playback.getState().at;
    });
    expect(back.slice(0, -1)).toEqual(
      moments
        .slice(0, -1)
        .map(({ place }) => place.at)
        .reverse(),
    );
    expect(back.at(-1)).toBe(0);
  });

  it('from between two of them the one before is the last that was passed', async () => {
    const { timeline } = await timelineOf({ workload: { requests: 1 } });
    const moments = tellingMoments(timeline);
    const [first, second] = [moments[1], moments[2]];
    if (!first || !second) throw new Error('there must be three moments');
    const between = { at: Math.floor((first.place.at + second.place.at) / 2), events: null };
    expect(neighbourMoment(moments, between, 'previous')).toBe(first);
    expect(neighbourMoment(moments, between, 'next')).toBe(second);
    expect(reachedMoments(moments, between)).toBe(2);
  });

  it('pause the playback', async () => {
    const { lab } = await timelineOf({ workload: { requests: 1 } });
    lab.playback.setState({ isPlaying: true });
    toNeighbourMoment(lab, 'next');
    expect(lab.playback.getState().isPlaying).toBe(false);
    toEnd(lab);
  });
});
