import type { Fact, ProcessId, Telling } from '../model/index.ts';
import { valueOf, valueSpan } from './bodies.ts';
import type { Studio } from './studio.ts';

/** What a protocol's narrator sees of a single fact of the past. Public figures only: no state is looked at. */
export function tellingOfFact(
  { kernel, parts, recording: { values } }: Studio,
  process: ProcessId,
  fact: Fact,
): Telling {
  return {
    bench: kernel.bench,
    process,
    facts: [fact],
    value: (digest) => valueSpan(values.indexOf(digest)),
    valueOf: (body) => valueSpan(valueOf(body, parts.protocol, values)),
  };
}
