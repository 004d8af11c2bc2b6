import type { MarkKind, Protocol, Scenario } from '../model/index.ts';
import { CODES } from './problem.ts';
import type { Problem } from './problem.ts';
import type { KnownTactic } from './tactic-options.ts';

/** What a scenario has to know of a protocol. */
export type KnownProtocol = Pick<Protocol, 'id'> & {
  readonly ablations: readonly string[];
  /** Null where it can run the scenario within reason. */
  readonly refuse: (scenario: Scenario) => ReturnType<NonNullable<Protocol['refuse']>>;
};

/** What the registry says of protocols and of the tactics that are written for them. */
type Registered = {
  readonly protocols: readonly KnownProtocol[];
  readonly tactics: readonly KnownTactic[];
};

/** Tactics read and bend the messages of a protocol, and ablations are its rules: under another they would mean nothing. */
export function checkWritten(scenario: Scenario, registered: Registered): readonly Problem[] {
  const { faults, interventions } = scenario;
  const marks = [
    ...faults.map((fault, index) => markOf(fault, `faults[${index}]`)),
    ...interventions.map((act, index) => markOf(act, `interventions[${index}]`)),
  ];
  return [
    ...marks.flatMap((mark) => checkMark(mark, scenario.protocol, registered)),
    ...checkReaders(scenario, registered),
    ...scenario.pbft.ablate.flatMap((rule, index) =>
      checkRule(rule, `pbft.ablate[${index}]`, { scenario, registered }),
    ),
    ...refusals(scenario, registered),
  ];
}

/** What the protocol itself cannot run. */
function refusals(scenario: Scenario, { protocols }: Registered): Problem[] {
  const refusal = protocols.find(({ id }) => id === scenario.protocol)?.refuse(scenario) ?? null;
  if (refusal === null) return [];
  const { path, message } = refusal;
  return [{ path, code: CODES.tooMuch, message: `${path} ${message}` }];
}

/** `tactic` is '' where none is named; `kind` where a tactic follows from the kind alone. */
type Mark = { readonly path: string; readonly tactic: string; readonly kind: MarkKind | null };

function markOf(entry: Scenario['faults' | 'interventions'][number], path: string): Mark {
  const isInjected = 'kind' in entry ? entry.kind === 'prompt-injected' : entry.do === 'inject';
  const tactic = 'tactic' in entry ? entry.tactic : '';
  return { path, tactic, kind: isInjected ? 'prompt-injected' : null };
}

function checkMark(
  { path, tactic, kind }: Mark,
  protocol: string,
  { tactics }: Registered,
): Problem[] {
  const own = tactics.filter(({ protocols }) => isFor(protocols, protocol));
  if (kind !== null && !own.some((each) => each.kind === kind)) {
    const message = `${path} must be another fault: under the protocol ${protocol} nobody reads texts, so that nobody can be prompt-injected`;
    return [{ path, code: CODES.otherProtocol, message }];
  }
  const known = tactics.find(({ id }) => id === tactic);
  if (known === undefined || own.includes(known)) return [];
  const allowed = own.filter((each) => each.kind === known.kind).map(({ id }) => id);
  const message = `${path}.tactic must be written for the protocol ${protocol}: ${tactic} is for ${known.protocols.join(', ')}; here there are ${allowed.join(', ') || 'none'}`;
  return [{ path: `${path}.tactic`, code: CODES.otherProtocol, message }];
}

function checkReaders({ injections, protocol }: Scenario, { tactics }: Registered): Problem[] {
  const hasReaders = tactics.some(
    ({ kind, protocols }) => kind === 'prompt-injected' && isFor(protocols, protocol),
  );
  if (injections.length === 0 || hasReaders) return [];
  const message = `injections must be empty: under the protocol ${protocol} nobody reads texts`;
  return [{ path: 'injections', code: CODES.otherProtocol, message }];
}

function isFor(protocols: readonly string[], protocol: string): boolean {
  return protocols.length === 0 || protocols.includes(protocol);
}

type Given = { readonly scenario: Scenario; readonly registered: Registered };

function checkRule(rule: string, path: string, { scenario, registered }: Given): Problem[] {
  const { protocol } = scenario;
  const own = registered.protocols.find(({ id }) => id === protocol)?.ablations ?? [];
  if (own.includes(rule)) return [];
  const allowed = own.length === 0 ? 'none of its rules can be removed' : own.join(', ');
  const message = `${path} must be a rule of the protocol ${protocol}, not ${rule}: ${allowed}`;
  return [{ path, code: CODES.otherProtocol, message }];
}
