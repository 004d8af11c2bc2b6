import { describe, expect, it } from 'vitest';
import { tell } from '../../../src/core/session/narrate/story.ts';
import { openRun, parseScenario } from '../../../src/core/index.ts';
import type { Run } from '../../../src/core/model/index.ts';

/** R3 is away for more than a window, and comes back. */
const AWAY = {
  version: 1,
  signatures: 'ideal',
  pbft: { checkpointInterval: 2, window: 4 },
  workload: { requests: 9 },
  interventions: [
    { at: 60_000, do: 'crash', replicas: [3] },
    { at: 420_000, do: 'restore', replicas: [3] },
  ],
};

function opened(scenario: object): Run {
  const parsed = parseScenario(scenario, 'headless');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  return openRun(parsed.scenario);
}

function ended(scenario: object): Run {
  const run = opened(scenario);
  while (!run.advance(10_000));
  return run;
}

describe('a run in which a state is fetched', () => {
  const run = ended(AWAY);

  it('ends well, and the ledger of who fetched has null where it executed nothing', () => {
    const { outcome, ledgers, messages } = run.report();
    expect(outcome).toBe('agreed');
    const whole = ledgers['0'] ?? [];
    expect(ledgers['3']?.slice(0, 8)).toEqual([whole[0], ...Array.from({ length: 7 }, () => null)]);
    for (const kind of ['checkpoint', 'fetch-state', 'meta-data', 'data'])
      expect(messages.byKind[kind], kind).toBeGreaterThan(0);
  });

  it('is told in sentences', () => {
    const story = [...tell(run)].join('\n');
    expect(story).toContain('It takes a checkpoint of its state after sequence number 2.');
    expect(story).toMatch(/3 of 3 equal checkpoints for sequence number 2, from R0, R1 and R2/);
    expect(story).toContain('its window reaches from 3 to 6');
    expect(story).toMatch(/R3 .*It fetches the state after sequence number 8 from others: /);
    expect(story).toMatch(/R3 gets DATA from R\d\. It has the whole state after sequence number 8/);
  });

  it('says meanwhile what R3 is waiting for', () => {
    const [installed] = run.timeline().checkpoints.filter(({ kind }) => kind === 'installed');
    const before = run.momentAt((installed?.moment.at ?? 0) - 1);
    const reasons = run.explainAt(before).whyNot.map((sentence) => JSON.stringify(sentence));
    expect(reasons.join('\n')).toContain('fetches the state after sequence number 8 from ');
    const view = run.processesAt(before).find(({ id }) => id === 3);
    expect(view).toMatchObject({ replica: { low: 8, high: 12, fetching: { seq: 8 } } });
  });

  it('is the same when it is played again', () => {
    expect(ended(AWAY).report().trace).toEqual(run.report().trace);
  });
});

describe('a council whose pace leaves nobody behind', () => {
  it.each([
    [1, 1],
    [4, 1],
    [4, 4],
  ])(
    'with %i clients and batches of %i takes checkpoints and fetches nothing',
    (clients, batch) => {
      for (let seed = 1; seed <= 10; seed += 1) {
        const workload = { clients, requests: 12, interval: 0 };
        const run = ended({ version: 1, seed, signatures: 'ideal', workload, pbft: { batch } });
        const { outcome, messages, views } = run.report();
        expect(outcome).toBe('agreed');
        expect(messages.byKind['checkpoint']).toBeGreaterThan(0);
        expect(messages.byKind['fetch-state']).toBeUndefined();
        expect(views.entered).toBe(0);
      }
    },
  );
});
