import type { Body, Data } from '../model/index.ts';

/**
 * A message with one of its fields replaced, or one bit of it flipped where no value is given; a reason where there is no such
 * field. Dots lead inwards: `requests.0.operation`.
 */
export function changed(
  body: Body,
  field: string,
  value: number | string | undefined,
): Body | string {
  if (field === 'type') return 'what has another type is another message';
  const other = within(body, field.split('.'), value);
  if (other === null || !isBody(other))
    return `it has no field ${field} that holds a number or a text`;
  return JSON.stringify(other) === JSON.stringify(body) ? 'that is what it says already' : other;
}

function within(data: Data, path: readonly string[], value: number | string | undefined): Data {
  const [name, ...rest] = path;
  if (name === undefined) return flipped(data) === null ? null : (value ?? flipped(data));
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, name)) return null;
  const inner = within(childOf(data, name), rest, value);
  if (inner === null) return null;
  if (isList(data)) return data.map((item, index) => (index === Number(name) ? inner : item));
  return { ...data, [name]: inner };
}

function childOf(data: object, name: string): Data {
  const entries: readonly (readonly [string, Data])[] = Object.entries(data);
  return entries.find(([key]) => key === name)?.[1] ?? null;
}

/** The lowest bit of a number or of the first character; null for what has no single value. */
function flipped(data: Data): Data {
  if (typeof data === 'boolean') return !data;
  if (typeof data === 'number') return data % 2 === 0 ? data + 1 : data - 1;
  if (typeof data !== 'string') return null;
  if (data === '') return '1';
  const [first = ''] = data;
  // Of a hexadecimal digit one bit of what it stands for; 9 and a differ in more than one bit of their codes.
  const digit = HEX.indexOf(first);
  const other =
    digit >= 0 ? HEX.charAt(digit ^ 1) : String.fromCodePoint((first.codePointAt(0) ?? 0) ^ 1);
  return other + data.slice(first.length);
}

const HEX = '0123456789abcdef';

function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}

function isBody(data: Data): data is Body {
  return typeof data === 'object' && data !== null && 'type' in data;
}
