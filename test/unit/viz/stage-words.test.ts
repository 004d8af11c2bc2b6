import { describe, expect, test } from 'vitest';
import type { ProcessView } from '../../../src/core/model/index.ts';
import { createNamer } from '../../../src/viz/names.ts';
import { gaugeWords } from '../../../src/viz/stage/gauge-words.ts';
import { replicasOf } from '../../../src/viz/stage/input.ts';
import { stageScene } from '../../../src/viz/stage/scene.ts';
import { councilSummary } from '../../../src/viz/stage/summary.ts';
import { USUAL_TERMS } from '../../../src/viz/terms.ts';
import { createValueBook } from '../../../src/viz/values.ts';
import { VALUES, client, replica, slot, stageInput, votes } from './builders.ts';

const nameOf = createNamer({ n: 31, clients: 1 });
const everybody = Array.from({ length: 31 }, (_, id) => id);

function summary(processes: readonly ProcessView[]): readonly string[] {
  const told = councilSummary({ processes, n: 31, q: 21, nameOf, terms: USUAL_TERMS });
  return told.map(({ text }) => text);
}

describe('a council of 31 in words', () => {
  const council = everybody.map((id) => {
    const mark = id === 4 || id === 9 ? ({ kind: 'colluding', cabal: [4, 9] } as const) : undefined;
    const held = id < 14 ? 21 : 18;
    const prepares = votes('aa', ...everybody.slice(0, held));
    const phase = id < 14 ? 'prepared' : 'pre-prepared';
    return replica(id, { primary: 3, view: 3, slots: [slot({ phase, prepares })] }, mark);
  });

  test('names the primary, the faulty, who has a quorum and what is missing', () => {
    expect(summary(council)).toEqual([
      'R3 is the primary',
      'R4 and R9 are colluding',
      'prepared 14 of 31',
      'committed 0 of 31',
      'R14 lacks 3 of 21 prepares',
    ]);
  });

  test('says that nobody is faulty, and says nothing is missing once all have committed', () => {
    const done = everybody.map((id) => replica(id, { slots: [slot({ phase: 'executed' })] }));
    expect(summary(done)).toEqual([
      'R0 is the primary',
      'nobody is faulty',
      'prepared 31 of 31',
      'committed 31 of 31',
    ]);
  });

  test('many of one kind are counted', () => {
    const down = everybody.map((id) => replica(id, {}, { kind: id < 20 ? 'crashed' : 'loyal' }));
    expect(summary(down)).toContain('R0, R1, R2, R3, R4 and 15 more are crashed');
  });

  test('tells of a view change and of a state that is fetched', () => {
    const changing = everybody.map((id) =>
      replica(id, {
        view: 1,
        primary: 1,
        active: false,
        viewChanges: everybody.slice(0, 9),
        fetching: id === 7 ? { seq: 8, from: 2, held: 2, all: 5 } : null,
      }),
    );
    expect(summary(changing).slice(1)).toEqual([
      '31 want view 1',
      'R1 holds 9 of 21 to open it',
      'R7 fetches state 8: 2 of 5 pages',
    ]);
  });
});

describe('the words of a gauge', () => {
  const words = (part: Parameters<typeof slot>[0]) => {
    const [process] = replicasOf([replica(0, { slots: [slot(part)] })]);
    if (process === undefined) throw new Error('there is a replica');
    const book = createValueBook(VALUES);
    return gaugeWords({ process, seq: 3, n: 4, q: 3, nameOf, book });
  };

  test('name the votes that are missing', () => {
    expect(words({ prepares: votes('aa', 0, 1) })?.prepares).toBe(
      '2 of 3 prepares for A; missing: R2 and R3',
    );
  });

  test('name those who vote for something else', () => {
    const prepares = [...votes('aa', 0, 1, 3), ...votes('bb', 2)];
    expect(words({ prepares })?.prepares).toBe(
      '3 prepares for A: the quorum of 3 is reached; R2 votes for B',
    );
  });

  test('there are none for a sequence number that the replica does not know', () => {
    expect(words({ seq: 9 })).toBeNull();
  });
});

describe('a view change on the stage', () => {
  const carried = [
    { replica: 1, stable: 0, prepared: [{ seq: 3, digest: 'aa' }] },
    { replica: 2, stable: 0, prepared: [{ seq: 3, digest: 'aa' }] },
    { replica: 3, stable: 0, prepared: [] },
  ];
  const wanting = { view: 1, primary: 1, active: false, viewChanges: [1, 2, 3] };
  const textsOf = (council: readonly ProcessView[]) =>
    stageScene(stageInput([...council, client(4)])).gathering?.pieces.flatMap((piece) =>
      piece.kind === 'text' ? [piece.text] : piece.kind === 'bead' ? [`[${piece.bead.label}]`] : [],
    );

  test('shows what has gathered at the new primary, and what it carries', () => {
    const council = [0, 1, 2, 3].map((id) =>
      replica(id, id === 1 ? { ...wanting, carried } : wanting, {
        kind: id === 0 ? 'crashed' : 'loyal',
      }),
    );
    expect(textsOf(council)).toEqual([
      ...['3 of 3', 'for view 1 at R1'],
      ...['R1 and R2', '· prepared', '[A]'],
      ...['R3', '· nothing prepared'],
    ]);
  });

  test('then what the new view proposes again, until that is executed', () => {
    const opened = [{ seq: 3, digest: 'aa' }];
    const inView = { view: 1, primary: 1, active: true };
    const council = [0, 1, 2, 3].map((id) =>
      replica(id, id === 1 ? { ...inView, opened } : inView),
    );
    expect(textsOf(council)).toEqual(['New view 1', 'by R1', 'proposes again', '[A]']);
    const done = council.map((each) =>
      each.role === 'replica' ? { ...each, replica: { ...each.replica, ledgerLength: 3 } } : each,
    );
    expect(textsOf(done)).toBeUndefined();
  });

  test('there is none in the normal case', () => {
    expect(textsOf([0, 1, 2, 3].map((id) => replica(id)))).toBeUndefined();
  });
});
