import { describe, expect, it } from 'vitest';
import { caseCount, runSweepCase } from '../../../../src/core/index.ts';
import { demoOf } from '../../../../src/store/demo/room.ts';
import { casesOf, countVerdicts, judge } from '../../../../src/store/demo/yours.ts';
import type { Council, Count, Trial } from '../../../../src/store/demo/yours.ts';
import { createTestLab, until } from '../support.ts';

function trialOf(council: Council, id: Trial['id']): Trial {
  const found = judge(council).trials.find((trial) => trial.id === id);
  if (found === undefined) throw new Error(`a council of ${council.n} is not tried in this way`);
  return found;
}

function made({ specs }: Trial): readonly Count[] {
  return countVerdicts(
    specs.flatMap((spec) =>
      Array.from({ length: caseCount(spec) }, (_, index) => runSweepCase(spec, index)),
    ),
  );
}

describe('what the arithmetic says of a council is what its runs come to', () => {
  it.each<[string, Council, Trial['id'], Trial['expected']]>([
    ['seven of which two turn', { n: 7, f: 2, same: 2 }, 'apart', 'agreed'],
    ['six of which two turn', { n: 6, f: 2, same: 1 }, 'apart', 'stalled'],
    ['six that do not wait', { n: 6, f: 2, same: 1 }, 'impatient', 'forked'],
    ['three of which one turns', { n: 3, f: 1, same: 1 }, 'apart', 'stalled'],
    ['seven with two of a model', { n: 7, f: 2, same: 2 }, 'together', 'agreed'],
    ['seven with three of a model', { n: 7, f: 2, same: 3 }, 'together', 'deceived'],
    ['seven of one model', { n: 7, f: 2, same: 7 }, 'together', 'deceived'],
    ['one agent', { n: 1, f: 0, same: 1 }, 'together', 'deceived'],
  ])('%s', (_name, council, id, expected) => {
    const trial = trialOf(council, id);
    expect(trial.expected).toBe(expected);
    expect(made(trial)[0]?.verdict).toBe(expected);
  });
});

describe('the sentences about a council', () => {
  it('say what holds it and what does not', () => {
    expect(judge({ n: 7, f: 2, same: 2 }).headline).toBe('This council holds.');
    expect(judge({ n: 7, f: 2, same: 3 }).headline).toBe('Enough agents, too much of one model.');
    expect(judge({ n: 6, f: 2, same: 2 }).headline).toBe('Too few agents.');
    expect(judge({ n: 3, f: 1, same: 3 }).headline).toBe(
      'Too few agents, and too much of one model.',
    );
  });

  it('at a council that counts on nobody to turn, do not blame the models', () => {
    for (const council of [
      { n: 10, f: 0, same: 1 },
      { n: 1, f: 0, same: 1 },
    ])
      expect(judge(council).headline).toBe('This council holds only as long as nobody turns.');
  });

  it('give the reason why a council that cannot be made to lie can be stopped', () => {
    expect(trialOf({ n: 6, f: 2, same: 2 }, 'together').because).toBe(
      '5 must agree, and only 4 are left when 2 keep silent.',
    );
    expect(trialOf({ n: 7, f: 2, same: 2 }, 'together').because).toContain('2 cannot give them');
  });

  it('count one as one', () => {
    const councils = Array.from({ length: 5 }, (_, size) =>
      Array.from({ length: size + 1 }, (_, f) =>
        Array.from({ length: size + 1 }, (_, same) => ({ n: size + 1, f, same: same + 1 })),
      ),
    ).flat(2);
    for (const council of councils) {
      const { sentences, trials } = judge(council);
      const said = [...sentences, ...trials.flatMap(({ happens, because }) => [happens, because])];
      expect(said.join(' ')).not.toMatch(/\b1 (are|tell|keep|agents|that|lie|turn)\b/);
    }
  });

  it('say what would do', () => {
    const [size, model, advice] = judge({ n: 6, f: 2, same: 3 }).sentences;
    expect(size).toBe('It takes 7 agents to bear 2 that turn. You have 6, and they bear one.');
    expect(model).toBe(
      '3 agents share a model: one poisoned text turns 3 at once, and only 2 may turn.',
    );
    expect(advice).toContain('count on one that turns, and give no model more than one seat');
    expect(judge({ n: 3, f: 0, same: 1 }).sentences[2]).toContain('has four');
  });
});

describe('the runs of a person’s own council', () => {
  it('are all made, and counted for what they are to confirm', async () => {
    const { trials } = demoOf(createTestLab().lab);
    trials.confirm({ n: 4, f: 1, same: 1 });
    await until('they are made', () => !trials.state.getState().isRunning);
    const { rows, wanted, problem } = trials.state.getState();
    expect(problem).toBe('');
    expect((rows.apart?.length ?? 0) + (rows.together?.length ?? 0)).toBe(wanted);
    expect(countVerdicts(rows.apart ?? [])).toEqual([{ verdict: 'agreed', runs: 32 }]);
  });

  it('are given up for those of another council', async () => {
    const { trials } = demoOf(createTestLab().lab);
    trials.confirm({ n: 7, f: 2, same: 2 });
    trials.confirm({ n: 1, f: 0, same: 1 });
    await until('they are made', () => !trials.state.getState().isRunning);
    const { rows, wanted, council } = trials.state.getState();
    expect(council?.n).toBe(1);
    expect(Object.values(rows).flat()).toHaveLength(wanted);
    expect(
      new Set(
        Object.values(rows)
          .flat()
          .map(({ n }) => n),
      ),
    ).toEqual(new Set([1]));
  });

  it('are as many as the engine counts', () => {
    for (const council of [
      { n: 7, f: 2, same: 3 },
      { n: 5, f: 2, same: 5 },
      { n: 4, f: 0, same: 1 },
    ])
      for (const spec of judge(council).trials.flatMap(({ specs }) => specs))
        expect(casesOf(spec)).toBe(caseCount(spec));
  });
});
