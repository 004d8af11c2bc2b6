import * as z from 'zod/mini';
import { LIMITS } from './limits.ts';
import { nearest, quote } from './problem.ts';

/**
 * The leaves of the schema. Each says in one sentence what it accepts, whatever was wrong with the value, because a person
 * needs the allowed range and not the name of the check that failed.
 */

type Reason = { readonly code: string; readonly input?: unknown };

/** The message of a leaf: what it must be, and what it is. */
function must(be: string): (issue: Reason) => string {
  return (issue) =>
    issue.input === undefined ? `must be ${be}` : `must be ${be}, not ${quote(issue.input)}`;
}

export function number(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

export function whole(min: number, max: number, unit = '') {
  const error = must(`a whole number from ${number(min)} to ${number(max)}${unit}`);
  return z.int({ error }).check(z.gte(min, { error }), z.lte(max, { error }));
}

export function chance() {
  const error = must('a probability from 0 to 1');
  return z.number({ error }).check(z.gte(0, { error }), z.lte(1, { error }));
}

export function yesOrNo() {
  return z.boolean({ error: must('true or false') });
}

export function text(min: number, max: number) {
  const error = must(
    `a text of ${number(min)} to ${number(max)} characters without broken code points`,
  );
  return z
    .string({ error })
    .check(
      z.minLength(min, { error }),
      z.maxLength(max, { error }),
      z.regex(WELL_FORMED, { error }),
    );
}

/** A lone surrogate has no encoding, so that two different texts could get one digest. */
export const WELL_FORMED = /^[^\uD800-\uDFFF]*$/u;

export function word<const W extends string>(
  words: readonly W[],
  more: (input: unknown) => string = () => '',
) {
  const [first, ...others] = words;
  const one = first === undefined ? 'of another kind: there is none here' : quote(first);
  const error = must(others.length === 0 ? one : `one of ${words.join(', ')}`);
  return z.enum(words, { error: (issue) => `${error(issue)}${more(issue.input)}` });
}

export function fixed<const V extends number>(value: V, why: string) {
  return z.literal(value, { error: must(`${value}${why}`) });
}

export function list<S extends z.ZodMiniType>(item: S, min: number, max: number) {
  const error = must(`a list of ${number(min)} to ${number(max)} entries`);
  return z.array(item, { error }).check(z.minLength(min, { error }), z.maxLength(max, { error }));
}

/** A word or a few: it stands in badges, menus and sentences. */
export function familyName(min: 0 | 1) {
  const error = must(
    `a name of ${min} to ${LIMITS.familyMax} letters, digits, spaces, dots, hyphens or underscores, which begins with a letter or digit`,
  );
  return z
    .string({ error })
    .check(z.minLength(min, { error }), z.maxLength(LIMITS.familyMax, { error }))
    .check(z.regex(FAMILY, { error }));
}

const FAMILY = /^(?:[\p{L}\p{N}][\p{L}\p{N} ._-]*)?$/u;

/** An object that refuses fields it does not know, and says which one was probably meant. */
export function object<S extends z.core.$ZodLooseShape>(shape: S) {
  return z.strictObject(shape, { error: (issue) => objectError(issue, Object.keys(shape)) });
}

/** Named numbers and texts; which names there are is for the caller to know. */
export function record(of: string) {
  const value = z.union([z.number(), z.string()], { error: must(of) });
  return z.record(z.string(), value, { error: must('an object') });
}

/** A list of objects told apart by one field. */
export function variants<
  const O extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]],
>(by: string, names: readonly string[], options: O) {
  return z.discriminatedUnion(by, options, {
    error: (issue) =>
      issue.code === 'invalid_union' ? `must be one of ${names.join(', ')}` : 'must be an object',
  });
}

function objectError(issue: z.core.$ZodRawIssue, known: readonly string[]): string {
  if (issue.code !== 'unrecognized_keys') return must('an object')(issue);
  const meant = nearest(issue.keys[0] ?? '', known);
  const hint = meant === null ? '' : `; did you mean ${meant}?`;
  return `is not a known field${hint || `; the fields here are ${known.join(', ')}`}`;
}
