import type { EventIndex, Micros, ProcessId, TextSpan, TraceEvent } from '../../model/index.ts';

/** An agent read a text. */
export type Reading = {
  readonly event: EventIndex;
  readonly at: Micros;
  readonly replica: ProcessId;
  readonly text: string;
  readonly obeyed: readonly TextSpan[];
};

export type Readings = {
  observe(event: TraceEvent): void;
  /** Those among the first so many events, in their order. */
  before(events: EventIndex): readonly Reading[];
};

export function createReadings(): Readings {
  const readings: Reading[] = [];
  return {
    observe(event) {
      if (event.kind !== 'note' || event.fact.fact !== 'text-read') return;
      const { text, obeyed } = event.fact;
      readings.push({ event: event.index, at: event.at, replica: event.process, text, obeyed });
    },
    before: (events) => readings.filter(({ event }) => event < events),
  };
}
