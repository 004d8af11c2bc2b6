import { describe, expect, it } from 'vitest';
import { projectFiles, report } from './project.ts';
import {
  FILE_LINES_MAX,
  nameComplaints,
  sizeComplaints,
  TEXT_RULES,
  textComplaints,
} from './text-rules.ts';

const files = projectFiles();

describe('the text of the project', () => {
  it.each(TEXT_RULES)('$name', (rule) => {
    expect(report(textComplaints(files, rule))).toEqual([]);
  });

  it('comes in files that fit into one sitting', () => {
    expect(report(sizeComplaints(files))).toEqual([]);
  });

  it('has names in one style', () => {
    expect(report(nameComplaints(files))).toEqual([]);
  });
});

describe('the text rules themselves', () => {
  // A path to which every rule applies.
  const places = ['src/core/sample.ts', 'test/unit/sample.test.ts'];
  const samples = (text: string) => places.map((path) => ({ path, text }));

  it.each(TEXT_RULES)('"$name" finds its bad sample and leaves the good one', (rule) => {
    const [found] = textComplaints(samples(`\n${rule.bad}\n`), rule);
    expect(found?.line).toBe(2);
    expect(textComplaints(samples(rule.good), rule)).toEqual([]);
  });

  it('find a file that is too long', () => {
    const text = 'line\n'.repeat(FILE_LINES_MAX);
    expect(sizeComplaints([{ path: 'src/core/long.ts', text }])).toHaveLength(1);
    expect(sizeComplaints([{ path: 'src/core/short.ts', text: 'line\n' }])).toEqual([]);
  });

  it('find a name in another style', () => {
    const named = (path: string) => nameComplaints([{ path, text: '' }]);
    expect(named('src/ui/TopBar.tsx')).toHaveLength(1);
    expect(named('src/ui/top_bar.tsx')).toHaveLength(1);
    expect(named('src/ui/top-bar.tsx')).toEqual([]);
    expect(named('.prettierrc')).toEqual([]);
    expect(named('README.md')).toEqual([]);
  });
});
