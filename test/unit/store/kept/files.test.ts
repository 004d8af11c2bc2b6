import { describe, expect, it } from 'vitest';
import { mark } from '../../../../src/store/acts.ts';
import {
  fileName,
  openFile,
  openText,
  saveRecording,
  saveScenario,
} from '../../../../src/store/kept/files.ts';
import { traceParts } from '../../../../src/store/kept/trace-file.ts';
import { seek } from '../../../../src/store/travel.ts';
import { openRun, parseScenario } from '../../../../src/core/index.ts';
import { createTestLab, hashOf, openSmall, recorded, until } from '../support.ts';

function fileOf(text: string | Uint8Array<ArrayBuffer>): File {
  return new File([text], 'any.json');
}

describe('a recording file', () => {
  it('brings back the run, the playhead and what was tried before, and its hash agrees', async () => {
    const first = createTestLab();
    await openSmall(first.lab, { seed: 42 });
    seek(first.lab, 30_000);
    await mark(first.lab, [2], { kind: 'crashed' });
    await recorded(first.lab);
    await saveRecording(first.lab);
    const [file] = first.saved;
    expect(file?.name).toBe('parley-pbft-n4-seed-42.recording.json');

    const second = createTestLab();
    await openSmall(second.lab);
    expect(await openFile(second.lab, fileOf(file?.text ?? ''))).toBe(true);
    await recorded(second.lab);
    expect(hashOf(second.lab)).toBe(hashOf(first.lab));
    await until('the hash is judged', () => second.lab.selection.getState().toast !== '');
    expect(second.lab.selection.getState().toast).toContain('it has the trace hash');
    expect(Math.floor(second.lab.playback.getState().at)).toBe(30_000);
    const { past, present } = second.lab.history.getState();
    expect(present?.label).toContain('R2');
    // What was on the screen before, then what the file's sitting had before.
    expect(past.map(({ scenario }) => scenario.seed)).toEqual([7, 42]);
  });

  it('whose hash is another is opened, and the page says that it is another run', async () => {
    const { lab, saved } = createTestLab();
    await openSmall(lab, { seed: 42 });
    await saveRecording(lab);
    const changed = (saved[0]?.text ?? '').replace('"seed":42', '"seed":43');
    await openFile(lab, fileOf(changed));
    await recorded(lab);
    await until('the hash is judged', () => lab.recording.getState().notice !== null);
    expect(lab.recording.getState().notice).toMatchObject({ kind: 'differs' });
    expect(lab.history.getState().present?.scenario.seed).toBe(43);
  });
});

describe('a scenario file', () => {
  it('is the shortest form that means the same', async () => {
    const { lab, saved } = createTestLab();
    await openSmall(lab, { seed: 9 });
    await saveScenario(lab);
    expect(JSON.parse(saved[0]?.text ?? '')).toEqual({
      version: 1,
      seed: 9,
      signatures: 'ideal',
      workload: { requests: 2 },
    });
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['{"version":1', 'is not valid JSON'],
    [new Uint8Array([0x89, 0x50, 0xff, 0x00]), 'is not text'],
    [new Uint8Array(50_000_000), 'it has 50.0 MB'],
    ['x'.repeat(1_500_000), 'at most 1000000 characters'],
    ['{"version":1,"replicas":1000000000}', 'replicas'],
    ['{"version":1,"__proto__":{"replicas":5}}', '__proto__'],
    [`{"version":1,"title":${'['.repeat(300_000)}${']'.repeat(300_000)}}`, 'title'],
  ])('says what is wrong and leaves everything as it was (%#)', async (content, message) => {
    const { lab } = createTestLab();
    await openSmall(lab);
    const before = lab.history.getState();
    expect(await openFile(lab, fileOf(content))).toBe(false);
    const { notice } = lab.recording.getState();
    expect(notice).toMatchObject({ kind: 'file' });
    expect(notice?.problems[0]?.message).toContain(message);
    expect(lab.history.getState()).toBe(before);
  });
});

describe('pasted text', () => {
  it('may be a link or what a file would hold, and nothing else', async () => {
    const { lab, addresses } = createTestLab();
    await openSmall(lab, { seed: 8 });
    await until('the address is written', () => addresses.length > 0);
    const link = `https://parley.example/lab/#${addresses[0] ?? ''}`;
    expect(await openText(lab, '  {"version":1,"seed":5,"signatures":"ideal"}')).toBe(true);
    expect(lab.history.getState().present?.scenario.seed).toBe(5);
    expect(await openText(lab, `${link}\n`)).toBe(true);
    expect(lab.history.getState().present?.scenario.seed).toBe(8);
    expect(await openText(lab, 'just a sentence')).toBe(false);
    expect(lab.selection.getState().toast).toContain('Nothing was opened');
  });
});

describe('the trace', () => {
  it('comes in parts with the same bytes as the command line writes', async () => {
    const { lab } = createTestLab();
    const scenario = { version: 1, signatures: 'ideal', workload: { requests: 20 } };
    await openSmall(lab, { workload: { requests: 20 } });
    const shares: number[] = [];
    const parts = await traceParts(
      lab,
      (share) => shares.push(share),
      new AbortController().signal,
    );
    const parsed = parseScenario(scenario, 'headless');
    if (!parsed.ok) throw new Error('no scenario');
    const run = openRun(parsed.scenario);
    while (!run.advance(10_000));
    expect(parts?.length).toBeGreaterThan(1);
    expect(parts?.join('')).toBe([...run.traceLines()].map((line) => `${line}\n`).join(''));
    expect(shares.at(-1)).toBe(1);
  });

  it('stops when nobody wants it any more', async () => {
    const { lab } = createTestLab();
    await openSmall(lab);
    expect(await traceParts(lab, () => {}, AbortSignal.abort())).toBeNull();
  });
});

describe('a file name', () => {
  it('holds letters and digits only, whatever the title', () => {
    const parsed = parseScenario({ version: 1, title: '../<b>Ünï/..\\ 7 councils' }, 'page');
    if (!parsed.ok) throw new Error('no scenario');
    expect(fileName({ scenario: parsed.scenario, sitting: null })).toBe(
      'parley-b-n-7-councils-seed-7',
    );
  });
});
