import { BLOCKS } from '../base/left-out.ts';
import { isFor } from '../base/written-for.ts';
import type { ComposerInfo, MarkKind, Protocol, Scenario } from '../model/index.ts';
import { checkComposed } from './check-composed.ts';
import { CODES } from './problem.ts';
import type { Problem } from './problem.ts';
import type { KnownTactic } from './tactic-options.ts';

/** What a scenario has to know of a protocol. */
export type KnownProtocol = Pick<Protocol, 'id'> & {
  readonly ablations: readonly string[];
  /** The forms of the messages that a person may write, by type. */
  readonly compose: Readonly<Record<string, ComposerInfo>>;
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
    ...checkComposed(scenario, registered.protocols),
    ...checkRules(scenario),
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
  const own = tactics.filter((tactic) => isFor(tactic, protocol));
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
    (tactic) => tactic.kind === 'prompt-injected' && isFor(tactic, protocol),
  );
  if (injections.length === 0 || hasReaders) return [];
  const message = `injections must be empty: under the protocol ${protocol} nobody reads texts`;
  return [{ path: 'injections', code: CODES.otherProtocol, message }];
}

/** The schema knows the rules of each protocol; left out can only be those of the one that runs. */
function checkRules(scenario: Scenario): Problem[] {
  const { protocol } = scenario;
  const others = BLOCKS.filter((block) => block !== protocol && scenario[block].ablate.length > 0);
  return others.map((block) => {
    const path = `${block}.ablate`;
    const message = `${path} must be empty: its rules are those of the protocol ${block}, and this run is of the protocol ${protocol}`;
    return { path, code: CODES.otherProtocol, message };
  });
}
