import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../../src/core/index.ts';
import type { Scenario } from '../../../src/core/model/index.ts';
import { ABLATIONS } from '../../../src/core/protocols/pbft/ablations.ts';
import { ABLATION_CASES, TACTICS } from '../../../src/core/registry.ts';
import { generate } from '../../../src/core/scenario/generate.ts';
import { SLIP_WITHOUT } from '../../../src/core/search/explore/rules.ts';
import { SLIPS } from '../../../src/core/search/explore/slips.ts';
import { refusalOf } from '../../support/abstract-replay.ts';
import { logOf, type RunLog } from '../../support/abstract-run.ts';

/**
 * The engine against the model that the explorer has visited every state of: each thing that a correct replica does in a run
 * must be a step of the model, sequence number by sequence number. So what is proven of the model holds for the engine as far as
 * the model goes. Rules that are left out show that the comparison sees what it should.
 */

const RUNS = 200;
/** The model knows of no checkpoints: no run here is long enough for one. */
const LONG = { checkpointInterval: 64, window: 128 };
const REQUESTS = 3;

function randomScenario(number: number, ablate: readonly string[] = []): Scenario {
  const size = { replicasMin: 4, replicasMax: 4, faulty: 1 };
  const scenario = generate(number, { tactics: TACTICS, ...size });
  const { workload, pbft } = scenario;
  const requests = Math.min(workload.requests, REQUESTS);
  return { ...scenario, workload: { ...workload, requests }, pbft: { ...pbft, ...LONG, ablate } };
}

function tacticIn({ faults }: Scenario): string {
  const [fault] = faults;
  return fault !== undefined && 'tactic' in fault ? fault.tactic : '';
}

describe('Random runs of the full protocol with n = 4 and one traitor', () => {
  it('take only steps that the explored model allows', () => {
    const seen = new Set<string>();
    const views = new Set<number>();
    const tactics = new Set<string>();
    for (let number = 1; number <= RUNS; number += 1) {
      const scenario = randomScenario(number);
      const log = logOf(scenario);
      expect(refusalOf(log, []), `random scenario ${number}`).toBeNull();
      for (const slot of log.slots) for (const event of log.eventsOf(slot)) seen.add(event.do);
      views.add(log.viewMax);
      tactics.add(tacticIn(scenario));
    }
    expect([...seen].sort()).toEqual(['accept', 'decide', 'enter', 'prepare', 'view-change']);
    expect([...views]).toEqual(expect.arrayContaining([0, 1, 2, 3]));
    expect(tactics.size).toBeGreaterThan(15);
  });
});

const caseOf = (rule: string) => ABLATION_CASES.find((each) => each.rule === rule);

function caseWithout(rule: string, changes: object, ablate: readonly string[]): RunLog {
  const scenario = { ...caseOf(rule)?.scenario, ...changes, signatures: 'ideal' };
  const parsed = parseScenario({ ...scenario, pbft: { ...LONG, ablate } }, 'page');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  return logOf(parsed.scenario);
}

/** Changes to the case of a rule, where it leaves out more than the slip does. */
const CHANGES: Readonly<Record<string, object>> = {
  // The primary would accept the proposal of the backup for a number that it then gives to its own.
  'only-primary-proposes': {
    network: {
      latency: { kind: 'constant', value: 10_000 },
      delays: [{ at: 0, until: 10_000, from: [3], to: [0], kinds: ['pre-prepare'], by: 4_000_000 }],
    },
  },
};

/** The model without it visits the same states: nothing that a run with one traitor does can tell. */
const NEVER_SEEN = ['commit-digest'];

const SHOWN = Object.entries(SLIP_WITHOUT).filter(([rule]) => !NEVER_SEEN.includes(rule));

describe('A run without a rule', () => {
  it.each(SHOWN)(
    '%s is no run of the model, but one of the model with the slip %s and those of the rules left out with it',
    (rule, slip) => {
      const changes = CHANGES[rule] ?? {};
      const rules = [rule, ...(caseOf(rule)?.together ?? [])];
      const slips = rules.flatMap((each) => SLIP_WITHOUT[each] ?? []);
      const log = caseWithout(rule, changes, rules);
      expect(refusalOf(log, [])).toMatch(/^sequence number \d+: R\d.* is not enabled in\n  R/);
      expect(slips).toContain(slip);
      expect(refusalOf(log, slips)).toBeNull();
      // The same attack on the full protocol leads it nowhere that the model does not go.
      expect(refusalOf(caseWithout(rule, changes, []), [])).toBeNull();
    },
  );

  it('names the event and the abstract state', () => {
    const refused = refusalOf(caseWithout('commit-quorum', {}, ['commit-quorum']), []);
    expect(refused).toMatch(
      /^sequence number 1: R2, at 30000 microseconds, decide [0-9a-f]{8} in view 0/,
    );
    expect(refused).toContain('R0: view 0, v0 accepted {0} prepared {} claim 0');
    expect(refused).toContain('traitors: 1');
  });

  it('is no run of the model with another slip', () => {
    const log = caseWithout('commit-quorum', {}, ['commit-quorum']);
    expect(refusalOf(log, ['prepared-by-q-1'])).not.toBeNull();
  });
});

describe('The rules behind the slips of the model', () => {
  it('are rules of the engine', () => {
    expect(Object.keys(ABLATIONS)).toEqual(expect.arrayContaining(Object.keys(SLIP_WITHOUT)));
  });

  it('stand behind every slip but two, which no rule of the engine allows alone', () => {
    const missing = Object.keys(SLIPS).filter(
      (slip) => !Object.values(SLIP_WITHOUT).some((each) => each === slip),
    );
    expect(missing).toEqual(['new-view-by-q-2', 'new-view-of-any-view']);
  });
});
