import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from '../../../src/core/index.ts';
import type { Preset, Report } from '../../../src/core/model/index.ts';
import { parley } from './support.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function read<T = Report>(json: string): T {
  const data: unknown = JSON.parse(json);
  return data as T;
}

/** The keys of the report in the order of the contract, with those inside. */
const KEYS = [
  'protocol',
  'n',
  'f',
  'quorum',
  'seed',
  'signatures',
  'ablate',
  'outcome',
  'violations',
  'requests',
  'ledgers',
  'messages',
  'views',
  'latency',
  'evidence',
  'until',
  'trace',
  'assumptions',
  'void',
];

describe('parley run', () => {
  it('prints one JSON object with every key of the contract, and exits 0 where the run agreed', async () => {
    const { status, out, err } = await parley(['run', 'calm-council', '--json', '--seed', '41']);
    expect(err).toBe('');
    expect(status).toBe(0);
    expect(out).toMatch(/^\{.*\}\n$/);
    const report = read(out);
    expect(Object.keys(report)).toEqual(KEYS);
    expect(Object.keys(report.requests)).toEqual(['issued', 'completed', 'executedByCorrect']);
    expect(Object.keys(report.messages)).toEqual([
      'sent',
      'delivered',
      'dropped',
      'rejected',
      'byKind',
    ]);
    expect(Object.keys(report.views)).toEqual(['entered', 'changes']);
    expect(Object.keys(report.latency)).toEqual(['p50', 'p99']);
    expect(report).toMatchObject({
      protocol: 'pbft',
      n: 4,
      f: 1,
      quorum: 3,
      seed: 41,
      outcome: 'agreed',
    });
    expect(report.trace.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('counts 3 pre-prepares, 9 prepares, 12 commits and 4 replies for one request without faults [N14]', async () => {
    const { status, out } = await parley(
      ['run', '-', '--json'],
      '{"version":1,"workload":{"requests":1}}',
    );
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      messages: {
        rejected: 0,
        byKind: { request: 1, 'pre-prepare': 3, prepare: 9, commit: 12, reply: 4 },
      },
      views: { entered: 0, changes: 0 },
      requests: { issued: 1, completed: 1, executedByCorrect: 1 },
    });
  });

  it('exits 1 where the run ended otherwise', async () => {
    const forked = await parley(['run', 'two-traitors-fork-four', '--json']);
    expect(forked.status).toBe(1);
    expect(JSON.parse(forked.out)).toMatchObject({ outcome: 'unsafe' });
    const stalled = await parley(['run', 'three-cannot-stall', '--json']);
    expect(stalled.status).toBe(1);
    expect(JSON.parse(stalled.out)).toMatchObject({ outcome: 'stalled' });
  });

  it('exits 1 where a monitor broke although everything completed, and says which', async () => {
    const run = ['run', 'without-join-by-f+1'];
    const { status, out } = await parley([...run, '--json']);
    expect(status).toBe(1);
    const { violations, ...report } = read(out);
    expect(report).toMatchObject({ outcome: 'agreed', requests: { issued: 10, completed: 10 } });
    expect(violations.map(({ monitor }) => monitor)).toEqual(['view-stability']);
    const told = await parley(run);
    expect(told.status).toBe(1);
    expect(told.out).toMatch(/^outcome +agreed: .* not as smoothly .* broken: view-stability$/m);
  });

  it('gives the same output for the same scenario and seed, from a preset, a file and standard input', async () => {
    const source = '{"version":1,"title":"A calm council","seed":99}';
    const fromPreset = await parley(['run', 'calm-council', '--seed', '99', '--json']);
    const fromFile = await parley(['run', file('calm.json', source), '--json']);
    const fromStdin = await parley(['run', '-', '--json'], source);
    expect(fromFile.out).toBe(fromPreset.out);
    expect(fromStdin.out).toBe(fromPreset.out);
  });

  it('prints a summary that a person can read', async () => {
    const { out } = await parley(['run', 'two-traitors-fork-four']);
    expect(out).toContain(
      'Two traitors fork four\npbft, n = 4, f = 1, quorum 3, seed 7, ed25519 signatures',
    );
    expect(out).toMatch(/^outcome +unsafe: broken: agreement, /m);
    expect(out).toMatch(/^agreement +[\d.]+ ms: .*R0 and R3/m);
    expect(out).toMatch(/^trace hash +[0-9a-f]{64}$/m);
  });

  it('prints of the generals what the paper counts, and what of its assumptions is broken', async () => {
    const { out } = await parley(['run', 'four-generals']);
    expect(out).toContain('\ngenerals, n = 4, m = 1, oral messages, seed 7, ed25519 signatures');
    expect(out).toMatch(/^orders +2 given, 2 completed, 2 obeyed by loyal generals$/m);
    expect(out).toMatch(/^commander +R0$/m);
    expect(out).toMatch(/^rounds +m\+1 = 2 of 15 ms for each order$/m);
    expect(out).toMatch(/^formula +3 \+ 6 = 9 messages for an order, 18 for 2; 18 sent$/m);
    expect(out).not.toMatch(/quorum|views|requests|assumption/);
    const broken = { version: 1, protocol: 'generals', replicas: 3, network: { loss: 0.1 } };
    const { out: json } = await parley(['run', '-', '--json'], JSON.stringify(broken));
    expect(read(json).assumptions).toEqual([
      'the network loses messages',
      'oral messages take more than 3m = 3 generals, and there are 3',
    ]);
  });

  it('says on the other stream which fields do nothing in this protocol, and runs all the same', async () => {
    const council = '{"version":1,"protocol":"generals","quorum":3,"workload":{"requests":1}}';
    const told = await parley(['run', '-', '--json'], council);
    expect(told.status).toBe(0);
    expect(told.err).toBe('note: the protocol generals takes no notice of quorum\n');
    expect(JSON.parse(told.out)).toMatchObject({ outcome: 'agreed' });
  });

  it('tells the steps with --explain, beside the JSON where both are asked for', async () => {
    const told = await parley(['run', 'calm-council', '--explain']);
    const both = await parley(['run', 'calm-council', '--explain', '--json']);
    expect(told.out).toMatch(/^ +0\.000 ms {2}C1 /m);
    expect(told.out).toContain('\noutcome       agreed');
    expect(JSON.parse(both.out)).toMatchObject({ outcome: 'agreed' });
    expect(told.out.startsWith(both.err)).toBe(true);
    expect(both.err.split('\n').length).toBeGreaterThan(50);
  });

  it('writes the trace as one JSON line an event, as many as the report counts', async () => {
    const path = join(folder, 'trace.jsonl');
    const { out } = await parley(['run', 'calm-council', '--json', '--trace', path]);
    const events = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => read<{ at: number }>(line));
    expect(events).toHaveLength(read(out).trace.events);
    expect(
      events.every((event, index) => index === 0 || event.at >= (events[index - 1]?.at ?? 0)),
    ).toBe(true);
  });
});

