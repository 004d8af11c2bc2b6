import * as z from 'zod/mini';
import type { Scenario } from '../model/index.ts';
import { crossCheck } from './cross-check.ts';
import { checkWritten } from './written-for.ts';
import { DEFAULTS } from './defaults.ts';
import {
  chance,
  familyName,
  fixed,
  list,
  object,
  text,
  variants,
  whole,
  word,
  yesOrNo,
} from './fields.ts';
import { hiddenFields } from './hidden-fields.ts';
import { findDuplicateField, findJsonError } from './json-error.ts';
import { intervention } from './intervention.ts';
import { LIMITS } from './limits.ts';
import { process, replicas, rulesOf, tactic, time, type ScenarioRules } from './named.ts';
import { CODES, pathText } from './problem.ts';
import type { Problem } from './problem.ts';
import { checkTacticOptions, withoutDefaults } from './tactic-options.ts';

export type Parsed =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Checks a scenario's JSON form and fills in every default. Never throws, whatever it is given. */
export function parseScenario(input: unknown, rules: ScenarioRules): Parsed {
  const result = schemaOf(rules).safeParse(input, { reportInput: true });
  if (!result.success) return { ok: false, problems: problemsOf(input, rules, result.error) };
  const scenario = fill(result.data);
  const problems = [
    ...crossCheck(scenario),
    ...checkWritten(scenario, rules),
    ...checkTacticOptions(scenario, rules.tactics),
    ...hiddenFields(input),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, scenario: withoutDefaults(scenario, rules.tactics) };
}

/** What is allowed is told for the protocol that the scenario names: the tactics of others would not help. */
function problemsOf(input: unknown, rules: ScenarioRules, found: z.core.$ZodError): Problem[] {
  const own = schemaOf(rulesOf(rules, protocolIn(input))).safeParse(input, { reportInput: true });
  const { issues } = own.success ? found : own.error;
  // A number that misses its range twice over, such as one too large to be exact, is one problem.
  return [...new Map(issues.map(toProblem).map((found) => [found.message, found])).values()];
}

function protocolIn(input: unknown): unknown {
  const isObject = typeof input === 'object' && input !== null;
  return isObject && 'protocol' in input ? input.protocol : DEFAULTS.protocol;
}

/** The same for the text of a file. */
export function parseScenarioText(source: string, rules: ScenarioRules): Parsed {
  const read = readJson(source, 'scenario');
  return read.ok ? parseScenario(read.input, rules) : read;
}

export type Json =
  { readonly ok: true; readonly input: unknown } | Extract<Parsed, { readonly ok: false }>;

/** The JSON of a text; what is wrong with it is said of the thing that it should be. */
export function readJson(source: string, what: string): Json {
  if (source.length > LIMITS.fileMax)
    return refuse(
      CODES.tooLong,
      `the ${what} is too long: at most ${LIMITS.fileMax} characters are read`,
    );
  const json = source.replace(/^\uFEFF/, '');
  const twice = findDuplicateField(json);
  try {
    const input: unknown = JSON.parse(json);
    if (twice === null) return { ok: true, input };
    return refuse(CODES.givenTwice, `the ${what} names the field ${twice} twice in one object`);
  } catch {
    return refuse(CODES.notJson, `the ${what} is not valid JSON: ${findJsonError(json)}`);
  }
}

/** The JSON Schema of what a person may write. */
export function scenarioJsonSchema(rules: ScenarioRules): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(schemaOf(rules), { io: 'input', override: withoutClasses });
  return { title: 'Parley scenario', ...schema };
}

/** Classes of characters are known to the patterns of JavaScript, and not to those that validators elsewhere go by. */
function withoutClasses({ jsonSchema }: { readonly jsonSchema: { pattern?: string } }): void {
  if (jsonSchema.pattern?.includes('\\p{') === true) delete jsonSchema.pattern;
}

/** What the schema read, with the default that depends on another field. */
function fill(data: z.output<Schema>): Scenario {
  // A council of one can tolerate nobody, so that the usual default would be refused there.
  const tolerance = data.tolerance ?? Math.min(DEFAULTS.tolerance, data.replicas - 1);
  return { ...data, tolerance };
}

