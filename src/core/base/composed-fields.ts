import type { ComposedFields } from '../model/index.ts';

/** Fields of a form as a composer reads them; what has another type counts as empty. */

/** 0 where it is no number. */
export function wholeOf(fields: ComposedFields, id: string): number {
  const value = fields[id];
  return typeof value === 'number' ? value : 0;
}

/** '' where it is no text. */
export function textOf(fields: ComposedFields, id: string): string {
  const value = fields[id];
  return typeof value === 'string' ? value : '';
}
