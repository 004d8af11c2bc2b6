import { describe, expect, it } from 'vitest';
import { editCouncil, mark, sendOrder } from '../../../src/store/acts.ts';
import { marksOf } from '../../../src/store/council.ts';
import { processesAt } from '../../../src/store/frame.ts';
import type { Lab } from '../../../src/store/lab.ts';
import { accept, INVITATIONS } from '../../../src/store/onboarding.ts';
import { placeOf } from '../../../src/store/playback.ts';
import { start } from '../../../src/store/start.ts';
import { seek, step, toEnd, toMilestone, toStart } from '../../../src/store/travel.ts';
import { createTestLab, hashOf, openSmall, recorded, until } from './support.ts';

function marks(lab: Lab): readonly string[] {
  const { window } = lab.recording.getState();
  if (!window) throw new Error('no window');
  return marksOf(processesAt(window, placeOf(lab.playback.getState())));
}

describe('opening', () => {
  it('starts with a calm council, paused at its beginning', async () => {
    const { lab } = createTestLab();
    await start(lab, '');
    expect(lab.history.getState().present).toMatchObject({ preset: 'calm-council', label: '' });
    expect(lab.playback.getState()).toMatchObject({ at: 0, isPlaying: false });
    expect(lab.selection.getState().isFirstVisit).toBe(true);
  });

  it('opens a link as the same run with the same hash', async () => {
    const first = createTestLab();
    await openSmall(first.lab, { seed: 42 });
    seek(first.lab, 30_000);
    await mark(first.lab, [2], { kind: 'crashed' });
    await recorded(first.lab);
    await until('the address is written', () => {
      const { shared } = first.lab.recording.getState();
      return shared !== null && shared.link === first.addresses.at(-1);
    });
    const second = createTestLab();
    await start(second.lab, first.addresses.at(-1) ?? '');
    await recorded(second.lab);
    expect(second.lab.selection.getState().isFirstVisit).toBe(false);
    expect(hashOf(second.lab)).toBe(hashOf(first.lab));
  });

  it('tells what is wrong with a damaged link and leaves a calm council', async () => {
    const { lab } = createTestLab();
    await start(lab, 'nonsense');
    expect(lab.recording.getState().notice).toMatchObject({ kind: 'link' });
    expect(lab.history.getState().present?.preset).toBe('calm-council');
  });

  it('tells which fields of a file do nothing in its protocol, until something else is opened', async () => {
    const { lab } = createTestLab();
    const text = '{"version":1,"protocol":"generals","quorum":3,"pbft":{"batch":4}}';
    expect(await lab.opening.begin({ from: 'file', text }, '')).toBe(true);
    expect(lab.recording.getState().notice).toMatchObject({
      kind: 'idle',
      problems: [{ path: 'quorum' }, { path: 'pbft' }],
    });
    expect(lab.history.getState().present?.scenario.quorum).toBe(3);
    await openSmall(lab);
    expect(lab.recording.getState().notice).toBeNull();
  });

  it('refuses an impossible set-up, names the field and changes nothing', async () => {
    const { lab } = createTestLab();
    await openSmall(lab);
    const before = lab.history.getState();
    await editCouncil(lab, { replicas: 1000 });
    expect(lab.recording.getState().notice).toMatchObject({
      kind: 'refused',
      problems: [{ path: 'replicas' }],
    });
    expect(lab.history.getState()).toBe(before);
    expect(lab.playback.getState().isHeld).toBe(false);
  });
});

