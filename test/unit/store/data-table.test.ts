import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../src/store/data-table.ts';

describe('a table as CSV', () => {
  it('has a line for the head and for each row, each ending in CR LF', () => {
    const table = {
      head: ['n', 'outcome'],
      rows: [
        [4, 'agreed'],
        [5, null],
      ],
    } as const;
    expect(csvOf(table)).toBe('n,outcome\r\n4,agreed\r\n5,\r\n');
  });

  it('quotes what would end a cell or a line', () => {
    const rows = [['a,b'], ['say "no"'], ['two\nlines'], ['plain']];
    expect(csvOf({ head: ['text'], rows })).toBe(
      'text\r\n"a,b"\r\n"say ""no"""\r\n"two\nlines"\r\nplain\r\n',
    );
  });
});
