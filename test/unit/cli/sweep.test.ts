import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { continueSweep, readSweep } from '../../../src/cli/sweep-file.ts';
import { parley } from './support.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-sweep-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string): string => join(folder, name);
const GRID = ['--n', '4,5', '--faulty', '0..2', '--tactic', 'fork,mute', '--runs', '3'];
const ONE_THREAD = ['--jobs', '1'];

async function straight(): Promise<string> {
  const { status, out } = await parley(['sweep', ...GRID, ...ONE_THREAD]);
  expect(status).toBe(0);
  return out;
}

describe('parley sweep', () => {
  it('prints one line a combination: two of four fork, two of five do not', async () => {
    const lines = (await straight()).trim().split('\n');
    expect(lines[0]).toMatch(
      /^n +f +quorum +faulty +tactic +runs +agreed +stalled +unsafe +broken$/,
    );
    expect(lines).toHaveLength(11);
    expect(lines).toContain(
      '4  1  intersect  2       fork    3     0       0        3       agreement 3, order 3',
    );
    expect(lines).toContain('5  1  intersect  2       fork    3     3       0        0');
    expect(lines).toContain(
      '4  1  intersect  2       mute    3     0       3        0       completion 3',
    );
  });

  it('runs the generals: three are too few for oral messages, four are not', async () => {
    const grid = ['--protocol', 'generals', '--n', '3..4', '--f', '1', '--faulty', '1'];
    const more = ['--tactic', 'contrary-relay', '--runs', '3', '--seed', '1'];
    const { out } = await parley(['sweep', ...grid, ...more, ...ONE_THREAD]);
    const [three, four] = out.trim().split('\n').slice(1);
    expect(three).toMatch(/^3 +1 +intersect +1 +contrary-relay +3 .*ic2 \d$/);
    expect(four).toMatch(/^4 +1 +intersect +1 +contrary-relay +3 +3 +0 +0$/);
  });

  it('gives the same table as four shards that are merged in any order', async () => {
    const table = await straight();
    const files = [3, 1, 4, 2].map((part) => path(`shard-${part}.jsonl`));
    for (const [index, file] of files.entries()) {
      const shard = [3, 1, 4, 2][index];
      await parley(['sweep', ...GRID, ...ONE_THREAD, '--shard', `${shard}/4`, '--out', file]);
    }
    const merged = await parley(['merge', ...files]);
    expect(merged).toEqual({ status: 0, out: table, err: '' });

    const short = await parley(['merge', ...files.slice(1)]);
    expect(short.status).toBe(1);
    expect(short.err).toBe('7 of 30 runs are missing\n');
  });

  it('goes on where it was killed, even in the middle of a line, with the same result', async () => {
    const out = path('killed.jsonl');
    const table = await straight();
    await parley(['sweep', ...GRID, ...ONE_THREAD, '--out', out]);
    const whole = readFileSync(out, 'utf8');
    writeFileSync(out, whole.slice(0, Math.floor(whole.length / 2)));
    const resumed = await parley(['sweep', ...GRID, ...ONE_THREAD, '--out', out]);
    expect(resumed.out).toBe(table);
    expect(readFileSync(out, 'utf8')).toBe(whole);
  });

  it('has each finished run in its file at once, in one thread too', async () => {
    const out = path('open.jsonl');
    await parley(['sweep', ...GRID, ...ONE_THREAD, '--out', out]);
    const { spec, rows } = readSweep(out);
    const copy = path('copy.jsonl');
    const file = continueSweep(copy, spec);
    for (const [index, row] of rows.entries()) {
      file.add(row);
      expect(readSweep(copy).rows).toHaveLength(index + 1);
    }
    file.close();
    expect(readFileSync(copy, 'utf8')).toBe(readFileSync(out, 'utf8'));
  });

  it('gives the same table in several threads', { timeout: 120_000 }, async () => {
    const args = ['bin/parley.mjs', 'sweep', ...GRID, '--jobs', '2'];
    const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toBe(await straight());
  });

  it('reads its grid from a file, with what all scenarios share', async () => {
    const file = path('grid.json');
    const base = { workload: { requests: 1 }, signatures: 'ideal' };
    writeFileSync(
      file,
      JSON.stringify({ n: '3', f: 1, faulty: 1, tactic: 'mute', quorum: '3,2', runs: 2, base }),
    );
    const { out } = await parley(['sweep', file, ...ONE_THREAD, '--json']);
    const table = out
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(table).toMatchObject([
      { n: 3, f: 1, quorum: 3, runs: 2, outcomes: { agreed: 0, stalled: 2, unsafe: 0 } },
      { n: 3, f: 1, quorum: 2, runs: 2, outcomes: { agreed: 2, stalled: 0, unsafe: 0 } },
    ]);
  });

  it('says whom interventions make faulty beside the column', async () => {
    const file = path('marked.json');
    const interventions = [
      { at: 0, after: 0, do: 'crash', replicas: [3, 1] },
      { at: 9, after: 0, do: 'restore', replicas: [0] },
    ];
    const base = { workload: { requests: 1 }, signatures: 'ideal', interventions };
    writeFileSync(file, JSON.stringify({ n: 4, faulty: 0, runs: 1, base }));
    const { out } = await parley(['sweep', file, ...ONE_THREAD]);
    expect(out).toContain(
      'In all runs interventions mark R1, R3, whom the column "faulty" does not count.',
    );
    expect((await straight()).includes('interventions')).toBe(false);
  });

  it('shows a bar at a terminal only', async () => {
    const shown = await parley(['sweep', ...GRID, ...ONE_THREAD], '', { isTerminal: true });
    expect(shown.err).toContain('[##############################] 30 of 30 runs');
    expect((await parley(['sweep', ...GRID, ...ONE_THREAD])).err).toBe('');
  });

  it('cuts the bar where a terminal is narrow: a line that wraps could not be erased', async () => {
    const terminal = { isTerminal: true, columns: 20 };
    const { err } = await parley(['sweep', ...GRID, ...ONE_THREAD], '', terminal);
    const lines = err.split('\r\u001B[2K').filter((line) => line !== '');
    expect(lines).toHaveLength(30);
    expect(new Set(lines.map((line) => line.length))).toEqual(new Set([19]));
  });
});