describe('a change from now', () => {
  it('keeps the time, what lies left of it, and the earlier interventions', async () => {
    const { lab } = createTestLab();
    await openSmall(lab);
    seek(lab, 30_000);
    const before = lab.recording
      .getState()
      .timeline?.decisions.filter(({ moment }) => moment.at <= 30_000);
    await mark(lab, [3], { kind: 'crashed' });
    await recorded(lab);
    expect(lab.playback.getState().at).toBe(30_000);
    expect(marks(lab)).toEqual(['loyal', 'loyal', 'loyal', 'crashed']);
    const { scenario } = lab.history.getState().present ?? {};
    expect(scenario?.interventions).toMatchObject([{ at: 30_000, do: 'crash', replicas: [3] }]);
    expect(scenario?.faults).toEqual([]);
    const after = lab.recording
      .getState()
      .timeline?.decisions.filter(({ moment }) => moment.at <= 30_000);
    expect(after).toEqual(before);
    seek(lab, 20_000);
    await until('the earlier state is shown', () => !marks(lab).includes('crashed'));
  });

  it('on a slow machine puts the playhead behind it once that is recorded, and keeps what was selected before', async () => {
    let now = 0;
    // By this clock every slice takes as long as one may.
    const { lab } = createTestLab(undefined, 1, undefined, () => (now += 6));
    await openSmall(lab);
    const last = (lab.recording.getState().timeline?.events ?? 0) - 1;
    for (const [message, kept] of [
      [2, 2],
      [last, null],
    ] as const) {
      seek(lab, 30_000);
      lab.selection.setState({ message });
      await mark(lab, [3], { kind: 'crashed' });
      await recorded(lab);
      const { timeline } = lab.recording.getState();
      const { at, events } = lab.playback.getState();
      expect({ at, events }).toMatchObject(timeline?.interventions[0]?.moment ?? {});
      expect(lab.selection.getState().message).toBe(kept);
      await lab.opening.undo();
      await recorded(lab);
    }
  });

  it('drops later interventions and is taken back by undo, to the same hash', async () => {
    const { lab } = createTestLab();
    await openSmall(lab);
    const calm = hashOf(lab);
    seek(lab, 40_000);
    await mark(lab, [3], { kind: 'crashed' });
    await recorded(lab);
    const crashed = hashOf(lab);
    seek(lab, 20_000);
    await mark(lab, [1], { kind: 'lying', tactic: 'mute' });
    await recorded(lab);
    const { interventions } = lab.history.getState().present?.scenario ?? {};
    expect(interventions).toMatchObject([{ at: 20_000, do: 'lie' }]);
    await lab.opening.undo();
    await recorded(lab);
    expect(hashOf(lab)).toBe(crashed);
    expect(lab.playback.getState().at).toBe(20_000);
    await lab.opening.undo();
    await recorded(lab);
    expect(hashOf(lab)).toBe(calm);
    await lab.opening.redo();
    await recorded(lab);
    expect(hashOf(lab)).toBe(crashed);
  });

  it('makes one cabal of replicas that were told to collude one after the other', async () => {
    const { lab } = createTestLab();
    await openSmall(lab);
    seek(lab, 10_000);
    await mark(lab, [0], { kind: 'colluding', tactic: 'fork' });
    await recorded(lab);
    await mark(lab, [3], { kind: 'colluding', tactic: 'fork' });
    await recorded(lab);
    expect(lab.history.getState().present?.scenario.interventions.at(-1)).toMatchObject({
      do: 'collude',
      replicas: [0, 3],
    });
    expect(marks(lab)).toEqual(['colluding', 'loyal', 'loyal', 'colluding']);
  });

  it('sends an order of the person, which is executed', async () => {
    const { lab } = createTestLab();
    await openSmall(lab);
    toEnd(lab);
    const end = lab.playback.getState().at;
    await sendOrder(lab, 'order RETREAT');
    await recorded(lab);
    const { timeline } = lab.recording.getState();
    expect(timeline?.reached).toBeGreaterThan(end);
    expect(timeline?.decisions.at(-1)?.moment.at).toBeGreaterThan(end);
    expect(timeline?.values.map(({ label }) => label)).toContain('order RETREAT');
  });

  it('lets a second click build on the first', async () => {
    const { lab } = createTestLab();
    await openSmall(lab);
    await Promise.all([
      mark(lab, [1], { kind: 'crashed' }),
      mark(lab, [2], { kind: 'crashed' }),
      editCouncil(lab, { replicas: 7 }),
    ]);
    const { scenario } = lab.history.getState().present ?? {};
    expect(scenario?.replicas).toBe(7);
    expect(scenario?.faults.map(({ replicas }) => replicas)).toEqual([[1], [2]]);
  });
});

describe('the three sentences of a first visit', () => {
  it('lead from a calm council to a fork that names both traitors', async () => {
    const { lab } = createTestLab();
    await start(lab, '');
    const collude = INVITATIONS.find(({ id }) => id === 'collude');
    if (!collude) throw new Error('the invitation is gone');
    await accept(lab, collude);
    expect(lab.playback.getState().isPlaying).toBe(true);
    await recorded(lab);
    expect(lab.recording.getState().timeline?.violations[0]).toMatchObject({
      violation: { monitor: 'agreement', culprits: [0, 3] },
    });
    toMilestone(lab, 'violation', 'forward');
    await until('the fork is explained', () => {
      const { explained } = lab.recording.getState();
      return explained?.explanation.outcome === 'forked';
    });
  });

  it('crash the primary so that view 1 begins, and survive one liar', async () => {
    const { lab } = createTestLab();
    for (const [id, outcome] of [
      ['crash', 'agreed'],
      ['lie', 'agreed'],
    ] as const) {
      await start(lab, '');
      await lab.opening.begin({ from: 'preset', name: 'calm-council' }, '');
      const invitation = INVITATIONS.find((each) => each.id === id);
      if (invitation) await accept(lab, invitation);
      await recorded(lab);
      expect(lab.recording.getState().report).toMatchObject({ outcome, views: { entered: 1 } });
    }
  }, 60_000);
});

