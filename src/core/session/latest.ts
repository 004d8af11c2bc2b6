import type { EventIndex, Fact, Moment, ProcessId, TraceEvent } from '../model/index.ts';
import type { Studio } from './studio.ts';

/** What a process has come to: its last notable fact, crash, recovery or turn by then; else the last thing that it had to do with. */
export function latestOf(
  { parts, recording: { trace } }: Studio,
  process: ProcessId,
  { events }: Moment,
): EventIndex | null {
  const { notable } = parts.protocol.narrator;
  let any: EventIndex | null = null;
  for (let index = Math.min(events, trace.length) - 1; index >= 0; index -= 1) {
    if (trace.processAt(index) !== process) continue;
    const event = trace.at(index);
    if (isTelling(event, notable)) return index;
    if (AT_LEAST.has(event.kind)) any ??= index;
  }
  return any;
}

const AT_LEAST: ReadonlySet<string> = new Set(['deliver', 'timer-fired', 'note']);

function isTelling(event: TraceEvent, notable: readonly Fact['fact'][]): boolean {
  switch (event.kind) {
    case 'crash':
    case 'recover':
      return true;
    case 'mark':
      return event.mark.kind !== 'loyal';
    case 'note':
      return notable.includes(event.fact.fact);
    default:
      return false;
  }
}
