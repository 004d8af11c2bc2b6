import type { Body, Data, Proposed, RequestRef } from '../../model/index.ts';
import { about } from './messages.ts';

/** A proposal is any message with the requests behind its digest. Bodies of traitors may hold anything. */
export function proposal(body: Body): Proposed | null {
  const requests = requestsOf(body);
  if (requests === null) return null;
  const { seq, digest } = about(body);
  return { seq, digest, requests };
}

/** The ordered requests that a message carries, or null where it carries none. */
function requestsOf(body: Body): readonly RequestRef[] | null {
  const requests = body['requests'];
  if (!Array.isArray(requests)) return null;
  return requests.flatMap((request: Data) => {
    const read = readRequest(request);
    return read === null ? [] : [read];
  });
}

function readRequest(data: Data | undefined): RequestRef | null {
  if (typeof data !== 'object' || data === null || !('operation' in data)) return null;
  const { client, timestamp, operation } = data;
  if (typeof client !== 'number' || typeof timestamp !== 'number') return null;
  return typeof operation === 'string' ? { client, timestamp, operation } : null;
}