function refuse(code: string, message: string): Extract<Parsed, { readonly ok: false }> {
  return { ok: false, problems: [{ path: '', code, message }] };
}

function toProblem(issue: z.core.$ZodIssue): Problem {
  if (issue.code === 'unrecognized_keys') {
    const path = pathText([...issue.path, issue.keys[0] ?? '']);
    return { path, code: CODES.unknownField, message: `${path} ${issue.message}` };
  }
  const path = pathText(issue.path);
  const code = issue.input === undefined ? CODES.missing : CODES.notAllowed;
  return { path, code, message: `${path} ${issue.message}` };
}

type Schema = ReturnType<typeof createSchema>;

/** Made once for the same rules: that takes longer than to check a scenario, and a sweep checks thousands. */
const schemas = new WeakMap<ScenarioRules, Schema>();

function schemaOf(rules: ScenarioRules): Schema {
  const schema = schemas.get(rules) ?? createSchema(rules);
  schemas.set(rules, schema);
  return schema;
}

function createSchema(rules: ScenarioRules) {
  return object({
    version: fixed(1, ', the only version there is'),
    title: z._default(text(0, LIMITS.titleMax), DEFAULTS.title),
    protocol: z._default(word(rules.protocols.map(({ id }) => id)), DEFAULTS.protocol),
    seed: z._default(whole(0, LIMITS.seedMax), DEFAULTS.seed),
    replicas: z._default(whole(1, rules.replicasMax), DEFAULTS.replicas),
    tolerance: z.optional(tolerance(rules)),
    quorum: z._default(quorumRule(rules), DEFAULTS.quorum),
    signatures: z._default(word(['ed25519', 'ideal']), DEFAULTS.signatures),
    faults: z._default(list(fault(rules), 0, LIMITS.faultsMax), []),
    agents: z._default(list(agent(rules), 0, rules.replicasMax), []),
    injections: z._default(list(injection(), 0, LIMITS.injectionsMax), []),
    network: z.prefault(network(rules), {}),
    cost: z.prefault(cost(), {}),
    timers: z.prefault(timers(), {}),
    workload: z.prefault(workload(), {}),
    pbft: z.prefault(pbft(rules), {}),
    generals: z.prefault(generals(rules), {}),
    interventions: z._default(list(intervention(rules), 0, LIMITS.interventionsMax), []),
    until: z._default(whole(1, LIMITS.timeMax, ' (microseconds)'), DEFAULTS.until),
  });
}

function tolerance({ replicasMax }: ScenarioRules) {
  const said = `${DEFAULTS.tolerance} unless given, whatever the number of replicas; 0 for a council of one`;
  return whole(0, replicasMax - 1, ' and below the number of replicas').check(z.describe(said));
}

function quorumRule(rules: ScenarioRules) {
  return z.union(
    [
      z.enum(['intersect', '2f+1', 'n-f']),
      whole(1, rules.replicasMax, ' and at most the number of replicas'),
    ],
    {
      error: 'must be intersect, 2f+1, n-f or a whole number from 1 to the number of replicas',
    },
  );
}

function fault(rules: ScenarioRules) {
  const span = {
    replicas: replicas(rules),
    at: z._default(time(), 0),
    until: z._default(z.nullable(time()), null),
  };
  return variants(
    'kind',
    ['crashed', 'lying', 'colluding', 'prompt-injected'],
    [
      object({ ...span, kind: z.literal('crashed') }),
      object({ ...span, kind: z.literal('lying'), ...tactic(rules, 'lying') }),
      object({ ...span, kind: z.literal('colluding'), ...tactic(rules, 'colluding') }),
      object({ ...span, kind: z.literal('prompt-injected'), text: text(1, LIMITS.textMax) }),
    ],
  );
}

function agent(rules: ScenarioRules) {
  return object({
    replicas: replicas(rules),
    family: z._default(familyName(0), ''),
    guard: z._default(word(['none', 'quarantine']), 'none'),
  });
}

function injection() {
  return object({
    request: whole(1, LIMITS.requestsInAllMax, ' (the number of a request of the run)'),
    text: text(1, LIMITS.textMax),
    families: z._default(z.nullable(list(familyName(1), 1, LIMITS.familiesMax)), null),
  });
}

