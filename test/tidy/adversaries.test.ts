import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TACTICS } from '../../src/core/registry.ts';
import { adversariesPage, elsewhere, openEntries, unknownEntries } from './adversaries.ts';
import { projectFiles } from './project.ts';

const path = fileURLToPath(new URL('../../docs/adversaries.md', import.meta.url));

describe('the catalogue of Byzantine behaviour', () => {
  it('stands in docs/adversaries.md as the registry has it', () => {
    const page = adversariesPage(TACTICS);
    if (process.env.PARLEY_DOCS === 'write') writeFileSync(path, page);
    else
      expect(readFileSync(path, 'utf8'), 'PARLEY_DOCS=write npm run unit -- test/tidy').toBe(page);
  });

  it('has no entry that a tactic names and it does not know', () => {
    expect(unknownEntries(TACTICS)).toEqual([]);
  });

  it('has no entry that nothing carries out', () => {
    expect(openEntries(TACTICS)).toEqual([]);
  });

  it('has a test for every entry that a liar carries out, or a scenario', () => {
    const titles = projectFiles()
      .filter((file) => file.path.startsWith('test/') && file.path.endsWith('.test.ts'))
      .map((file) => file.text)
      .join('\n');
    const liars = TACTICS.filter(({ kind }) => kind === 'lying');
    const carriedOut = [...elsewhere, ...liars.flatMap(({ covers }) => Object.keys(covers))];
    expect(carriedOut.filter((entry) => !titles.includes(`[${entry}]`))).toEqual([]);
  });
});
