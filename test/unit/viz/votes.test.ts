import { describe, expect, test } from 'vitest';
import type { Moment, Run, Scenario, SlotView } from '../../../src/core/model/index.ts';
import { createValueBook } from '../../../src/viz/values.ts';
import { cellAt, cellCorner, compactLayout, fits } from '../../../src/viz/votes/compact.ts';
import type { VoteCell, VotesInput } from '../../../src/viz/votes/input.ts';
import { votesScene } from '../../../src/viz/votes/scene.ts';
import type { VotesScene } from '../../../src/viz/votes/scene.ts';
import type { Place } from '../../../src/viz/place.ts';
import { END, finished, FORK } from './panel-runs.ts';
import { scenarioOf } from '../session/support.ts';

type Wanted = { readonly seq?: number; readonly view?: number } & Partial<VotesInput>;

function sceneOf(run: Run, { seq = 1, view = 0, ...change }: Wanted = {}): VotesScene {
  const { replicas, protocol } = run.scenario;
  return votesScene({
    sheet: run.votes({ seq, view }),
    place: END,
    hidesFuture: false,
    seats: Array.from({ length: replicas }, (_, id) => ({ id, mark: 'loyal' })),
    q: Math.floor((replicas + run.scenario.tolerance) / 2) + 1,
    blocks: protocol === 'generals' ? ['relay'] : ['prepare', 'commit'],
    nameOf: (id) => `R${id}`,
    book: createValueBook(run.timeline().values),
    ...change,
  });
}

describe('the votes matrix', () => {
  test('of a calm slot has every vote of everybody, the proposal as the vote of the primary', () => {
    const scene = sceneOf(finished());
    const cells = scene.rows.flatMap(({ id: to }) =>
      scene.rows.map(({ id: from }) => scene.cell('prepare', to, from)),
    );
    expect(cells.map((cell) => cell?.state)).toEqual(cells.map(() => 'counts'));
    expect(scene.cell('prepare', 2, 0)?.glyph).toBe('triangle');
    expect(scene.cell('prepare', 2, 1)?.glyph).toBe('diamond');
    expect(scene.rows.map(({ isLeader }) => isLeader)).toEqual([true, false, false, false]);
    expect(scene.rows[1]?.words).toBe('4 prepares (3 needed), 4 commits (3 needed); executed');
    expect(scene.divisions.summary).toBe('');
  });

  test('is empty before anything was sent where the future is hidden, and full of ghosts otherwise', () => {
    const run = finished();
    const place: Place = { at: 0, events: 0 };
    expect(sceneOf(run, { place, hidesFuture: true }).isEmpty).toBe(true);
    const ghosts = sceneOf(run, { place });
    expect(ghosts.isEmpty).toBe(false);
    expect(ghosts.cell('commit', 1, 2)?.state).toBe('due');
    expect(ghosts.rows[1]?.words).toBe('no proposal accepted yet');
  });

  test('of a council of one counts the votes that it states and sends to nobody', () => {
    const run = finished({ replicas: 1, tolerance: 0 });
    const scene = sceneOf(run);
    const cells = scene.blocks.map((block) => scene.cell(block, 0, 0));
    expect(cells.map((cell) => [cell?.state, cell?.event])).toEqual([
      ['counts', null],
      ['counts', null],
    ]);
    expect(cells[1] && scene.wordsOf(cells[1])).toBe(
      'R0’s own commit for “order ATTACK”: it counts without a message.',
    );
    expect(scene.rows[0]?.words).toBe('1 of 1 prepares, 1 of 1 commits; executed');
    const before = sceneOf(run, { place: { at: 0, events: 0 } });
    expect(before.cell('commit', 0, 0)?.state).toBe('missing');
  });

  test('shows a vote that is sent and has not arrived as under way', () => {
    const run = finished();
    const vote = sceneOf(run).cell('prepare', 2, 1);
    if (!vote?.event) throw new Error('there is no such vote');
    const between = { at: vote.sentAt, events: null };
    expect(sceneOf(run, { place: between }).cell('prepare', 2, 1)?.state).toBe('under-way');
  });

  test('of two faces has two colours in one column, votes that do not count, and says so', () => {
    const scene = sceneOf(finished(FORK));
    expect(scene.cell('prepare', 1, 0)?.letter).toBe('A');
    expect(scene.cell('prepare', 2, 0)?.letter).toBe('B');
    expect(scene.cell('commit', 1, 2)?.state).toBe('other');
    expect(scene.cell('prepare', 0, 0)?.isMixed).toBe(true);
    expect(scene.divisions.summary).toBe('R0 and R3 told different receivers different values.');
    expect(scene.divisions.details[0]).toBe('R0, pre-prepare: A to R1 and R3; B to R2.');
    const stray = scene.cell('commit', 1, 2);
    expect(stray && scene.wordsOf(stray)).toMatch(
      /^R2’s commit for B to R1: arrived at .* it does not count: R1 has accepted something else\.$/,
    );
  });

  test('says of a forgery that it was rejected, beside the genuine vote', () => {
    const run = finished({
      faults: [{ kind: 'lying', tactic: 'forge', replicas: [3], at: 0, until: null }],
    });
    const told = [1, 2, 3, 4, 5].flatMap((seq) => {
      const scene = sceneOf(run, { seq });
      return cellsOf(scene).map((cell) => scene.wordsOf(cell));
    });
    expect(told.some((words) => / in the name of R\d had to be rejected\.$/.test(words))).toBe(
      true,
    );
  });

  test('of generals tells what each heard in a round', () => {
    const run = finished({ protocol: 'generals' });
    const scene = sceneOf(run, { view: 1 });
    expect(scene.cell('relay', 2, 0)?.state).toBe('held');
    expect(scene.cell('relay', 2, 1)?.state).toBe('missing');
    expect(sceneOf(run, { view: 2 }).cell('relay', 2, 1)?.state).toBe('held');
  });

  test.each<[string, Partial<Scenario>]>([
    ['a calm run', {}],
    ['a fork', FORK],
    [
      'a crashed primary',
      { faults: [{ kind: 'crashed', replicas: [0], at: 60_000, until: null }] },
    ],
    ['a lossy network', { network: { ...scenarioOf().network, loss: 0.1, duplicate: 0.1 } }],
  ])('counts in %s what the replicas count', (_, change) => {
    const run = finished(change);
    const { steps } = run.window({ from: 0, until: Infinity, cap: 0 });
    const sample = steps.filter((_step, index) => index % 7 === 0);
    const compared = sample.flatMap(({ moment }) =>
      countedSlots(run, moment).map(({ id, slot }) => {
        const scene = sceneOf(run, { seq: slot.seq, view: slot.view, place: moment });
        expect(scene.rows[id]?.tallies.map(({ count }) => count)).toEqual(tallies(slot));
      }),
    );
    expect(compared.length).toBeGreaterThan(50);
  });
});

