import type {
  Action,
  Intervention,
  MessageRef,
  TraceEvent,
} from '../../../src/core/model/index.ts';
import type { Of } from '../../support/recording.ts';
import { council, type Council, type Said } from '../adversaries/council.ts';

/** One order by one client in a calm council of four, whose messages take 10 ms each. */
const CALM: Said = {
  network: { latency: { kind: 'constant', value: 10_000 } },
  workload: { requests: 1 },
};

export function calm(interventions: readonly Intervention[] = [], more: Said = {}): Council {
  return council({ ...CALM, ...more, interventions });
}

/** With the client's first order on its way at 0, proposed at 10 ms, prepared for at 20 ms, committed to at 30 ms. */
export function ref(
  kind: string,
  from: number,
  to: number,
  more: Partial<MessageRef> = {},
): MessageRef {
  return { from, to, kind, view: 0, number: 1, copy: 0, repeat: 0, ...more };
}

export function at(time: number, action: Action): Intervention {
  return { at: time, after: 0, ...action };
}

export function ofKind<K extends TraceEvent['kind']>(
  { events }: Council,
  kind: K,
): readonly Of<K>[] {
  const isOf = (event: TraceEvent): event is Of<K> => event.kind === kind;
  return events.filter(isOf);
}

/** When a message of this kind got there, if it did. */
export function arrivals(run: Council, kind: string, from: number, to: number): readonly number[] {
  return ofKind(run, 'deliver')
    .filter((event) => event.body.type === kind && event.from === from && event.process === to)
    .map((event) => event.at);
}
