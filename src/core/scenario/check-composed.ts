import type { Composed, ComposeField, ComposerInfo, Scenario } from '../model/index.ts';
import { WELL_FORMED, number } from './fields.ts';
import { CODES, nearest, quote } from './problem.ts';
import type { Problem } from './problem.ts';

/** What it takes of a protocol: the forms of the messages that a person may write. */
type Forms = {
  readonly id: string;
  readonly compose: Readonly<Record<string, ComposerInfo>>;
};

/** Messages written by hand, held against the protocol's forms. */
export function checkComposed(
  { protocol, interventions }: Scenario,
  protocols: readonly Forms[],
): readonly Problem[] {
  const forms = protocols.find(({ id }) => id === protocol)?.compose ?? {};
  return interventions.flatMap((act, index) =>
    act.do === 'compose' ? checkLetter(act, `interventions[${index}]`, forms) : [],
  );
}

function checkLetter(
  { kind, fields }: Composed,
  path: string,
  forms: Readonly<Record<string, ComposerInfo>>,
): readonly Problem[] {
  const form = Object.hasOwn(forms, kind) ? forms[kind] : undefined;
  if (form === undefined) {
    const known = Object.keys(forms).join(', ') || 'none';
    const message = `${path}.kind must be a message that can be written by hand, not ${kind}; here there are ${known}`;
    return [{ path: `${path}.kind`, code: CODES.otherProtocol, message }];
  }
  return Object.entries(fields).flatMap(([id, value]) => {
    const field = form.fields.find((each) => each.id === id);
    if (field === undefined) return [unknownField(`${path}.fields`, id, form.fields)];
    if (isAllowed(field, value)) return [];
    const here = `${path}.fields.${id}`;
    const message = `${here} must be ${allowed(field)}, not ${quote(value)}`;
    return [{ path: here, code: CODES.notAllowed, message }];
  });
}

function unknownField(path: string, id: string, fields: readonly ComposeField[]): Problem {
  const known = fields.map((field) => field.id);
  const meant = nearest(id, known);
  const hint = meant === null ? `; there are ${known.join(', ')}` : `; did you mean ${meant}?`;
  const message = `${path} names ${quote(id)}, which is no field of that message${hint}`;
  return { path, code: CODES.unknownField, message };
}

function isAllowed(field: ComposeField, value: number | string): boolean {
  if (field.kind === 'choice') return field.choices.some(({ id }) => id === value);
  if (field.kind !== 'number')
    return typeof value === 'string' && value.length <= field.max && WELL_FORMED.test(value);
  return Number.isSafeInteger(value) && Number(value) >= field.min && Number(value) <= field.max;
}

function allowed(field: ComposeField): string {
  if (field.kind === 'choice') return `one of ${field.choices.map(({ id }) => id).join(', ')}`;
  return field.kind === 'number'
    ? `a whole number from ${number(field.min)} to ${number(field.max)}`
    : `a text of at most ${number(field.max)} characters without broken code points`;
}