describe('parley sweep and merge refuse', () => {
  it.each([
    [['sweep', '--n', '7..4'], '--n takes numbers and spans such as 4..7; it is 7..4'],
    [['sweep', '--n', '0'], '--n must be a whole number from 1 to 1024; it is 0'],
    [['sweep', '--tactic', 'charm'], '--tactic must be among crashed, '],
    [['sweep', '--tactic', ''], '--tactic names nothing'],
    [['sweep', '--quorum', ','], '--quorum names nothing'],
    [
      ['sweep', '--quorum', 'most'],
      '--quorum must be among intersect, 2f+1, n-f or a whole number',
    ],
    [['sweep', '--quorum', '9'], 'the sweep is empty'],
    [['sweep', '--deal', 'cards'], '--deal must be turns, or left out; it is cards'],
    [['sweep', '--shard', '5/4'], '--shard must be I/N with I from 1 to N; it is 5/4'],
    [['sweep', '--n', '3', '--faulty', '4'], 'the sweep is empty'],
    [['sweep', '--runs', '1000000', '--n', '4..40'], 'at most 10000000 are allowed'],
    [['sweep', 'no-such.json'], 'there is no such file'],
    [['sweep', '--n', '4..'], '--n must be a whole number from 1 to 1024; it is empty'],
    [
      ['sweep', '--out', 'no-such-folder/x'],
      'cannot write no-such-folder/x: there is no such folder',
    ],
    [['merge', '.'], 'cannot read .: it is a folder'],
    [['merge'], 'give the files of a sweep'],
    [['merge', 'no-such.jsonl'], 'cannot read no-such.jsonl: there is no such file'],
  ])('%j', async (args, message) => {
    const { status, err } = await parley(args);
    expect(status).toBe(2);
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('files of other sweeps and files that are none', async () => {
    const out = path('mine.jsonl');
    await parley(['sweep', ...GRID, ...ONE_THREAD, '--out', out]);
    const again = await parley(['sweep', '--runs', '1', ...ONE_THREAD, '--out', out]);
    expect(again.err).toContain('holds another sweep');
    const other = path('other.jsonl');
    await parley(['sweep', '--runs', '1', ...ONE_THREAD, '--out', other]);
    expect((await parley(['merge', out, other])).err).toContain('belongs to another sweep');
    const text = path('text.jsonl');
    writeFileSync(text, 'a diary\n');
    expect((await parley(['merge', text])).err).toContain('is not the file of a sweep');
    const changed = path('changed.jsonl');
    const lines = readFileSync(out, 'utf8');
    writeFileSync(changed, lines.replace('"agreed"', '"agreeeed"'));
    expect((await parley(['merge', changed])).err).toContain('a line is no run');
    writeFileSync(changed, lines.replace(/"messages":\d+/, '"messages":1'));
    expect((await parley(['merge', out, changed])).err).toContain('two different results of run 0');
    writeFileSync(changed, lines.replace('"index":29', '"index":30'));
    expect((await parley(['merge', changed])).err).toContain(
      'has a run 30, and its sweep none beyond 29',
    );
    const grid = path('wrong.json');
    writeFileSync(grid, '{"n":4,"colour":"red"}');
    expect((await parley(['sweep', grid])).err).toContain(
      'colour is no field of a sweep; allowed are protocol, n, f',
    );
    writeFileSync(grid, '{"n":4,"base":{"replicas":5}}');
    expect((await parley(['sweep', grid])).err).toContain('base.replicas is set by the grid: by n');
  });

  it.each(['null', '1', '[]', '{}', '{"replicas":[4],"runs":1}'])(
    'a file whose grid is %s',
    async (sweep) => {
      const damaged = path('damaged.jsonl');
      writeFileSync(damaged, `{"sweep":${sweep}}\n`);
      const { status, err } = await parley(['merge', damaged]);
      expect(status).toBe(2);
      expect(err).toContain('is not the file of a sweep');
    },
  );

  it.each([
    ['{"n":4,}', 'the grid is not valid JSON: line 1, column 8'],
    ['{"n":4,"n":5}', 'the grid names the field n twice'],
    ['[]', 'the grid must be an object'],
    ['{"n":4,"rough":{"network":{"loss":0.1}}}', 'rough stands for a network that takes turns'],
  ])('the grid %s', async (text, message) => {
    const grid = path('broken.json');
    writeFileSync(grid, text);
    const { status, err } = await parley(['sweep', grid]);
    expect(status).toBe(2);
    expect(err).toContain(message);
  });

  it.each([
    [{ faulty: 0, rough: { network: { loss: 7 } } }, 'network.loss must be a probability'],
    [
      { protocol: 'generals', faulty: 1, tactic: 'two-orders,fork' },
      'faults[0].tactic must be written for the protocol generals',
    ],
  ])('what the second turn of %j is dealt', async (fields, message) => {
    const grid = path('turns.json');
    writeFileSync(grid, JSON.stringify({ ...fields, deal: 'turns', runs: 4 }));
    const { status, err } = await parley(['sweep', grid, ...ONE_THREAD]);
    expect(status).toBe(2);
    expect(err).toContain(message);
  });
});

describe('a place that is no file', () => {
  it('is written to, and never read first', async () => {
    const sweep = 'bin/parley.mjs sweep --runs 1 --faulty 0 --jobs 1 --out /dev/stdout';
    const piped = ['-c', `"${process.execPath}" ${sweep} | cat`];
    const { stdout } = await promisify(execFile)('sh', piped);
    expect(stdout).toMatch(/^\{"sweep":.*\n\{"n":4,.*\nn +f/);
  });
});
