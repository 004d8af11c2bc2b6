import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/core/index.ts';
import { TACTICS } from '../../../src/core/registry.ts';
import {
  capital,
  crowd,
  duration,
  list,
  ofNeeded,
  paragraph,
  process,
  processes,
  quote,
  say,
  tacticText,
} from '../../../src/core/base/words.ts';

describe('sentences', () => {
  it('join neighbouring texts, so that equal sentences are equal data', () => {
    expect(say`${2} of ${3} for ${{ value: 0 }}${''}.`).toEqual(['2 of 3 for ', { value: 0 }, '.']);
    expect(say`${say`a`}${say` b`}`).toEqual(['a b']);
  });

  it('name one, two and three processes as people do', () => {
    expect(processes([1])).toEqual([{ process: 1 }]);
    expect(processes([1, 2])).toEqual([{ process: 1 }, ' and ', { process: 2 }]);
    expect(list(['a', 'b', 'c'], 'or')).toEqual(['a, b or c']);
    expect(list([])).toEqual([]);
  });

  it('begin with a capital, whoever the crowd is', () => {
    expect(capital(say`${crowd([0, 1, 2, 3, 4, 5], 6)} wait.`)).toEqual(['All 6 replicas wait.']);
    expect(capital([process(1), ' waits.'])).toEqual([process(1), ' waits.']);
  });

  it('make a paragraph of those that say something', () => {
    expect(paragraph([[], say`One.`, [], say`Two.`])).toEqual(['One. Two.']);
  });
});

describe('durations', () => {
  it('are milliseconds with at most one decimal, and change unit at both ends', () => {
    expect([0, 40, 100, 12_345, 200_000, 12_000_000].map(duration)).toEqual([
      '0 ms',
      '40 µs',
      '0.1 ms',
      '12.3 ms',
      '200 ms',
      '12 s',
    ]);
  });
});

describe('words of a person', () => {
  it('are quoted and cut at a limit', () => {
    expect(quote('order ATTACK')).toBe('“order ATTACK”');
    expect(quote('x'.repeat(100), 5)).toBe('“xxxx…”');
  });
});

describe('a tactic', () => {
  it('is told by its title and the labels of what was chosen, not by what files call it', () => {
    const told = tacticText(TACTICS, { tactic: 'delay', options: { how: 'reversed', by: 20 } });
    expect(told).toBe('sends late or out of order, messages come: the last first, later by: 20 ms');
    for (const { id } of TACTICS.filter((tactic) => tactic.id.includes('-')))
      expect(tacticText(TACTICS, { tactic: id })).not.toContain(id);
  });
});

/** Every text of plain data, without what files and papers write. */
function* textsIn(data: unknown, field = ''): Iterable<string> {
  if (['scenario', 'source', 'section', 'patterns'].includes(field)) return;
  if (typeof data === 'string') yield data;
  else if (typeof data === 'object' && data !== null)
    for (const [key, value] of Object.entries(data)) yield* textsIn(value, key);
}

describe('the texts of menus, legends and lessons', () => {
  it('have one kind of quotation marks, apostrophes and minus signs', () => {
    for (const text of textsIn(catalog())) expect(text).not.toMatch(/["']|\d[a-z]? - |\b[nqf] - /);
  });
});

describe('what is held of what is needed', () => {
  it('is never more of it than there is', () => {
    expect(ofNeeded(2, 3, 'prepares')).toBe('2 of 3 prepares');
    expect(ofNeeded(3, 3, 'prepares')).toBe('3 of 3 prepares');
    expect(ofNeeded(4, 3, 'prepares')).toBe('4 prepares (3 are enough)');
    expect(ofNeeded(2, 1, 'equal replies')).toBe('2 equal replies (1 is enough)');
  });
});
