import { parseScenario } from '../../../../src/core/index.ts';
import type { Protocol, Violation } from '../../../../src/core/model/index.ts';
import { pbft } from '../../../../src/core/protocols/pbft/index.ts';
import { ABLATION_CASES, MONITORS, PROTOCOLS, TACTICS } from '../../../../src/core/registry.ts';
import { without } from '../../../../src/core/scenario/ablations/without.ts';
import { createKernel } from '../../../../src/core/sim/kernel.ts';
import { sabotaged, type Tamper } from './sabotage.ts';

export type Fields = Readonly<Record<string, unknown>>;
type Setting = Parameters<typeof without>[2];

export type Scene = { readonly scenario: Fields; readonly protocol?: Protocol };

/** A run in which something is broken, and the same run in which it is not. */
export type Scenes = { readonly broken: Scene; readonly sound: Scene };

/** The attack that the registry has for the rule, without it and with it; other rules may be lacking, too. */
export function lacks(rule: string, ...others: readonly string[]): Scenes {
  const shown = ABLATION_CASES.find((each) => each.rule === rule);
  if (shown === undefined) throw new Error(`there is no case without ${rule}`);
  return lacking([rule, ...others], shown.scenario);
}

/** An attack of its own. */
export function lacksUnder(rules: readonly string[], setting: Setting): Scenes {
  return lacking(rules, scenarioOf(setting));
}

function lacking(rules: readonly string[], scenario: Fields): Scenes {
  const block = scenario['protocol'] === 'generals' ? 'generals' : 'pbft';
  const ablated = (ablate: readonly string[]): Scene => ({
    scenario: { ...scenario, [block]: { ...(scenario[block] as Fields), ablate } },
  });
  return { broken: ablated(rules), sound: ablated([]) };
}

/** Some machines of PBFT have a bug. */
export function hasBug(seats: readonly number[], tamper: Tamper, setting: Setting = {}): Scenes {
  const scenario = scenarioOf(setting);
  return { broken: { scenario, protocol: sabotaged(pbft, seats, tamper) }, sound: { scenario } };
}

/** And a bug at some seats on top, in the run that is broken. */
export function withBug(
  seats: readonly number[],
  tamper: Tamper,
  { broken, sound }: Scenes,
): Scenes {
  return { broken: { ...broken, protocol: sabotaged(pbft, seats, tamper) }, sound };
}

/** More traitors than the council can bear, and as many as it can. */
export function tooMany(members: readonly number[], tactic: string, setting: Setting = {}): Scenes {
  const shared = scenarioOf(setting);
  const under = (replicas: readonly number[]): Scene => ({
    scenario: { ...shared, faults: [{ replicas, kind: 'colluding', tactic }] },
  });
  return { broken: under(members), sound: under(members.slice(0, 1)) };
}

/** A calm council of four, of PBFT with all its rules, and what is said of it. */
function scenarioOf(setting: Setting): Fields {
  const told = { title: 'A test', watch: '', explanation: '', breaks: '' };
  const { scenario } = without('', told, setting);
  return { ...scenario, pbft: { ...setting.sizes, ablate: [] } };
}

const told = new Map<string, readonly Violation[]>();

/** What the monitors say of it, all of them listening. Several rows look at one run. */
export function violationsIn(scene: Scene): readonly Violation[] {
  if (scene.protocol !== undefined) return play(scene);
  const key = JSON.stringify(scene.scenario);
  const known = told.get(key) ?? play(scene);
  told.set(key, known);
  return known;
}

function play({ scenario: fields, protocol }: Scene): readonly Violation[] {
  const parsed = parseScenario({ ...fields, signatures: 'ideal' }, 'page');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  const { scenario } = parsed;
  const whole = PROTOCOLS.find(({ id }) => id === scenario.protocol) ?? pbft;
  const kernel = createKernel({
    scenario,
    protocol: protocol ?? whole,
    tactics: TACTICS,
    monitors: MONITORS.filter(({ protocols }) => protocols.includes(scenario.protocol)),
    sink: null,
  });
  while (kernel.step());
  return kernel.violations;
}
