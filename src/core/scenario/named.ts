import * as z from 'zod/mini';
import { isFor } from '../base/written-for.ts';
import { list, record, whole, word } from './fields.ts';
import { LIMITS } from './limits.ts';
import { describeOptions, type KnownTactic } from './tactic-options.ts';
import type { KnownProtocol } from './written-for.ts';

/** Fields by which several parts of a scenario name times, processes and tactics. */

/** What a scenario may name, handed in from the registry: the schema itself knows no protocol. */
export type ScenarioRules = {
  readonly replicasMax: number;
  readonly protocols: readonly KnownProtocol[];
  readonly tactics: readonly KnownTactic[];
  /** Message types of all protocols. */
  readonly messages: readonly string[];
};

const narrowed = new WeakMap<ScenarioRules, Map<string, ScenarioRules>>();

/** The rules with the tactics of one protocol alone; all of them where there is no such protocol. */
export function rulesOf(rules: ScenarioRules, protocol: unknown): ScenarioRules {
  const known = rules.protocols.find(({ id }) => id === protocol);
  if (known === undefined) return rules;
  const made = narrowed.get(rules) ?? new Map<string, ScenarioRules>();
  const tactics = rules.tactics.filter((tactic) => isFor(tactic, known.id));
  const own = made.get(known.id) ?? { ...rules, tactics };
  narrowed.set(rules, made.set(known.id, own));
  return own;
}

export function time() {
  return whole(0, LIMITS.timeMax, ' (microseconds)');
}

export function replicas(rules: ScenarioRules) {
  return list(
    whole(0, rules.replicasMax - 1, ' that is below the number of replicas'),
    1,
    rules.replicasMax,
  );
}

export function tactic(rules: ScenarioRules, kind: string) {
  const ofKind = rules.tactics.filter((known) => known.kind === kind);
  const id = word(
    ofKind.map((known) => known.id),
    (input) => {
      const other = rules.tactics.find((known) => known.id === input);
      return other === undefined ? '' : ` (a tactic for ${other.kind} replicas)`;
    },
  );
  const options = record('a whole number or a word').check(z.describe(describeOptions(ofKind)));
  return { tactic: id, options: z.exactOptional(options) };
}

/** A replica or a client; which of them there are is checked with the rest of the scenario at hand. */
export function process(rules: ScenarioRules) {
  return whole(0, rules.replicasMax + LIMITS.clientsMax, ' that is a replica or a client');
}
