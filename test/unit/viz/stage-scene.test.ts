import { describe, expect, test } from 'vitest';
import type { ProcessView } from '../../../src/core/model/index.ts';
import { councilSeq, majorityView, wantedView } from '../../../src/viz/stage/input.ts';
import { stageScene } from '../../../src/viz/stage/scene.ts';
import type { ReplicaScene } from '../../../src/viz/stage/replica-scene.ts';
import {
  client,
  fullCouncil,
  message,
  replica,
  slot,
  stageInput,
  viewChangingCouncil,
  votes,
} from './builders.ts';

function first(processes: readonly ProcessView[]): ReplicaScene {
  const scene = stageScene(stageInput(processes)).replicas[0];
  if (scene === undefined) throw new Error('the council has no replica');
  return scene;
}

function states(replica: ReplicaScene, gauge: 'prepares' | 'commits'): readonly string[] {
  return replica[gauge].segments.map(({ state, tone }) => `${state} ${tone}`);
}

function texts(scene: ReplicaScene): readonly string[] {
  return scene.caption.flatMap((piece) => (piece.kind === 'text' ? [piece.text] : []));
}

const loyal = [1, 2, 3].map((id) => replica(id));

describe('gauges', () => {
  const contested = slot({
    digest: 'aa',
    prepares: [...votes('aa', 0, 1), ...votes('bb', 2)],
    commits: votes('aa', 0),
  });

  test('fill from the bottom with votes for the accepted value, from the top with votes for others', () => {
    const scene = first([replica(0, { slots: [contested] }), ...loyal]);
    expect(states(scene, 'prepares')).toEqual(['vote v-A', 'vote v-A', 'awaited v-A', 'other v-B']);
    expect(states(scene, 'commits')).toEqual(['vote v-A', 'awaited v-A', 'empty v-n', 'empty v-n']);
  });

  test('count only the accepted value, and say so under the replica', () => {
    const scene = first([replica(0, { slots: [contested] }), ...loyal]);
    expect([scene.prepares.count, scene.commits.count]).toEqual([2, 1]);
    expect(texts(scene)).toEqual(['Loyal', '2/3', '1/3']);
  });

  test('before an audience are told without counts, and with beads only where values compete', () => {
    const council = [replica(0, { slots: [contested], low: 1 }), ...loyal];
    const pieces = (isBrief: boolean): readonly string[] =>
      (stageScene(stageInput(council, { isBrief })).replicas[0]?.caption ?? []).map((piece) =>
        piece.kind === 'bead' ? `bead ${piece.bead.label}` : piece.kind,
      );
    expect(pieces(false)).toEqual(expect.arrayContaining(['glyph', 'bead 1', 'bead A']));
    expect(pieces(true)).toEqual(['text', 'bead A']);
  });

  test('await nothing once the quorum is there', () => {
    const done = slot({ prepares: votes('aa', 0, 1, 2) });
    const scene = first([replica(0, { slots: [done] }), ...loyal]);
    expect(states(scene, 'prepares')).toEqual(['vote v-A', 'vote v-A', 'vote v-A', 'empty v-n']);
    expect(scene.prepares.hasQuorum).toBe(true);
  });

  test('show votes that came before a pre-prepare as votes for something else', () => {
    const early = slot({ digest: '', phase: 'idle', prepares: votes('bb', 2) });
    const council = [replica(0, { slots: [early] }), ...loyal];
    const scene = stageScene(stageInput(council, { focusSeq: 3 })).replicas[0] ?? first([]);
    expect(states(scene, 'prepares')).toEqual(['empty v-n', 'empty v-n', 'empty v-n', 'other v-B']);
    expect(scene.prepares.count).toBe(0);
  });
});

