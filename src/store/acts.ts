/** What a person does to the council: marks replicas, from the start or from now, and sends orders. */
import { enumerated } from '../core/base/english.ts';
import type {
  Action,
  Guard,
  Injection,
  Intervention,
  MarkView,
  ProcessId,
} from '../core/model/index.ts';
import type { AgentKind } from './agents.ts';
import { withAgents, withInjection } from './agents.ts';
import type { Choice, Council } from './edits.ts';
import {
  actionOf,
  ascending,
  isSamePlan,
  withCouncil,
  withFault,
  withIntervention,
  withNetwork,
  withRule,
} from './edits.ts';
import type { Network, Scenario } from '../core/model/index.ts';
import { lineOf } from './versions/history.ts';
import type { Lab } from './lab.ts';
import { withProtocol } from './protocols.ts';
import type { ChangeResult } from './opening.ts';
import { placeOf } from './playback.ts';
import { processesNow } from './states.ts';

/** When a change of the roster applies at the present playhead. */
function appliesFrom(lab: Lab): 'start' | 'now' {
  const chosen = lab.selection.getState().applies;
  return chosen ?? (lab.playback.getState().at === 0 ? 'start' : 'now');
}

/** Marks replicas as the roster was told to: by editing the set-up or by an intervention at the playhead. */
export function mark(lab: Lab, replicas: readonly ProcessId[], choice: Choice): Promise<void> {
  const label = `${namesOf(replicas)} ${VERBS[choice.kind]}`;
  if (appliesFrom(lab) === 'start') {
    return edit(lab, `${label} from the start`, (scenario) =>
      withFault(scenario, replicas, choice),
    );
  }
  return intervene(lab, label, actionOf(withFellows(lab, replicas, choice), choice));
}

const VERBS: Readonly<Record<Choice['kind'], string>> = {
  loyal: 'loyal',
  crashed: 'crashed',
  lying: 'lying',
  colluding: 'colluding',
  'prompt-injected': 'prompt-injected',
};

/** Who is marked as colluding with the same plan already is part of the new cabal. */
function withFellows(
  lab: Lab,
  replicas: readonly ProcessId[],
  choice: Choice,
): readonly ProcessId[] {
  if (choice.kind !== 'colluding') return replicas;
  const fellows = marksAt(lab).flatMap(([id, held]) =>
    held.kind === 'colluding' && isSamePlan(held, choice) ? [id] : [],
  );
  return ascending([...fellows, ...replicas]);
}

/** The replicas' marks at the playhead. */
function marksAt(lab: Lab): readonly (readonly [ProcessId, MarkView])[] {
  const processes = processesNow(lab.recording.getState(), placeOf(lab.playback.getState()));
  return processes.flatMap((each) =>
    each.role === 'replica' ? [[each.id, each.mark] as const] : [],
  );
}

/** An order of the person's own, sent by the guest client at the playhead. */
export function sendOrder(lab: Lab, text: string): Promise<void> {
  return intervene(lab, `Order “${text}” sent`, { do: 'order', text });
}

export function editCouncil(lab: Lab, change: Council): Promise<void> {
  const label = Object.entries(change)
    .map(([field, value]) => `${LETTERS[field] ?? field} = ${value}`)
    .join(', ');
  return edit(lab, label, (scenario) => withCouncil(scenario, change));
}

const LETTERS: Readonly<Record<string, string>> = {
  replicas: 'n',
  tolerance: 'f',
  quorum: 'quorum',
};

/** What replicas are as agents, from the start. */
export function editAgents(
  lab: Lab,
  replicas: readonly ProcessId[],
  change: Partial<AgentKind>,
): Promise<void> {
  const { family, guard } = change;
  const said = [
    family === undefined ? '' : family === '' ? 'a model of its own' : `family ${family}`,
    guard === undefined ? '' : GUARDS[guard],
  ].filter((words) => words !== '');
  return edit(lab, `${namesOf(replicas)}: ${said.join(', ')}`, (scenario) =>
    withAgents(scenario, replicas, change),
  );
}

const GUARDS: Readonly<Record<Guard, string>> = { none: 'no guard', quarantine: 'quarantine' };

/** The text at a position of the list, one more, or with null one fewer. */
export function editInjection(
  lab: Lab,
  position: number,
  injection: Injection | null,
): Promise<void> {
  const label = injection === null ? 'Text removed' : `Text in request ${injection.request}`;
  return edit(lab, label, (scenario) => withInjection(scenario, position, injection));
}

/** The same council under another protocol. */
export function editProtocol(lab: Lab, protocol: string): Promise<void> {
  const { catalog } = lab.catalog.getState();
  if (catalog === null) return Promise.resolve();
  const title = catalog.protocols.find(({ id }) => id === protocol)?.title ?? protocol;
  return edit(lab, `protocol ${title}`, (scenario) => withProtocol(scenario, protocol, catalog));
}

export function editNetwork(lab: Lab, label: string, change: Partial<Network>): Promise<void> {
  return edit(lab, label, (scenario) => withNetwork(scenario, change));
}

/** A rule of the protocol, from the start. */
export function editRule(lab: Lab, rule: string, what: 'leave out' | 'keep'): Promise<void> {
  const sentence = missingOf(lab, rule).replace(/\.$/, '');
  const label = what === 'keep' ? `mended: ${sentence}` : `broken on purpose: ${sentence}`;
  return edit(lab, label, (scenario) => withRule(scenario, rule, what));
}

/** What happens without a rule of the present protocol, in a sentence. */
function missingOf(lab: Lab, rule: string): string {
  const protocol = lab.history.getState().present?.scenario.protocol;
  const { catalog } = lab.catalog.getState();
  const info = catalog?.protocols.find(({ id }) => id === protocol);
  return info?.ablations[rule]?.missing ?? rule;
}

/** A change of the set-up: the run is another one from its start. */
export function edit(
  lab: Lab,
  label: string,
  change: (scenario: Scenario) => Scenario,
): Promise<void> {
  lab.playback.setState({ announced: [] });
  return lab.opening.change((present) => ({ label, scenario: change(present.scenario) }));
}

/** A change at the playhead: everything before it stays. */
export function intervene(lab: Lab, label: string, action: Action): Promise<void> {
  return lab.opening.change(async (present): Promise<ChangeResult | null> => {
    const place = placeOf(lab.playback.getState());
    const { run } = lab.recording.getState();
    const outcome = await lab.engine.ask('locate', { run, place });
    if (outcome.status !== 'done') return null;
    const { after } = outcome.value;
    const { scenario: before } = present;
    const own = broughtAlong(lab, present.id);
    const scenario = withIntervention(before, { at: place.at, after, ...action }, own);
    const dropped = before.interventions.length + 1 - scenario.interventions.length;
    const told = `${label} at ${(place.at / 1000).toFixed(1)} ms`;
    return { label: told, scenario, intervenedAt: place.at, toast: told + droppedText(dropped) };
  });
}

/** The interventions that came with the preset, link or file that the open version goes back to. */
function broughtAlong(lab: Lab, version: number): readonly Intervention[] {
  const line = lineOf(lab.history.getState().versions, version);
  return line.findLast(({ partsAt }) => partsAt === null)?.scenario.interventions ?? [];
}

function droppedText(count: number): string {
  if (count === 0) return '';
  const what = count === 1 ? '1 later intervention stays' : `${count} later interventions stay`;
  return `. ${what} on the old branch only.`;
}

/** "R0 and R3". */
export function namesOf(replicas: readonly ProcessId[]): string {
  return enumerated(replicas.map((replica) => `R${replica}`));
}
