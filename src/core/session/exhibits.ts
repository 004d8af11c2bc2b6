import { isRecord } from '../base/shapes.ts';
import type { Body, Data, EventIndex, Exhibit, Proof, ProofView, Way } from '../model/index.ts';

/** A proof with its messages side by side, field by field. */
export function proofView(
  { replica, kind, because, messages, deliveries }: Proof,
  wayOf: (delivery: EventIndex) => Way,
): ProofView {
  const exhibits = messages.map((message, index) =>
    exhibitOf(message, wayOf(deliveries[index] ?? 0)),
  );
  return { replica, kind, because, exhibits };
}

function exhibitOf(message: Body, way: Way): Exhibit {
  return { type: message.type, way, ...fieldsOf(message) };
}

/** Every field as text, the signature apart. */
export function fieldsOf({ type: _, sig, ...rest }: Body): Pick<Exhibit, 'fields' | 'signature'> {
  const fields = Object.entries(rest).map(([name, value]) => [name, textOf(value)] as const);
  return { fields, signature: typeof sig === 'string' ? sig : '' };
}

/** What is nested is counted, and each told by who says it, for which view and sequence number. */
function textOf(value: Data): string {
  if (typeof value === 'string') return value === '' ? 'nothing' : value;
  if (!isList(value)) return JSON.stringify(value);
  return value.length === 0 ? 'none' : `${value.length}: ${value.map(briefOf).join('; ')}`;
}

/** A certificate is told by its proposal, a request by what it asks for. */
function briefOf(item: Data): string {
  if (!isRecord(item)) return JSON.stringify(item);
  const { proposal = item } = item;
  if (!isRecord(proposal)) return '';
  const { replica, view, seq, operation, timestamp } = proposal;
  const parts = [
    ...(typeof operation === 'string' ? [`“${operation}”`] : []),
    ...(typeof timestamp === 'number' ? [`timestamp ${timestamp}`] : []),
    ...(typeof replica === 'number' ? [`R${replica}`] : []),
    ...(typeof view === 'number' ? [`view ${view}`] : []),
    ...(typeof seq === 'number' ? [`sequence number ${seq}`] : []),
  ];
  return parts.join(', ');
}

function isList(value: Data): value is readonly Data[] {
  return Array.isArray(value);
}