describe('a text that would turn the direction of a terminal', () => {
  it('is shown by the code of what it would do', async () => {
    const title = 'abc\u202Edef\u0007';
    const named = await parley(['run', '-'], JSON.stringify({ version: 1, title }));
    expect(named.out.split('\n')[0]).toBe('abc[U+202E]def[U+0007]');
    const wrong = await parley(
      ['run', '-'],
      JSON.stringify({ version: 1, protocol: 'pb\u202Eft' }),
    );
    expect(wrong.err).toContain('[U+202E]');
    const told = await parley(
      ['run', '-', '--explain'],
      JSON.stringify({ version: 1, workload: { payload: 'set k \u2066x' } }),
    );
    expect(told.out).not.toContain('\u2066');
  });
});

describe('parley run --record', () => {
  it('writes what replay and the page read: the scenario as it was run, and its hash', async () => {
    const path = join(folder, 'recorded.json');
    const { out, status } = await parley([
      'run',
      'calm-council',
      '--seed',
      '9',
      '--json',
      '--record',
      path,
    ]);
    expect(status).toBe(0);
    const document = parseDocument(readFileSync(path, 'utf8'), 'page');
    expect(document).toMatchObject({
      ok: true,
      document: { hash: read(out).trace.hash, scenario: { seed: 9 } },
    });
    expect(await parley(['replay', path])).toMatchObject({ status: 0 });

    writeFileSync(path, readFileSync(path, 'utf8').replace('"seed":9', '"seed":10'));
    expect(await parley(['replay', path])).toMatchObject({ status: 1 });
  });
});