describe('the explanation', () => {
  it('is asked for again once a slow recording has come to the playhead', async () => {
    const { lab } = createTestLab();
    await openSmall(lab);
    toEnd(lab);
    const { at } = lab.playback.getState();
    // Real signatures take so long that the playhead is ahead of the recording at first.
    await lab.opening.change(({ scenario }) => ({
      label: 'a larger council',
      scenario: { ...scenario, replicas: 10, tolerance: 3, signatures: 'ed25519' },
    }));
    expect(lab.recording.getState().timeline?.reached).toBeLessThan(at);
    await recorded(lab);
    const { reached = 0 } = lab.recording.getState().timeline ?? {};
    await until('the explanation is of the playhead', () => {
      const { explained, isExplaining } = lab.recording.getState();
      return !isExplaining && (explained?.moment.at ?? 0) > Math.min(at, reached) - 5000;
    });
  }, 60_000);
});

describe('travelling', () => {
  it('steps forward and back over the same moments', async () => {
    const { lab } = createTestLab();
    await openSmall(lab);
    const seen: (number | null)[] = [];
    for (let count = 0; count < 6; count += 1) {
      await step(lab, 'forward');
      seen.push(lab.playback.getState().events);
    }
    expect(seen).toEqual([...new Set(seen)]);
    for (const expected of seen.slice(0, -1).reverse()) {
      await step(lab, 'back');
      expect(lab.playback.getState().events).toBe(expected);
    }
  });

  it('goes phase by phase through the sequence number in work, then on to the next', async () => {
    const { lab } = createTestLab();
    await openSmall(lab);
    const reached: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      toMilestone(lab, 'phase', 'forward');
      const { events } = lab.playback.getState();
      const phases = lab.recording.getState().timeline?.phases ?? [];
      const here = phases.filter(({ moment }) => moment.events === events);
      reached.push(here.map(({ seq, phase }) => `${seq} ${phase}`).join(', '));
    }
    expect(reached).toEqual([
      '1 pre-prepared',
      '1 prepared',
      '1 committed, 1 executed',
      '2 pre-prepared',
    ]);
  });

  it('goes from decision to decision, to the end, and to the start', async () => {
    const { lab } = createTestLab();
    await openSmall(lab);
    toMilestone(lab, 'decision', 'forward');
    const first = lab.playback.getState().at;
    toMilestone(lab, 'decision', 'forward');
    expect(lab.playback.getState().at).toBeGreaterThan(first);
    toEnd(lab);
    expect(lab.playback.getState().at).toBe(lab.recording.getState().timeline?.reached);
    toStart(lab);
    expect(lab.playback.getState()).toMatchObject({ at: 0, events: null });
  });
});

describe('a crash of the worker', () => {
  it('is mended once by itself, with the playhead where it was', async () => {
    const { lab, worker } = createTestLab();
    await openSmall(lab);
    await step(lab, 'forward');
    await step(lab, 'forward');
    const hash = hashOf(lab);
    const { at, events } = lab.playback.getState();
    const dead = worker();
    dead.crash('out of memory');
    expect(lab.recording.getState().status).toBe('crashed');
    await until('the engine is back', () => lab.recording.getState().status === 'open');
    await recorded(lab);
    expect(worker()).not.toBe(dead);
    expect(lab.recording.getState().notice).toBeNull();
    expect(lab.playback.getState()).toMatchObject({ at, events });
    expect(events).not.toBeNull();
    expect(hashOf(lab)).toBe(hash);
  });

  it('that comes again with the same scenario keeps what is on screen and waits for a person', async () => {
    const { lab, worker } = createTestLab();
    await openSmall(lab);
    const hash = hashOf(lab);
    worker().crash('out of memory');
    await recorded(lab);
    const { window } = lab.recording.getState();
    lab.playback.setState({ isPlaying: true });
    worker().crash('out of memory');
    const { status, notice, window: kept } = lab.recording.getState();
    expect({ status, kind: notice?.kind }).toEqual({ status: 'crashed', kind: 'crashed' });
    expect(kept).toBe(window);
    expect(lab.playback.getState().isPlaying).toBe(false);
    await lab.opening.restart();
    await recorded(lab);
    expect(lab.recording.getState().notice).toBeNull();
    expect(hashOf(lab)).toBe(hash);
  });
});
