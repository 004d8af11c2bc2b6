import { beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS, TOPICS } from '../../../src/store/commands/all.ts';
import type { Lab } from '../../../src/store/lab.ts';
import { setLoop } from '../../../src/store/loops.ts';
import { addBookmark, toNeighbourBookmark } from '../../../src/store/bookmarking.ts';
import { runUntil } from '../../../src/store/quests.ts';
import { seek, toEnd, toMilestone } from '../../../src/store/travel.ts';
import { mark } from '../../../src/store/acts.ts';
import { createTestLab, openSmall, recorded } from './support.ts';

let lab: Lab;
beforeEach(async () => {
  ({ lab } = createTestLab());
  await openSmall(lab);
});

const at = () => lab.playback.getState().at;
const toast = () => lab.selection.getState().toast;

describe('running until something happens', () => {
  it('puts the playhead on the next decision and, backwards, on the one before', async () => {
    const quest = { what: 'decision', process: null, message: '' } as const;
    await runUntil(lab, quest, 'forward');
    const first = at();
    await runUntil(lab, quest, 'forward');
    expect(at()).toBeGreaterThan(first);
    await runUntil(lab, quest, 'back');
    expect(at()).toBe(first);
    expect(lab.playback.getState().isPlaying).toBe(false);
  });

  it('stays where it is when nothing like that comes, and says so', async () => {
    seek(lab, 10_000);
    await runUntil(lab, { what: 'violation', process: null, message: '' }, 'forward');
    expect(at()).toBe(10_000);
    expect(toast()).toContain('Nothing like that happens behind the playhead');
  });

  it('waits for what is still being recorded', async () => {
    await lab.opening.change(({ scenario }) => ({
      label: 'real signatures',
      scenario: { ...scenario, signatures: 'ed25519' },
    }));
    expect(lab.recording.getState().timeline?.done).toBe(false);
    const { reached = 0 } = lab.recording.getState().timeline ?? {};
    await runUntil(lab, { what: 'answer', process: null, message: '' }, 'forward');
    expect(at()).toBeGreaterThan(reached);
  }, 60_000);

  it('gives up where another run is opened meanwhile', async () => {
    const search = runUntil(lab, { what: 'violation', process: null, message: '' }, 'forward');
    await openSmall(lab, { seed: 3 });
    await search;
    expect(at()).toBe(0);
  });
});

describe('steps that find nothing', () => {
  it('say so and leave the playhead alone', () => {
    toMilestone(lab, 'view', 'forward');
    expect(toast()).toBe('No further view comes.');
    toMilestone(lab, 'decision', 'back');
    expect(toast()).toBe('There is no earlier decision.');
    expect(at()).toBe(0);
  });
});

describe('what a person keeps of a run', () => {
  it('is a bookmark that leads back to the very event, in another branch to its time', async () => {
    toMilestone(lab, 'decision', 'forward');
    const { events } = lab.playback.getState();
    addBookmark(lab);
    seek(lab, 0);
    toNeighbourBookmark(lab, 'forward');
    expect(lab.playback.getState().events).toBe(events);
    const time = at();
    seek(lab, 10_000);
    await mark(lab, [3], { kind: 'crashed' });
    await recorded(lab);
    seek(lab, 0);
    toNeighbourBookmark(lab, 'forward');
    expect(lab.playback.getState()).toMatchObject({ at: time, events: null });
    toNeighbourBookmark(lab, 'forward');
    expect(toast()).toBe('No bookmark behind here.');
  });

  it('changes neither the scenario nor its hash', () => {
    const { present } = lab.history.getState();
    addBookmark(lab);
    expect(lab.history.getState().present).toBe(present);
  });

  it('is a stretch to repeat, given up with another scenario', async () => {
    seek(lab, 20_000);
    setLoop(lab, 'from');
    toEnd(lab);
    setLoop(lab, 'until');
    const { reached } = lab.recording.getState().timeline ?? {};
    expect(lab.playback.getState().loop).toEqual({ from: 20_000, until: reached });
    await openSmall(lab, { seed: 3 });
    expect(lab.playback.getState().loop).toBeNull();
  });
});

describe('the commands', () => {
  it('stand in one topic each, with a key of their own and a name of their own', () => {
    const keys = COMMANDS.flatMap(({ shortcuts }) => shortcuts);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
    expect(COMMANDS.every(({ shortcuts }) => shortcuts.length > 0)).toBe(true);
    expect(TOPICS.every(({ commands }) => commands.length > 0)).toBe(true);
  });

  it('go both ways by event, phase, decision, view and violation', () => {
    const ids = COMMANDS.map(({ id }) => id);
    for (const what of ['phase', 'decision', 'view', 'violation']) {
      expect(ids).toContain(`next-${what}`);
      expect(ids).toContain(`previous-${what}`);
    }
  });
});
