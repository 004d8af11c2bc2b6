import { CODES, pathText, type Problem } from './problem.ts';

/**
 * Fields by the name `__proto__`, which JSON may hold and no scenario has. The schema's objects refuse them; its records of named
 * values, such as the options of a tactic, pass them over in silence.
 */
export function hiddenFields(input: unknown, path: readonly PropertyKey[] = []): Problem[] {
  if (Array.isArray(input))
    return input.flatMap((item: unknown, index) => hiddenFields(item, [...path, index]));
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([name, value]: [string, unknown]) =>
    name === HIDDEN ? [refusal([...path, name])] : hiddenFields(value, [...path, name]),
  );
}

const HIDDEN = '__proto__';

function refusal(parts: readonly PropertyKey[]): Problem {
  const path = pathText(parts);
  return { path, code: CODES.unknownField, message: `${path} is not a known field` };
}