function cellsOf(scene: VotesScene): readonly VoteCell[] {
  return scene.blocks.flatMap((block) =>
    scene.rows.flatMap(({ id: to }) =>
      scene.rows.flatMap(({ id: from }) => scene.cell(block, to, from) ?? []),
    ),
  );
}

/** Slots with a proposal, of replicas that follow the protocol and are in a view. */
function countedSlots(run: Run, moment: Moment) {
  return run.processesAt(moment).flatMap((process) => {
    const isBound = process.role === 'replica' && process.mark.kind === 'loyal';
    if (!isBound || !process.replica.active) return [];
    return process.replica.slots
      .filter((slot) => slot.digest !== '' && run.votes(slot).view === slot.view)
      .map((slot) => ({ id: process.id, slot }));
  });
}

function tallies({ digest, prepares, commits }: SlotView): readonly number[] {
  return [prepares, commits].map((votes) => votes.filter((vote) => vote.digest === digest).length);
}

describe('the matrix of a large council', () => {
  test.each([17, 31, 64, 100, 128])('of %i replicas never lets two names touch', (n) => {
    for (const width of [360, 760, 1400]) {
      const layout = compactLayout(n, 2, width);
      expect(layout.labelEvery * layout.cell).toBeGreaterThanOrEqual(34);
      expect(layout.cell).toBeGreaterThanOrEqual(4);
    }
  });

  test('finds the cell that a pointer is in, and no other', () => {
    const layout = compactLayout(31, 2, 900);
    const at = { block: 1, to: 30, from: 7 };
    const [x, y] = cellCorner(layout, 31, at);
    const inside = { n: 31, blocks: 2, x: x + 1, y: y + 1 };
    expect(cellAt(layout, inside)).toEqual(at);
    expect(cellAt(layout, { ...inside, x: layout.left - 2 })).toBeNull();
    expect(cellAt(layout, { ...inside, y: layout.height + 5 })).toBeNull();
  });

  test('has room for both blocks or says that it has not', () => {
    expect(fits(31, 2, 900)).toBe(true);
    expect(fits(128, 2, 760)).toBe(false);
  });
});
