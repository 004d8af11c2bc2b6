import type {
  Body,
  Composed,
  Data,
  DraftCard,
  EventIndex,
  MessageCard,
  Moment,
  TraceEvent,
} from '../model/index.ts';
import { fieldsOf } from './exhibits.ts';
import type { Studio } from './studio.ts';

/** One message in full as it is at a moment; null for an event that sent none. */
export function messageCard(studio: Studio, moment: Moment, send: EventIndex): MessageCard | null {
  const { recording, scout } = studio;
  const { trace } = recording;
  const sent = send < trace.length ? trace.at(send) : null;
  if (sent?.kind !== 'send') return null;
  const underway = scout.goTo(moment.events).locate(send);
  const end = endBy(studio, moment, send);
  const body = underway?.body ?? arrivedIn(end) ?? sent.body;
  return {
    ref: underway?.ref ?? null,
    isHeld: underway !== null && underway.due === null,
    type: body.type,
    ...fieldsOf(body),
    changed: changedFrom(sent.body, body),
    parts: partsOf(body),
    rejection: end === null ? '' : refusalOf(studio, end.index),
  };
}

/** How it ended, if it has. */
function endBy({ recording }: Studio, { events }: Moment, send: EventIndex): TraceEvent | null {
  const { trace, flights } = recording;
  const flight = flights.ofSend(send);
  const ending = flight === -1 ? -1 : flights.at(flight).endEvent;
  return ending >= 0 && ending < events ? trace.at(ending) : null;
}

function arrivedIn(end: TraceEvent | null): Body | null {
  return end?.kind === 'deliver' || end?.kind === 'drop' ? end.body : null;
}

/** The names of the fields that are not as they were sent. */
function changedFrom(sent: Body, body: Body): readonly string[] {
  const before = fieldsOf(sent);
  const after = fieldsOf(body);
  const texts = new Map(before.fields);
  const changed = after.fields.filter(([name, text]) => texts.get(name) !== text);
  return [
    ...changed.map(([name]) => name),
    ...(after.signature === before.signature ? [] : ['sig']),
  ];
}

/** Why the receiver rejected it, or ''. */
function refusalOf({ recording: { trace } }: Studio, delivery: EventIndex): string {
  const answer = trace.endOf(delivery);
  const event = answer < 0 ? null : trace.at(answer);
  return event?.kind === 'reject' ? event.reason : '';
}

/** Whatever holds one number or one text, also within the requests that a message carries. */
function partsOf(body: Body): MessageCard['parts'] {
  return Object.entries(body).flatMap(([name, value]) => {
    if (name === 'type') return [];
    if (name === 'requests' && isList(value)) return value.flatMap(requestParts);
    return isScalar(value) ? [{ field: name, value }] : [];
  });
}

function requestParts(request: Data, index: number): MessageCard['parts'] {
  if (typeof request !== 'object' || request === null || isList(request)) return [];
  return Object.entries(request).flatMap(([name, value]) =>
    name === 'operation' && isScalar(value) ? [{ field: `requests.${index}.${name}`, value }] : [],
  );
}

function isScalar(value: Data): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}

function isList(value: Data): value is readonly Data[] {
  return Array.isArray(value);
}

/** What a traitor would send at a moment, before it is sent. */
export function draftCard(
  { scout }: Studio,
  moment: Moment,
  letter: Omit<Composed, 'do' | 'to'>,
): DraftCard {
  const draft = scout.goTo(moment.events).draft(letter);
  if (typeof draft === 'string') return { ok: false, reason: draft };
  const { body, fields: filled, sender, signer, isGenuine } = draft;
  return { ok: true, filled, sender, signer, isGenuine, type: body.type, ...fieldsOf(body) };
}
