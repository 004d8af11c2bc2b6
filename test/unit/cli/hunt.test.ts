import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parley } from './support.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-hunt-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('parley hunt', () => {
  it.each(['single', 'first-reply', 'majority'])(
    'finds a break of the baseline %s, by one of its own scenarios',
    async (protocol) => {
      const hunt = ['hunt', '--protocol', protocol, '--monitor', 'agreement', '--jobs', '1'];
      const found = await parley(hunt);
      expect(found.status).toBe(1);
      expect(found.out).toMatch(/agreement broke in scenario \d+/);
      expect(found.out).toContain(`"protocol":"${protocol}"`);
    },
  );

  it('finds what breaks a protocol without its commit phase, shortens it, tells it, and it replays', async () => {
    const out = join(folder, 'found.json');
    const found = await parley(['hunt', '--ablate', 'commit-phase', '--out', out]);
    expect(found.status).toBe(1);
    expect(found.out).toContain('n = 4, f = 1, 1 faulty, without commit-phase.');
    expect(found.out).toMatch(
      /(agreement|certificates|conduct) broke in scenario \d+; shortened in \d+ more runs to:/,
    );
    expect(found.out).toMatch(/^1\. /m);
    expect(found.out).toMatch(/ The same at R\d/);
    expect(found.out.match(/^\d+\. /gm)?.length).toBeLessThanOrEqual(15);
    expect(found.out.trim().split('\n').at(-1)).toMatch(
      /^Broken: (agreement|certificates|conduct): /,
    );

    const run = await parley(['run', out]);
    expect(run.status).toBe(2);
    expect(run.err).toContain(`${out} is a recording, which holds a scenario`);
    expect(run.err).toContain(`parley replay ${out} runs it again`);

    const replayed = await parley(['replay', out]);
    expect(replayed.out).toContain('the same run');
    expect(replayed.status).toBe(0);

    const changed = join(folder, 'changed.json');
    writeFileSync(changed, readFileSync(out, 'utf8').replace(/"seed":\d+/, '"seed":12345'));
    const other = await parley(['replay', changed]);
    expect(other.out).toContain('ANOTHER RUN');
    expect(other.status).toBe(1);
  });

  it('names the number under which the scenario is found again, wherever the search began', async () => {
    const { out } = await parley(['hunt', '--ablate', 'commit-phase', '--from', '5001']);
    const [, number = ''] = / broke in scenario (\d+);/.exec(out) ?? [];
    expect(Number(number)).toBeGreaterThan(5_000);
    const again = ['hunt', '--ablate', 'commit-phase', '--from', number, '--budget', '1'];
    expect((await parley(again)).out).toContain(`broke in scenario ${number};`);
  });

  it('goes on until the monitor that was asked for breaks, and tells the story up to there', async () => {
    const { status, out } = await parley([
      'hunt',
      ...['--ablate', 'commit-phase', '--monitor', 'agreement'],
    ]);
    expect(status).toBe(1);
    expect(out).toContain('agreement broke in scenario');
    expect(out.trim().split('\n').at(-1)).toMatch(/^Broken: agreement: /);

    const unknown = await parley(['hunt', '--monitor', 'ic1']);
    expect(unknown.status).toBe(2);
    expect(unknown.err).toContain('--monitor must be among agreement, ');
  });

  it('finds what breaks the generals without a rule, and nothing with all of them', async () => {
    const broken = ['hunt', '--protocol', 'generals', '--ablate', 'chain-signatures', '--json'];
    const { status, out } = await parley(broken);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      hunted: { monitor: 'ic2', short: { protocol: 'generals', generals: { messages: 'signed' } } },
    });
    const whole = await parley(['hunt', '--protocol', 'generals', '--budget', '25']);
    expect(whole.status).toBe(0);
    expect(whole.out).toMatch(
      /^Nearest came scenario \d+: \d loyal generals? heard contradictory words, /m,
    );
  });

  it('finds the same scenario first in several threads', { timeout: 120_000 }, async () => {
    // More are tried in turn before threads are started.
    const args = ['hunt', '--n', '4..7', '--ablate', 'vote-digest', '--json', '--jobs'];
    const program = ['bin/parley.mjs', ...args, '3'];
    const { stdout, status } = spawnSync(process.execPath, program, { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ hunted: { runs: 39 } });
    expect(stdout).toBe((await parley([...args, '1'])).out);
  });

  it('exits 1 where the lack of some rule broke nothing, and 0 where that of each broke something', async () => {
    const all = ['hunt', '--protocol', 'generals', '--all-rules', '--jobs', '1', '--budget'];
    const few = await parley([...all, '20']);
    expect(few.status).toBe(1);
    expect(few.out).toMatch(/^relay +ic2 in scenario 5, /m);
    expect(few.out).toMatch(/^choice +nothing broke in 20 scenarios$/m);
    const many = await parley([...all, '200']);
    expect(many.status).toBe(0);
    expect(many.out).not.toContain('nothing broke');
  });

  it('leaves what a file holds as it is where nothing is found, and makes none', async () => {
    const earlier = join(folder, 'earlier.json');
    writeFileSync(earlier, 'found before');
    const none = join(folder, 'none.json');
    for (const out of [earlier, none]) await parley(['hunt', '--budget', '1', '--out', out]);
    expect(readFileSync(earlier, 'utf8')).toBe('found before');
    expect(existsSync(none)).toBe(false);
  });

  it.each(['{"rule":', '{"rule":"quorum","monitor":null}'])(
    'does not go on with a file that holds the line %s',
    async (line) => {
      const out = join(folder, `rules-${line.length}.jsonl`);
      const all = ['hunt', '--protocol', 'generals', '--all-rules', '--jobs', '1', '--out', out];
      await parley([...all, '--budget', '1']);
      const [head = ''] = readFileSync(out, 'utf8').split('\n');
      writeFileSync(out, `${head}\n${line}\n`);
      const { status, err } = await parley([...all, '--budget', '1']);
      expect(status).toBe(2);
      expect(err).toContain('is not the file of a hunt: a line is no rule');
    },
  );

  it('finds nothing where no rule is missing, and exits 0', async () => {
    const { status, out } = await parley(['hunt', '--budget', '25', '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      replicasMin: 4,
      tolerance: 1,
      faulty: 1,
      hunted: null,
    });
  });

  it.each([
    [['hunt', '--ablate', 'luck'], '--ablate must be among '],
    [
      ['hunt', '--protocol', 'raft'],
      '--protocol must be among pbft, generals, single, first-reply, majority; it is raft',
    ],
    [['hunt', '--protocol', 'generals', '--ablate', 'quorum'], '--ablate must be among retreat-'],
    [['hunt', '--protocol', 'generals', '--n', '31'], 'tolerance must be smaller: oral messages'],
    [['hunt', '--n', '99'], '--n must be a whole number from 1 to 31; it is 99'],
    [['hunt', '--faulty', '5'], '--faulty must be a whole number from 0 to 4; it is 5'],
    [['hunt', 'here'], 'unexpected argument here'],
    [['hunt', '--out', 'no-folder/found.json'], 'no-folder/found.json: there is no such folder'],
    [['hunt', '--all-rules', '--out', '.'], 'cannot write .: it is a folder'],
    [['replay'], 'give exactly one recording'],
    [['replay', 'no-such-file.json'], 'cannot read no-such-file.json: there is no such file'],
  ])('refuses %j', async (args, message) => {
    const { status, err } = await parley(args);
    expect(status).toBe(2);
    expect(err).toContain(message);
  });

  it.each([
    ['{"version":1}', 'it must have the fields scenario and trace.hash'],
    ['nonsense', 'is not valid JSON'],
    ['{"version":2,"scenario":{"version":1}}', 'the version of a recording must be 1; it is 2'],
    ['{"version":1,"scenario":{"version":1},"trace":{"hash":"00"}}', 'trace.hash must be 64'],
    ['{"version":1,"scenario":{"version":1,"replicas":0}}', 'replicas'],
  ])('refuses the recording %s', async (text, message) => {
    const { status, err } = await parley(['replay', '-'], text);
    expect(status).toBe(2);
    expect(err).toContain(message);
  });
});
