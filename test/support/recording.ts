import type {
  Kernel,
  KernelSetup,
  Monitor,
  Scenario,
  Tactic,
  TraceEvent,
} from '../../src/core/model/index.ts';
import { createKernel } from '../../src/core/sim/kernel.ts';
import { createTrace, type Trace } from '../../src/core/sim/trace.ts';
import { toyProtocol, toyScenario } from './toy-protocol.ts';

export type Recording = { readonly kernel: Kernel; readonly trace: Trace };
type Extras = { readonly tactics?: readonly Tactic[]; readonly monitors?: readonly Monitor[] };

const STEPS_MAX = 1_000_000;

export function toySetup(changes: Partial<Scenario> = {}, extras: Extras = {}): KernelSetup {
  const { tactics = [], monitors = [] } = extras;
  return { scenario: toyScenario(changes), protocol: toyProtocol, tactics, monitors, sink: null };
}

/** A toy run, recorded to its end. */
export function record(changes: Partial<Scenario> = {}, extras: Extras = {}): Recording {
  const trace = createTrace();
  const kernel = createKernel({ ...toySetup(changes, extras), sink: trace });
  run(kernel);
  return { kernel, trace };
}

export function run(kernel: Kernel): number {
  for (let steps = 0; steps < STEPS_MAX; steps++) if (!kernel.step()) return steps;
  throw new Error(`The run has not ended after ${STEPS_MAX} steps`);
}

export function eventsOf(trace: Trace): TraceEvent[] {
  return Array.from({ length: trace.length }, (_, index) => trace.at(index));
}

// `reject` shares its shape with `ignore`: the member of the union is the one whose kinds include this one.
export type Of<K extends TraceEvent['kind']> = TraceEvent extends infer E
  ? E extends { readonly kind: TraceEvent['kind'] }
    ? K extends E['kind']
      ? E
      : never
    : never
  : never;

export function ofKind<K extends TraceEvent['kind']>(trace: Trace, kind: K): Of<K>[] {
  const isOfKind = (event: TraceEvent): event is Of<K> => event.kind === kind;
  return eventsOf(trace).filter(isOfKind);
}
