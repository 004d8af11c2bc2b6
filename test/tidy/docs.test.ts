import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  examplesIn,
  isDocument,
  linkComplaints,
  scriptComplaints,
  titleComplaints,
} from './docs.ts';
import type { Example } from './docs.ts';
import { projectFiles, report } from './project.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const documents = projectFiles().filter(isDocument);
const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

describe('the documents', () => {
  it('are there', () => {
    const paths = documents.map(({ path }) => path);
    const wanted = ['ARCHITECTURE.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'README.md'];
    expect(paths).toEqual(expect.arrayContaining(wanted));
  });

  it('have one title each', () => {
    expect(report(documents.flatMap(titleComplaints))).toEqual([]);
  });

  it('name scripts that exist', () => {
    const found = documents.flatMap((document) => scriptComplaints(document, manifest.scripts));
    expect(report(found)).toEqual([]);
  });

  it('point to files that exist', () => {
    const exists = (path: string) => existsSync(`${root}${path}`);
    expect(report(documents.flatMap((document) => linkComplaints(document, exists)))).toEqual([]);
  });

  it('show in the README how to start and how to test', () => {
    const readme = documents.find(({ path }) => path === 'README.md');
    expect(readme?.text).toContain('npm ci && npm start');
    expect(readme?.text).toContain('npm ci && npm test');
  });
});

describe('the examples of the documents', () => {
  const examples = documents.flatMap(examplesIn);

  it('are there', () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(examples)('$path: $command', (example) => {
    const run = spawnSync(example.command, { shell: true, cwd: root, encoding: 'utf8' });
    const output = run.stdout.trim();
    if (process.env.PARLEY_DOCS === 'write') rewrite(example, output);
    else
      expect(output, 'PARLEY_DOCS=write npm run unit -- test/tidy rewrites it.').toBe(
        example.output,
      );
  });
});

function rewrite({ path, command, output }: Example, now: string): void {
  const text = readFileSync(`${root}${path}`, 'utf8');
  const [before, after] = [output, now].map((shown) => `$ ${command}\n${shown}\n`);
  writeFileSync(
    `${root}${path}`,
    text.replace(before ?? '', () => after ?? ''),
  );
}

describe('the rules for documents', () => {
  const readme = (text: string) => ({ path: 'README.md', text });

  it('find a missing title and a second one, but none in code', () => {
    expect(titleComplaints(readme('## Only parts\n'))).toHaveLength(1);
    expect(titleComplaints(readme('# One\n\n# Two\n'))).toMatchObject([{ line: 3 }]);
    expect(titleComplaints(readme('# One\n\n```sh\n# a comment\n```\n'))).toEqual([]);
  });

  it('find a script that does not exist', () => {
    const scripts = { start: 'x', lint: 'x' };
    expect(scriptComplaints(readme('Run `npm run -s lint` or `npm start`.'), scripts)).toEqual([]);
    const found = scriptComplaints(readme('Run `npm run fly`, then `npm test`.'), scripts);
    expect(found).toHaveLength(2);
  });

  it('find a link to nothing and leave the web alone', () => {
    const text = '![a](docs/a.png) [b](CHANGELOG.md#top) [c](https://example.org/x)';
    const found = linkComplaints(readme(text), (path) => path === 'CHANGELOG.md');
    expect(found.map(({ advice }) => advice)).toEqual([
      'points to docs/a.png, which does not exist.',
    ]);
  });

  it('read commands and their output', () => {
    const text = '```console\n$ npm -v\n11\n\n$ node -v\nv20\n```\n';
    expect(examplesIn(readme(text))).toEqual([
      { path: 'README.md', command: 'npm -v', output: '11' },
      { path: 'README.md', command: 'node -v', output: 'v20' },
    ]);
  });
});
