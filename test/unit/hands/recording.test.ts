import { describe, expect, it } from 'vitest';
import { openRun, parseScenario } from '../../../src/core/index.ts';
import {
  HAND,
  MESSAGE_FATES,
  MESSAGE_FIELDS,
  type Run,
  type Sentence,
} from '../../../src/core/model/index.ts';

/** One order by one client in a calm council of four, whose messages take 10 ms each. */
function recorded(interventions: readonly object[], more: object = {}): Run {
  const scenario = {
    version: 1,
    network: { latency: { kind: 'constant', value: 10_000 } },
    workload: { requests: 1 },
    interventions,
    ...more,
  };
  const parsed = parseScenario(scenario, 'page');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const run = openRun(parsed.scenario);
  while (!run.advance(1_000));
  return run;
}

const COMMIT = { from: 1, to: 2, kind: 'commit', number: 1 };

type Field = (typeof MESSAGE_FIELDS)[number];

/** The commit from R1 to R2 as a window packs it. */
function commitIn(run: Run): (field: Field) => number {
  const { messages } = run.window({ from: 0, until: 10_000_000, cap: 10_000 });
  const width = MESSAGE_FIELDS.length;
  const at = (row: number, field: Field): number =>
    messages[row * width + MESSAGE_FIELDS.indexOf(field)] ?? -1;
  const kind = 3;
  const row = Array.from({ length: messages.length / width }, (_, index) => index).find(
    (index) => at(index, 'kind') === kind && at(index, 'from') === 1 && at(index, 'to') === 2,
  );
  return (field) => at(row ?? -1, field);
}

function told(run: Run): string {
  return [...run.narration()].map(({ sentence }) => plain(sentence)).join('\n');
}

function plain(sentence: Sentence): string {
  return sentence
    .map((span) => {
      if (typeof span === 'string') return span;
      return 'process' in span ? `R${span.process}` : '';
    })
    .join('');
}

describe('a recording', () => {
  it('knows where a message was held, and when it went on', () => {
    const run = recorded([
      { at: 34_000, do: 'hold', message: COMMIT },
      { at: 60_000, do: 'release', message: COMMIT },
    ]);
    const commit = commitIn(run);
    expect(commit('touches')).toBe(HAND.held);
    expect([commit('touchedAt'), commit('touchedShare')]).toEqual([34_000, 400]);
    expect([commit('resumedAt'), commit('endsAt')]).toEqual([60_000, 66_000]);
    expect(MESSAGE_FATES[commit('fate')]).not.toBe('held');
  });

  it('knows where a message was dropped', () => {
    const commit = commitIn(recorded([{ at: 35_000, do: 'drop', message: COMMIT }]));
    expect(MESSAGE_FATES[commit('fate')]).toBe('dropped');
    expect([commit('touchedShare'), commit('endsAt')]).toEqual([500, 35_000]);
  });

  it('marks what was tampered with, and tells that it is rejected', () => {
    const run = recorded([{ at: 35_000, do: 'tamper', message: COMMIT, field: 'digest' }]);
    const commit = commitIn(run);
    expect(commit('touches')).toBe(HAND.tampered);
    expect([MESSAGE_FATES[commit('fate')], commit('forged')]).toEqual(['rejected', 1]);
    expect(told(run)).toContain(
      'R2 rejects the tampered COMMIT from R1: the signature does not match the key of R1.',
    );
    const card = run.message({ events: 1_000_000, at: 10_000_000 }, commit('event'));
    expect(card).toMatchObject({
      ref: null,
      changed: ['digest'],
      rejection: 'the signature does not match the key of R1',
    });
  });

  it('shows what an act came to that found nothing, in its list and in the report', () => {
    const run = recorded([{ at: 5_000, do: 'drop', message: COMMIT }]);
    const [act] = run.timeline().interventions;
    expect(act).toMatchObject({
      label: 'drop COMMIT from R1 to R2',
      void: 'no such message is on its way at that time',
    });
    expect(run.report().void).toEqual([
      { at: 5_000, do: 'drop', reason: 'no such message is on its way at that time' },
    ]);
    expect(told(run)).toContain('You would drop COMMIT from R1 to R2, but nothing happens:');
  });

  it('names a message while it is on its way, and only then', () => {
    const run = recorded([]);
    const event = commitIn(run)('event');
    const at = (time: number): unknown => run.message(run.momentAt(time), event)?.ref ?? null;
    expect(at(29_999)).toBeNull();
    expect(at(35_000)).toEqual({ ...COMMIT, view: 0, copy: 0, repeat: 0 });
    expect(at(45_000)).toBeNull();
  });

  it('drafts what a traitor would sign, and says why nobody else can', () => {
    const run = recorded([], {
      faults: [{ replicas: [3], kind: 'colluding', tactic: 'by-hand' }],
    });
    const moment = run.momentAt(25_000);
    const letter = { kind: 'commit', fields: { value: 'order RETREAT' } };
    expect(run.draft(moment, { from: 3, ...letter })).toMatchObject({
      ok: true,
      isGenuine: true,
      filled: { view: 0, seq: 1, value: 'order RETREAT', stamp: 1 },
    });
    const proposal = run.draft(moment, { from: 3, ...letter, kind: 'pre-prepare' });
    const requests = ['requests', '1: “order RETREAT”, timestamp 1'];
    expect(proposal.ok && proposal.fields).toContainEqual(requests);
    expect(run.draft(moment, { from: 3, as: 1, ...letter })).toMatchObject({ isGenuine: false });
    expect(run.draft(moment, { from: 1, ...letter })).toEqual({
      ok: false,
      reason: 'R1 follows the protocol, and nobody else has its key',
    });
  });

  it('is byte for byte the same up to an act, whatever comes after', () => {
    const [calm, touched] = [recorded([]), recorded([{ at: 35_000, do: 'drop', message: COMMIT }])];
    const before = (run: Run): readonly string[] =>
      [...run.traceLines()].filter((line) => Number(/"at":(\d+)/.exec(line)?.[1]) < 35_000);
    expect(before(touched)).toEqual(before(calm));
  });
});
