import type { Telling, TraceEvent } from '../../model/index.ts';
import { valueOf, valueSpan } from '../bodies.ts';
import type { Studio } from '../studio.ts';

/** What a protocol's narrator sees of a single fact of the past. Public figures only: no state is looked at. */
export function tellingOfFact(
  { kernel, parts, recording: { values, trace } }: Studio,
  { process, fact, cause }: TraceEvent & { readonly kind: 'note' },
): Telling {
  const got = cause === null ? null : trace.at(cause);
  return {
    ...(got?.kind === 'deliver' ? { got: got.body } : {}),
    bench: kernel.bench,
    process,
    facts: [fact],
    value: (digest) => valueSpan(values.indexOf(digest)),
    valueOf: (body) => valueSpan(valueOf(body, parts.protocol, values)),
  };
}
