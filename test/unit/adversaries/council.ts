import { isFor } from '../../../src/core/base/written-for.ts';
import type {
  Body,
  Data,
  Fault,
  Intervention,
  Kernel,
  Scenario,
  Tactic,
  TacticOptions,
  TraceEvent,
  Violation,
} from '../../../src/core/model/index.ts';
import { pbft } from '../../../src/core/protocols/pbft/index.ts';
import { MONITORS, TACTICS } from '../../../src/core/registry.ts';
import { DEFAULTS } from '../../../src/core/scenario/defaults.ts';
import { createKernel } from '../../../src/core/sim/kernel.ts';

/** What is said of a council, the rest being the defaults, with ideal signatures. */
export type Said = Partial<Omit<Scenario, 'workload' | 'network' | 'pbft'>> & {
  readonly workload?: Partial<Scenario['workload']>;
  readonly network?: Partial<Scenario['network']>;
  readonly pbft?: Partial<Scenario['pbft']>;
  readonly ablate?: readonly string[];
  /** Other tactics than the built-in ones. */
  readonly tactics?: readonly Tactic[];
};

export type Council = {
  readonly kernel: Kernel;
  readonly events: readonly TraceEvent[];
  readonly violations: readonly Violation[];
  /** Ids of the monitors that broke, each once, sorted. */
  readonly broken: readonly string[];
  /** Highest view that a replica entered. */
  readonly view: number;
};

export function council({
  workload,
  network,
  pbft: sizes,
  ablate,
  tactics,
  ...said
}: Said): Council {
  const scenario: Scenario = {
    ...DEFAULTS,
    signatures: 'ideal',
    ...said,
    workload: { ...DEFAULTS.workload, ...workload },
    network: { ...DEFAULTS.network, ...network },
    pbft: { ...DEFAULTS.pbft, ...sizes, ablate: ablate ?? [] },
  };
  const events: TraceEvent[] = [];
  const kernel = createKernel({
    scenario,
    protocol: pbft,
    tactics: tactics ?? TACTICS,
    monitors: MONITORS.filter((monitor) => isFor(monitor, scenario.protocol)),
    sink: {
      record(at, process, cause, happening) {
        events.push({ index: events.length, at, process, cause, ...happening });
      },
    },
  });
  while (kernel.step());
  const broken = [...new Set(kernel.violations.map(({ monitor }) => monitor))].sort();
  return { kernel, events, violations: kernel.violations, broken, view: viewReached(events) };
}

function viewReached(events: readonly TraceEvent[]): number {
  let view = 0;
  for (const event of events) {
    if (event.kind === 'note' && event.fact.fact === 'view-entered')
      view = Math.max(view, event.fact.view);
  }
  return view;
}

export function liars(tactic: string, replicas: readonly number[], at = 0): Fault {
  return { kind: 'lying', tactic, replicas, at, until: null };
}

/** With options that are not the defaults. */
export function liarsWith(
  tactic: string,
  options: TacticOptions,
  replicas: readonly number[],
): Fault {
  return { kind: 'lying', tactic, options, replicas, at: 0, until: null };
}

export function cabal(replicas: readonly number[], at = 0): Fault {
  return { kind: 'colluding', tactic: 'fork', replicas, at, until: null };
}

export function reader(text: string, replicas: readonly number[], at = 0): Fault {
  return { kind: 'prompt-injected', text, replicas, at, until: null };
}

export function colludeLive(replicas: readonly number[], at: number): Intervention {
  return { do: 'collude', tactic: 'fork', replicas, at, after: 0 };
}

/** Messages that a process put on the network. */
export function sentBy(
  { events }: Council,
  process: number,
): readonly { readonly to: number; readonly body: Body }[] {
  return events.flatMap((event) =>
    event.kind === 'send' && event.process === process ? [{ to: event.to, body: event.body }] : [],
  );
}

export function field(body: Body, name: string): Data {
  return body[name] ?? null;
}

/** Why loyal replicas and clients rejected or ignored what they got. */
export function judged({ events }: Council, kind: 'reject' | 'ignore'): readonly string[] {
  return events.flatMap((event) => (event.kind === kind ? [event.reason] : []));
}
