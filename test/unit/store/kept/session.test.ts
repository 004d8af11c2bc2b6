import { describe, expect, it } from 'vitest';
import { mark } from '../../../../src/store/acts.ts';
import { continueLast, decline, offerLast } from '../../../../src/store/kept/returning.ts';
import { keptOf } from '../../../../src/store/kept/session.ts';
import { start } from '../../../../src/store/start.ts';
import { seek } from '../../../../src/store/travel.ts';
import { createTestLab, hashOf, openSmall, recorded, TestShelf, until } from '../support.ts';
import type { TestLab } from '../support.ts';

/** A page on which R2 was crashed at 30 ms, and what it left. */
async function worked(): Promise<TestLab> {
  const made = createTestLab();
  await openSmall(made.lab, { title: 'An evening', seed: 42 });
  seek(made.lab, 30_000);
  await mark(made.lab, [2], { kind: 'crashed' });
  await recorded(made.lab);
  await until('the change is kept', () => (made.shelf.kept?.changes ?? 0) > 0);
  return made;
}

function leftBy({ shelf }: TestLab): TestShelf {
  const next = new TestShelf();
  if (shelf.kept) next.others.push({ ...shelf.kept, id: 'before' });
  return next;
}

describe('a session', () => {
  it('is kept a moment after a change and continued on the next page, undo included', async () => {
    const first = await worked();
    expect(first.shelf.kept).toMatchObject({ title: 'An evening', changes: 1, at: 30_000 });
    const { lab } = createTestLab(leftBy(first));
    await start(lab, '');
    await offerLast(lab);
    expect(lab.history.getState().present?.preset).toBe('calm-council');
    await continueLast(lab);
    await recorded(lab);
    expect(hashOf(lab)).toBe(hashOf(first.lab));
    expect(lab.playback.getState().at).toBe(30_000);
    await lab.opening.undo();
    expect(lab.history.getState().present?.scenario).toMatchObject({ seed: 42, interventions: [] });
    expect(lab.selection.getState().offer).toBeNull();
  });

  it('is not worth keeping before anything was done', async () => {
    const { lab } = createTestLab();
    await openSmall(lab);
    expect(keptOf(lab)).toBeNull();
  });

  it('that is declined is not offered again', async () => {
    const shelf = leftBy(await worked());
    const { lab } = createTestLab(shelf);
    await start(lab, '');
    await offerLast(lab);
    decline(lab);
    await offerLast(lab);
    expect(lab.selection.getState().offer).toBeNull();
  });

  it('that was damaged says so, changes nothing and is dropped', async () => {
    const shelf = new TestShelf();
    shelf.others.push({ id: 'x', title: '<b>', changes: 3, at: 5, text: '{"version":1,"n":' });
    const { lab } = createTestLab(shelf);
    await start(lab, '');
    const before = lab.history.getState();
    await offerLast(lab);
    await continueLast(lab);
    expect(lab.recording.getState().notice?.title).toContain('could not be read');
    expect(lab.history.getState()).toBe(before);
    expect(shelf.others).toEqual([]);
  });

  it('takes from the page only what makes sense', async () => {
    const { lab } = createTestLab();
    const page = { at: 1e300, events: -5, speed: 'fast', panel: '__proto__', hidesFuture: 7 };
    const versions = [{ id: 1, scenario: { version: 1 } }];
    const sitting = { versions, present: 1, future: [], page };
    const text = JSON.stringify({ version: 1, scenario: { version: 1 }, sitting });
    await start(lab, '');
    await lab.opening.begin({ from: 'file', text }, '');
    await recorded(lab);
    expect(lab.playback.getState()).toMatchObject({ events: null, speed: 1, hidesFuture: false });
    const { reached = 0 } = lab.recording.getState().timeline ?? {};
    expect(lab.playback.getState().at).toBeLessThanOrEqual(reached);
    expect(lab.selection.getState().panel).toBe('spacetime');
  });

  it('says once that a browser keeps nothing, and goes on', async () => {
    const { lab, shelf } = createTestLab();
    shelf.isFull = true;
    await openSmall(lab);
    seek(lab, 20_000);
    await until('it is told', () => lab.selection.getState().toast !== '');
    expect(lab.selection.getState().toast).toContain('keeps nothing');
    expect(lab.recording.getState().notice).toBeNull();
  });

  it('stays small, however long the history', async () => {
    const { lab } = createTestLab();
    await openSmall(lab);
    const { present } = lab.history.getState();
    if (!present) throw new Error('nothing is open');
    const payload = Array.from({ length: 100 }, () => 'x'.repeat(900));
    const heavy = {
      ...present,
      scenario: { ...present.scenario, workload: { ...present.scenario.workload, payload } },
    };
    const past = Array.from({ length: 200 }, (_, index) => ({ ...heavy, id: 1000 + index }));
    lab.history.setState({ past, present, future: [], versions: [...past, present] });
    expect(keptOf(lab)?.text.length).toBeLessThan(400_000);
    expect(keptOf(lab)?.text).toContain('xxxx');
  });
});