describe('a run of which only the trace is kept', () => {
  it('reports what a recorded run reports, hash included', async () => {
    for (const preset of ['seven-with-two-traitors', 'three-cannot-stall']) {
      const plain = await parley(['run', preset, '--json']);
      const recorded = await parley(['run', preset, '--json', '--explain']);
      expect(plain.out).toBe(recorded.out);
    }
  });

  it('says on a terminal how far it is, and leaves nothing of it there', async () => {
    const scenario = '{"version":1,"replicas":80,"signatures":"ideal","workload":{"requests":1}}';
    const seen = await parley(['run', '-', '--json'], scenario, { isTerminal: true });
    expect(seen.err).toMatch(
      /^(\r\u001B\[2K[\d.]+ ms simulated, \d+ messages delivered)+\r\u001B\[2K$/,
    );
    const piped = await parley(['run', '-', '--json'], scenario);
    expect(piped.err).toBe('');
    expect(seen.out).toBe(piped.out);
  });
});

describe('what is wrong with input or usage ends in exit 2 and one line', () => {
  it.each([
    [[], 'a command is missing'],
    [['conquer'], 'unknown command conquer'],
    [['run'], 'give exactly one scenario; usage: parley run'],
    [['run', 'calm-council', 'crashed-backup'], 'give exactly one scenario'],
    [['run', 'calm-council', '--fast'], "Unknown option '--fast'"],
    [['run', 'calm-council', '--seed'], '--seed'],
    [['run', 'calm-council', '--json=yes'], '--json'],
    [
      ['run', 'calm-council', '--seed', 'x'],
      'seed must be a whole number from 0 to 4,294,967,295, not "x"',
    ],
    [['run', 'calm-council', '--seed', '1.5'], 'seed must be a whole number'],
    [['run', 'calm-council', '--seed=-1'], 'from 0 to 4,294,967,295, not -1'],
    [['run', 'calm-council', '--seed', '-1'], 'from 0 to 4,294,967,295, not -1'],
    [['run', 'calm-council', '--seed', '1', '--seed=2'], '--seed is given more than once'],
    [['run', 'calm-council', '--json', '--json'], '--json is given more than once'],
    [['run', 'calm-council', '--seed', '4294967296'], 'not 4294967296'],
    [['run', 'calm-counsel'], 'there is no such file, and no preset of this name'],
    [['run', 'a\nb/c.json'], 'there is no such file'],
    [['run', '.'], 'cannot read .: it is a folder'],
    [
      ['run', 'calm-council', '--trace', '/no/such/folder/t.jsonl'],
      'cannot write /no/such/folder/t.jsonl: there is no such folder',
    ],
    [['presets', 'all'], 'unexpected argument all'],
    [['presets', '--yaml'], "Unknown option '--yaml'"],
    [['schema', '--json'], 'unexpected argument --json'],
  ])('%j', async (args, sentence) => {
    const { status, out, err } = await parley(args);
    expect(err).toContain(sentence);
    expect(err).toMatch(/^parley: [^\n]*\n$/);
    expect(out).toBe('');
    expect(status).toBe(2);
  });

  it.each([
    [
      '{"version":1,"replicas":0}',
      'standard input: replicas must be a whole number from 1 to 1,024, not 0',
    ],
    ['{"version":1,"replicas":1000000000}', 'replicas must be a whole number from 1 to 1,024'],
    ['{"version":1,"replicas":NaN}', 'line 1, column 25 (at field replicas)'],
    ['{"version":1,"a":1,"b":2}', 'a is not a known field'],
    ['{"version":1,"replicas":0,"seed":-1}', '(and 1 more)'],
    ['', 'is not valid JSON'],
    [
      '{"version":1,"faults":[{"replicas":[],"kind":"crashed"}]}',
      'faults[0].replicas must be a list of 1 to 1,024 entries, not an empty list',
    ],
    [
      '{"version":1,"workload":{"payload":[]}}',
      'workload.payload must be a list of 1 to 128 entries, not an empty list',
    ],
    [
      '{"version":1,"seed":1,"workload":{"requests":1},"se\\u0065d":2}',
      'the scenario names the field se\\u0065d twice in one object',
    ],
    ['[]', 'the scenario must be an object'],
  ])('the scenario %s', async (source, sentence) => {
    const { status, out, err } = await parley(['run', '-', '--json'], source);
    expect(err).toContain(sentence);
    expect(err).toMatch(/^parley: [^\n]*\n$/);
    expect([status, out]).toEqual([2, '']);
  });

  it('a file that is no text', async () => {
    const { status, err } = await parley([
      'run',
      file('bytes.json', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])),
    ]);
    expect([status, err]).toEqual([2, `parley: ${join(folder, 'bytes.json')} is not UTF-8 text\n`]);
  });

  it('a file that is longer than any text can be, without reading it all', async () => {
    const path = file('huge.json', '{"version":1}');
    truncateSync(path, 2 ** 33);
    const { status, err } = await parley(['run', path]);
    expect([status, err]).toEqual([
      2,
      `parley: ${path} is too long: at most 1000000 bytes are read\n`,
    ]);
  });
});

