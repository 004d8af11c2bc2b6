import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLAUSES, DIRECTED, LEFT_OUT, OTHERS } from '../paper/pbft/clauses.ts';

const FOLDER = new URL('../paper/pbft/', import.meta.url);

/** Ids in brackets at the beginning of a title: `test('[N4] [X1] ...'`, wherever the formatter has put it. */
function idsIn(source: string): string[] {
  const openings = source.match(/['"`](?:\[[A-Z]+\d+\] )+/g) ?? [];
  return openings.flatMap((opening) =>
    [...opening.matchAll(/\[([A-Z]+\d+)\]/g)].map((hit) => hit[1] ?? ''),
  );
}

function used(): Set<string> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.test.ts'));
  return new Set(files.flatMap((name) => idsIn(readFileSync(new URL(name, FOLDER), 'utf8'))));
}

const leftOut = LEFT_OUT.flatMap(({ ids }) => ids);

describe('The conformance list of PBFT', () => {
  it('every clause and every directed scenario stands in the title of a test', () => {
    const tested = used();
    const missing = [...Object.keys(CLAUSES), ...DIRECTED].filter((id) => !tested.has(id));
    expect(missing).toEqual([]);
  });

  it('every id in a title exists', () => {
    const known = new Set([...Object.keys(CLAUSES), ...DIRECTED, ...OTHERS]);
    expect([...used()].filter((id) => !known.has(id))).toEqual([]);
  });

  it('what is left out is in no list of what is there, and ARCHITECTURE.md names it', () => {
    expect(leftOut.filter((id) => id in CLAUSES || used().has(id))).toEqual([]);
    const told = readFileSync(new URL('../../ARCHITECTURE.md', import.meta.url), 'utf8');
    for (const { ids } of LEFT_OUT) {
      const prefix = /^[A-Z]+/.exec(ids.at(-1) ?? '')?.[0] ?? '';
      expect(told, ids.join()).toMatch(new RegExp(`\\b${prefix}\\d`));
    }
  });

  it('reads ids from titles and from nothing else', () => {
    const title = "test(\n  '[N4] [X1] does', () => {\n  const a = b[N5];\n  // [N6] no\n";
    expect(idsIn(title)).toEqual(['N4', 'X1']);
    expect(idsIn("])('[T1] n = %i', () => {")).toEqual(['T1']);
  });
});