describe('the council at a moment', () => {
  test('works on the lowest sequence number that a loyal replica has open', () => {
    expect(
      councilSeq([
        replica(0, { slots: [slot({ seq: 5 })] }),
        replica(1, { slots: [slot({ seq: 4 })] }),
      ]),
    ).toBe(4);
  });

  test('keeps showing the last executed one when nothing is open', () => {
    expect(councilSeq([replica(0), replica(1)])).toBe(2);
  });

  test('a traitor does not say what the council works on', () => {
    const liar = replica(0, { slots: [slot({ seq: 9 })] }, { kind: 'lying' });
    expect(councilSeq([liar, replica(1, { slots: [slot({ seq: 3 })] })])).toBe(3);
  });

  test('the crown is that of the view most loyal replicas are active in', () => {
    const moved = [1, 2, 3].map((id) => replica(id, { view: 1, primary: 1 }));
    expect(majorityView([replica(0), ...moved])).toEqual({ view: 1, primary: 1 });
    const scene = stageScene(stageInput([replica(0), ...moved]));
    expect(scene.replicas.map(({ isPrimary }) => isPrimary)).toEqual([false, true, false, false]);
    expect(scene.replicas.map(({ badge }) => badge?.text)).toEqual([
      'view 0',
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('the last primary keeps a dimmed crown while all want another view, and each tells how many ask for it', () => {
    const scene = stageScene(stageInput(viewChangingCouncil(4)));
    expect(scene.crown).toBeNull();
    const council = viewChangingCouncil(4);
    const worn = stageScene(stageInput(council, { lastPrimary: 0 })).crown;
    const before = stageScene(stageInput([0, 1, 2, 3].map((id) => replica(id)))).crown;
    expect(worn).toEqual({ ...before, isDimmed: true });
    expect(before?.isDimmed).toBe(false);
    expect(wantedView(council)).toBe(1);
    expect(wantedView([0, 1, 2, 3].map((id) => replica(id)))).toBeNull();
    expect(scene.replicas[2]?.badge).toEqual({ text: 'view 1', isWanted: true });
    expect(texts(scene.replicas[2] ?? first([]))).toEqual(['Loyal', '3/3', 'for view 1']);
  });

  test('the crown travels along the ring and arrives above the new primary', () => {
    const council = [0, 1, 2, 3].map((id) => replica(id));
    const crownAt = (progress: number): { x: number; y: number } | null =>
      stageScene(stageInput(council, { crown: { from: 0, to: 1, progress } })).crown;
    const there = stageScene(stageInput(council, { crown: { from: 1, to: 1, progress: 1 } })).crown;
    expect(crownAt(1)).toEqual(there);
    expect(crownAt(0)?.x).toBeLessThan(crownAt(0.5)?.x ?? 0);
    expect(crownAt(0.5)?.x).toBeLessThan(there?.x ?? 0);
    expect(crownAt(0.5)?.y).toBeLessThan(there?.y ?? 0);
  });
});

describe('a replica', () => {
  test('shows contested values with letter and colour, others neutral with their sequence number', () => {
    const scene = first([replica(0, { slots: [slot({ digest: 'bb' })] }), ...loyal]);
    const beads = scene.caption.flatMap((piece) => (piece.kind === 'bead' ? [piece.bead] : []));
    expect(beads).toEqual([
      { label: '1', tone: 'v-n', state: 'settled' },
      { label: '2', tone: 'v-n', state: 'settled' },
      { label: 'B', tone: 'v-B', state: 'pending' },
    ]);
  });

  test('says in words what it shows', () => {
    const open = slot({
      phase: 'prepared',
      prepares: votes('aa', 0, 1, 2),
      commits: votes('aa', 0),
    });
    const scene = first([replica(0, { slots: [open] }), ...loyal]);
    expect(scene.label).toBe(
      'R0, loyal, primary. View 0. Sequence number 3, prepared, value A. Prepares 3 of 3, commits 1 of 3. 2 executed.',
    );
  });

  test('has no four of three votes, said aloud', () => {
    const four = votes('aa', 0, 1, 2, 3);
    const open = slot({ phase: 'committed', prepares: four, commits: four });
    const { label } = first([replica(0, { slots: [open] }), ...loyal]);
    expect(label).toContain('Prepares 4, where 3 are enough, commits 4, where 3 are enough.');
  });

  test('its view timer drains with the time, and a crashed one has none', () => {
    const council = [replica(0), replica(1, {}, { kind: 'crashed' })];
    const { timers } = stageScene(stageInput(council, { time: 50_000 }));
    expect([...timers]).toEqual([[0, 0.75]]);
  });

  test('colluders are joined by a thread through all of them', () => {
    const scene = stageScene(stageInput(fullCouncil(7)));
    expect(scene.threads.map(({ key }) => key)).toEqual(['3-6']);
  });
});

describe('messages on the stage', () => {
  const council = [0, 1, 2, 3].map((id) => replica(id));

  test('both directions of a link lie apart', () => {
    const there = message({ event: 1, from: 0, to: 1 });
    const back = message({ event: 2, from: 1, to: 0 });
    const { messages } = stageScene(
      stageInput(council, { messages: [there, back], time: 105_000 }),
    );
    const [one, other] = messages;
    expect(Math.abs((one?.y ?? 0) - (other?.y ?? 0))).toBeGreaterThan(12);
  });

  test('carry the colour of their value and the shape of their kind', () => {
    const { messages } = stageScene(
      stageInput(council, { messages: [message({ value: 1, kind: 3 })] }),
    );
    expect(messages[0]).toMatchObject({ tone: 'v-B', glyph: 'square', validity: 'valid' });
  });

  test('stand at their destination with the whole path behind them for people who want no motion', () => {
    const moving = stageScene(stageInput(council, { messages: [message()], time: 101_000 }))
      .messages[0];
    const still = stageScene(
      stageInput(council, { messages: [message()], time: 101_000, still: true }),
    ).messages[0];
    expect(moving?.ahead).not.toBe('');
    expect(still?.ahead).toBe('');
    expect(still?.x).toBeGreaterThan((moving?.x ?? 0) + 50);
  });

  test('a lost one has no path beyond the place where it was lost', () => {
    const lost = message({ fate: 'lost', endsAt: 100_000 });
    const { messages } = stageScene(stageInput(council, { messages: [lost], time: 109_000 }));
    expect(messages[0]).toMatchObject({ validity: 'dropped', ahead: '' });
  });

  test('a partition draws a wall between neighbours that it separates', () => {
    const { walls } = stageScene(
      stageInput(council, {
        partition: [
          [0, 1],
          [2, 3],
        ],
      }),
    );
    expect(walls).toHaveLength(2);
  });
});

describe('a client', () => {
  test('tells what it asks, how many replies it holds, and what it got', () => {
    const waiting = stageScene(stageInput([replica(0), client(1)])).clients[0];
    expect(waiting?.texts.map(({ text }) => text)).toEqual(['asks ATTACK', 'replies 1/2']);
    const served = stageScene(stageInput([replica(0), client(1, '')])).clients[0];
    expect(served?.texts.map(({ text }) => text)).toEqual(['got ATTACK', '2 accepted, 2 left']);
  });

  test('of the traitors waits for no replies, and no share of them is told', () => {
    const accomplice = client(1);
    if (accomplice.role === 'client')
      Object.assign(accomplice, { client: { ...accomplice.client, needed: 0, replies: [] } });
    const [scene] = stageScene(stageInput([replica(0), accomplice])).clients;
    expect(scene?.texts.map(({ text }) => text)).toEqual(['asks ATTACK', 'for the traitors']);
  });
});