describe('parley presets and schema', () => {
  it('list every preset with its promise', async () => {
    const { status, out } = await parley(['presets']);
    expect(status).toBe(0);
    expect(out).toMatch(/^two-traitors-fork-four +unsafe +Two traitors fork four$/m);
    const listed = read<Preset[]>((await parley(['presets', '--json'])).out);
    expect(listed.map((preset) => preset.name)).toEqual(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    );
  });

  it('print the JSON Schema', async () => {
    const { status, out } = await parley(['schema']);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      type: 'object',
      required: ['version'],
      additionalProperties: false,
    });
  });

  it('in which no pattern is for JavaScript alone', async () => {
    const { out } = await parley(['schema']);
    expect(out).toContain('"pattern"');
    expect(out).not.toContain('\\\\p{');
    expect(out).not.toContain('\\\\P{');
  });

  it.each(['run', 'hunt', 'schema'])('%s --help tells how it is used', async (command) => {
    const { status, out } = await parley([command, '--help']);
    expect(status).toBe(0);
    expect(out).toContain(`parley ${command}`);
  });

  it('and help tells every command', async () => {
    const { status, out } = await parley(['help']);
    expect(status).toBe(0);
    for (const command of ['run', 'presets', 'schema']) expect(out).toContain(`parley ${command}`);
  });
});

describe('as a process', () => {
  it('ends quietly when its reader has seen enough', async () => {
    const { status, err } = await throughHead(['run', 'calm-council', '--explain']);
    expect(err).toBe('');
    expect(status).toBe(0);
  }, 30_000);
});

/** Runs the command in a process of its own and closes its standard output after the first bytes. */
async function throughHead(
  args: readonly string[],
): Promise<{ status: number | null; err: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args]);
  let err = '';
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  child.stdout.once('data', () => child.stdout.destroy());
  return await new Promise((resolve) => child.on('close', (status) => resolve({ status, err })));
}
