/** What the drawings show, read from the stores at the moment of drawing; what does not change is not computed again. */
import type {
  MessageInfo,
  ProcessId,
  ProcessView,
  ProtocolInfo,
  Scenario,
  Timeline,
  Window,
} from '../core/model/index.ts';
import { quorumSize } from '../core/quorum/thresholds.ts';
import { changesBefore, messagesOf, processesAfter } from '../store/frame.ts';
import type { Message } from '../store/frame.ts';
import { presentView } from '../store/jumps.ts';
import type { Lab } from '../store/lab.ts';
import { isSampleAt, packedAt } from '../store/under-way.ts';
import { placeOf } from '../store/playback.ts';
import { statesAt } from '../store/states.ts';
import { agentBadges } from '../viz/families.ts';
import type { AgentBadge } from '../viz/families.ts';
import { trafficOf } from '../viz/stage/traffic.ts';
import type { Traffic } from '../viz/stage/traffic.ts';
import { createNamer } from '../viz/names.ts';
import type { Namer } from '../viz/names.ts';
import type { DrawingTerms } from '../viz/terms.ts';
import { protocolOf, termsOf } from './lab-context.ts';

export type Snapshot = {
  readonly scenario: Scenario;
  readonly timeline: Timeline;
  readonly window: Window;
  readonly at: number;
  readonly n: number;
  readonly q: number;
  readonly kinds: readonly MessageInfo[];
  readonly terms: DrawingTerms;
  readonly nameOf: Namer;
  readonly agents: ReadonlyMap<ProcessId, AgentBadge>;
  readonly messages: readonly Message[];
  /** Every message to be seen at the playhead is among these; the window may hold a sample only. */
  readonly traffic: Traffic;
  /** They are not all that are to be seen. */
  readonly isSample: boolean;
  readonly processes: readonly ProcessView[];
  /** The primary of the view that a quorum was last active in. */
  readonly lastPrimary: ProcessId;
};

/** Null while nothing was recorded yet, or while the window around a jump of the playhead is on its way. */
export function createSnapshots(): (lab: Lab) => Snapshot | null {
  const messages = lastOf(messagesOf);
  const traffic = createTraffic();
  const kinds = lastOf(kindsOf);
  const names = lastOf(namerOf);
  const agents = lastOf(agentBadges);
  let states: { window: Window; changes: number; processes: readonly ProcessView[] } | null = null;
  return (lab) => {
    const { timeline, window, windowRange } = lab.recording.getState();
    const scenario = lab.history.getState().present?.scenario;
    const playback = lab.playback.getState();
    const { at } = playback;
    if (!scenario || !timeline || !window || !windowRange) return null;
    if (at < windowRange.from || at > windowRange.until + 1) return null;
    const changes = changesBefore(window, placeOf(playback));
    if (states?.window !== window || states.changes !== changes) {
      states = { window, changes, processes: processesAfter(window, changes) };
    }
    const n = scenario.replicas;
    const { protocol, terms } = protocolIn(lab, scenario);
    return {
      scenario,
      timeline,
      window,
      at,
      n,
      q: votesAwaited(scenario, terms),
      kinds: kinds(protocol),
      terms,
      nameOf: names(scenario),
      agents: agents(scenario.agents),
      messages: messages(window),
      traffic: traffic(packedAt(lab.recording.getState(), at), timeline.medianDelay),
      isSample: isSampleAt(lab.recording.getState(), at),
      processes: statesAt(lab.recording.getState(), placeOf(playback)) ?? states.processes,
      lastPrimary: presentView(timeline, placeOf(playback)).primary,
    };
  };
}

function createTraffic(): (packed: Int32Array, medianDelay: number) => Traffic {
  let last: { readonly delay: number; readonly traffic: Traffic } | null = null;
  return (packed, delay) => {
    if (last?.traffic.packed !== packed || last.delay !== delay) {
      last = { delay, traffic: trafficOf(packed, delay) };
    }
    return last.traffic;
  };
}

function protocolIn(
  lab: Lab,
  scenario: Scenario,
): { readonly protocol: ProtocolInfo | null; readonly terms: DrawingTerms } {
  const protocol = protocolOf(lab.catalog.getState().catalog, scenario.protocol);
  return { protocol, terms: termsOf(protocol) };
}

/** Where nothing is voted on there is no mark to reach: all are heard. */
export function votesAwaited(
  { quorum, replicas, tolerance }: Scenario,
  terms: DrawingTerms,
): number {
  return terms.hasQuorums ? quorumSize(quorum, replicas, tolerance) : replicas;
}

function lastOf<A, B>(compute: (input: A) => B): (input: A) => B {
  let last: { readonly input: A; readonly output: B } | null = null;
  return (input) => {
    if (last?.input !== input) last = { input, output: compute(input) };
    return last.output;
  };
}

function kindsOf(protocol: ProtocolInfo | null): readonly MessageInfo[] {
  return Object.values(protocol?.messages ?? {});
}

function namerOf(scenario: Scenario): Namer {
  return createNamer({ n: scenario.replicas, clients: scenario.workload.clients });
}