function network(rules: ScenarioRules) {
  const groups = list(replicas(rules), 1, rules.replicasMax);
  const partition = object({ at: z._default(time(), 0), until: time(), groups });
  return object({
    latency: z._default(latency(), DEFAULTS.network.latency),
    loss: z._default(chance(), DEFAULTS.network.loss),
    duplicate: z._default(chance(), DEFAULTS.network.duplicate),
    gst: z._default(time(), DEFAULTS.network.gst),
    partitions: z._default(list(partition, 0, LIMITS.partitionsMax), []),
    delays: z._default(list(delay(rules), 0, LIMITS.delaysMax), []),
    scheduler: z._default(scheduler(), DEFAULTS.network.scheduler),
  });
}

function delay(rules: ScenarioRules) {
  const whom = () => z._default(z.nullable(list(process(rules), 1, LIMITS.delayNamesMax)), null);
  return object({
    at: z._default(time(), 0),
    until: time(),
    from: whom(),
    to: whom(),
    kinds: z._default(z.nullable(list(word(rules.messages), 1, rules.messages.length)), null),
    by: extraTime(),
  });
}

function extraTime() {
  return whole(1, LIMITS.delayMax, ' (microseconds)');
}

function scheduler() {
  return variants(
    'kind',
    ['none', 'reorder', 'starve'],
    [
      object({ kind: z.literal('none') }),
      object({ kind: z.literal('reorder'), upTo: extraTime() }),
      object({ kind: z.literal('starve'), by: extraTime(), every: extraTime() }),
    ],
  );
}

function latency() {
  return variants(
    'kind',
    ['constant', 'uniform', 'long-tailed'],
    [
      object({ kind: z.literal('constant'), value: time() }),
      object({ kind: z.literal('uniform'), min: time(), max: time() }),
      object({ kind: z.literal('long-tailed'), min: time(), median: time(), max: time() }),
    ],
  );
}

function cost() {
  const one = () => z._default(whole(0, LIMITS.costMax, ' (microseconds)'), 0);
  return object({ message: one(), sign: one(), verify: one() });
}

function timers() {
  const timeout = () => whole(LIMITS.timeoutMin, LIMITS.timeMax, ' (microseconds)');
  return object({
    viewChange: z._default(timeout(), DEFAULTS.timers.viewChange),
    client: z._default(timeout(), DEFAULTS.timers.client),
  });
}

function workload() {
  const order = () => text(1, LIMITS.textMax);
  const payload = z.union([order(), list(order(), 1, LIMITS.payloadsMax)], {
    error: `must be a text of 1 to ${LIMITS.textMax} characters, or a list of 1 to ${LIMITS.payloadsMax} such texts`,
  });
  return object({
    clients: z._default(whole(1, LIMITS.clientsMax), DEFAULTS.workload.clients),
    requests: z._default(whole(0, LIMITS.requestsMax), DEFAULTS.workload.requests),
    interval: z._default(time(), DEFAULTS.workload.interval),
    payload: z._default(payload, 'order ATTACK'),
  });
}

function generals(rules: ScenarioRules) {
  return object({
    messages: z._default(word(['oral', 'signed']), DEFAULTS.generals.messages),
    ablate: ablate(rules, 'generals'),
  });
}

/** The rules that a protocol lets itself be run without. */
function ablate({ protocols }: ScenarioRules, protocol: string) {
  const known = protocols.find(({ id }) => id === protocol)?.ablations ?? [];
  return z._default(list(word(known), 0, Math.max(1, known.length)), []);
}

function pbft(rules: ScenarioRules) {
  const { checkpointInterval, window, batch, tentative, readOnly, digestReplies } = DEFAULTS.pbft;
  return object({
    checkpointInterval: z._default(whole(1, LIMITS.checkpointIntervalMax), checkpointInterval),
    window: z._default(
      whole(2, LIMITS.windowMax, ' and at least twice the checkpoint interval'),
      window,
    ),
    batch: z._default(whole(1, LIMITS.batchMax), batch),
    tentative: z._default(yesOrNo(), tentative),
    readOnly: z._default(yesOrNo(), readOnly),
    digestReplies: z._default(yesOrNo(), digestReplies),
    ablate: ablate(rules, 'pbft'),
  });
}
