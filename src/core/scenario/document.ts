import type { Scenario } from '../model/index.ts';
import { LIMITS } from './limits.ts';
import { toMinimal } from './minimal.ts';
import { CODES, quote } from './problem.ts';
import { parseScenario, readJson } from './schema.ts';
import type { Parsed } from './schema.ts';
import type { ScenarioRules } from './named.ts';

/**
 * What a file may hold: a scenario by itself, or a recording, which is a scenario with the hash of the trace that it must
 * give again. A recording may carry a sitting, too: what a person tried before and after, and what the page keeps for itself.
 */
export type Document = {
  readonly scenario: Scenario;
  /** The trace hash that was recorded, or null. */
  readonly hash: string | null;
  readonly sitting: Sitting | null;
};

/** One of the scenarios that a person went through. */
export type DocumentVersion = {
  readonly id: number;
  /** The version that it was made from, or null. */
  readonly parent: number | null;
  /** How long it is the same run as its parent, in microseconds; null for another set-up altogether. */
  readonly partsAt: number | null;
  readonly scenario: Scenario;
  readonly label: string;
  readonly preset: string;
  /** What somebody called it, or ''. */
  readonly name: string;
};

export type Sitting = {
  readonly versions: readonly DocumentVersion[];
  /** The id of the one that is open. */
  readonly present: number;
  /** Those that redo leads to. */
  readonly future: readonly number[];
  /** What only the page understands; it checks what it takes from here. */
  readonly page: Readonly<Record<string, unknown>>;
};

export type ParsedDocument =
  { readonly ok: true; readonly document: Document } | Extract<Parsed, { readonly ok: false }>;

const VERSION = 1;

/** Versions that a sitting may bring; no page keeps more. */
const VERSIONS_MAX = 300;
/** Times are smaller, too. */
const ID_MAX = LIMITS.timeMax;

/** Reads the text of a file. Never throws, whatever it is given. */
export function parseDocument(source: string, rules: ScenarioRules): ParsedDocument {
  const read = readJson(source, 'file');
  if (!read.ok) return read;
  const fields = fieldsOf(read.input);
  const isRecording = fields.scenario !== undefined || fields.trace !== undefined;
  if (isRecording) return parseRecording(fields, rules);
  const parsed = parseScenario(read.input, rules);
  if (!parsed.ok) return parsed;
  return { ok: true, document: { scenario: parsed.scenario, hash: null, sitting: null } };
}

/** The text of a file that `parseDocument` reads as the same. */
export function documentText(document: Document, events: number | null): string {
  const { scenario, hash, sitting } = document;
  const written = toMinimal(scenario);
  if (hash === null && sitting === null) return `${JSON.stringify(written, null, 2)}\n`;
  return `${JSON.stringify({
    version: VERSION,
    scenario: written,
    ...(hash === null ? {} : { trace: { ...(events === null ? {} : { events }), hash } }),
    ...(sitting === null ? {} : { sitting: shortSitting(sitting) }),
  })}\n`;
}

function parseRecording(
  { version, scenario, trace, sitting }: Fields,
  rules: ScenarioRules,
): ParsedDocument {
  if (version !== VERSION)
    return refuse(
      'version',
      `the version of a recording must be ${VERSION}; it is ${quote(version)}`,
    );
  if (scenario === undefined) return refuse('scenario', 'the recording has no scenario');
  const hash = hashOf(trace);
  if (hash === undefined)
    return refuse('trace.hash', 'trace.hash must be 64 hexadecimal digits, or trace left out');
  const parsed = parseScenario(scenario, rules);
  if (!parsed.ok) return parsed;
  return {
    ok: true,
    document: { scenario: parsed.scenario, hash, sitting: parseSitting(sitting, rules) },
  };
}

/** Null where there is none, undefined where it is none. */
function hashOf(trace: unknown): string | null | undefined {
  if (trace === undefined) return null;
  const { hash } = fieldsOf(trace);
  return typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? hash : undefined;
}

/** What of a sitting cannot be read is left out: the run itself does not depend on it. */
function parseSitting(input: unknown, rules: ScenarioRules): Sitting | null {
  if (input === undefined) return null;
  const { versions, present, future, page } = fieldsOf(input);
  const read = listOf(versions)
    .slice(-VERSIONS_MAX)
    .flatMap((each) => parseVersion(each, rules));
  const ids = new Set(read.map(({ id }) => id));
  if (!isId(present) || !ids.has(present) || ids.size !== read.length) return null;
  return {
    versions: read.map((version, index) => ({ ...version, parent: parentIn(read, index) })),
    present,
    future: listOf(future).flatMap((id) => (isId(id) && ids.has(id) ? [id] : [])),
    page: fieldsOf(page),
  };
}

/** Parents come first: a list that says otherwise would have no beginning. */
function parentIn(versions: readonly DocumentVersion[], index: number): number | null {
  const parent = versions[index]?.parent ?? null;
  return versions.slice(0, index).some(({ id }) => id === parent) ? parent : null;
}

function parseVersion(input: unknown, rules: ScenarioRules): readonly DocumentVersion[] {
  const { id, parent, partsAt, scenario, label, preset, name } = fieldsOf(input);
  if (!isId(id)) return [];
  const parsed = parseScenario(scenario, rules);
  if (!parsed.ok) return [];
  return [
    {
      id,
      parent: isId(parent) ? parent : null,
      partsAt: partsAt === 0 || isId(partsAt) ? partsAt : null,
      scenario: parsed.scenario,
      label: textOf(label),
      preset: textOf(preset),
      name: textOf(name),
    },
  ];
}

/** From 1 on, so that they can be counted on behind those of the page that reads them. */
function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= ID_MAX;
}

function shortSitting({ versions, ...rest }: Sitting): object {
  const short = versions.map((version) => ({ ...version, scenario: toMinimal(version.scenario) }));
  return { versions: short, ...rest };
}

type Fields = Readonly<Record<string, unknown>>;

/** Own fields alone: what JSON calls `__proto__` is a field like any other, and none that is asked for. */
function fieldsOf(value: unknown): Fields {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value)) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, LIMITS.titleMax) : '';
}

function refuse(path: string, message: string): ParsedDocument {
  return { ok: false, problems: [{ path, code: CODES.badRecording, message }] };
}
