import type { Body, Data, EventIndex, Exhibit, Proof, ProofView } from '../model/index.ts';

/** A proof with its messages side by side, field by field. */
export function proofView({ replica, kind, because, messages, deliveries }: Proof): ProofView {
  const exhibits = messages.map((message, index) => exhibitOf(message, deliveries[index] ?? -1));
  return { replica, kind, because, exhibits };
}

function exhibitOf(message: Body, delivery: EventIndex): Exhibit {
  const { type, sig, ...rest } = message;
  const fields = Object.entries(rest).map(([name, value]) => [name, textOf(value)] as const);
  return { type, delivery, fields, signature: typeof sig === 'string' ? sig : '' };
}

/** What is nested is counted, and told by what it holds where that is a list of certificates. */
function textOf(value: Data): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.length === 0 ? 'none' : `${value.length}: ${value.map(briefOf).join('; ')}`;
}

function briefOf(item: Data): string {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return JSON.stringify(item);
  const inner = Object.hasOwn(item, 'proposal') ? Reflect.get(item, 'proposal') : item;
  return placeOf(inner);
}

/** Who says it, for which view and sequence number. */
function placeOf(item: Data): string {
  if (typeof item !== 'object' || item === null) return '';
  const read = (name: string): Data => Reflect.get(item, name) ?? null;
  const parts: readonly (readonly [string, string])[] = [
    ['replica', 'R'],
    ['view', 'view '],
    ['seq', 'sequence number '],
  ];
  return parts
    .flatMap(([name, word]) => (typeof read(name) === 'number' ? [word + String(read(name))] : []))
    .join(', ');
}
