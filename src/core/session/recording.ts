import type {
  EventIndex,
  Micros,
  Proposed,
  Protocol,
  Scenario,
  Sink,
  TacticInfo,
  TraceEvent,
  Way,
} from '../model/index.ts';
import { createTrace, type Trace } from '../sim/trace.ts';
import { createFlights, type Flights } from './indexes/flights.ts';
import { createReadings, type Readings } from './indexes/readings.ts';
import { createStepTable, type StepTable } from './indexes/steps.ts';
import { createTimeline, type TimelineBuilder } from './indexes/timeline.ts';
import { createValues, type Values } from './indexes/values.ts';

export type RecordingSetup = {
  readonly scenario: Scenario;
  readonly protocol: Protocol;
  readonly tactics: readonly TacticInfo[];
  readonly q: number;
};

/** The trace of a run and the indexes over it, all append-only and all functions of the trace alone. */
export type Recording = {
  readonly trace: Trace;
  readonly steps: StepTable;
  readonly flights: Flights;
  readonly values: Values;
  readonly timeline: TimelineBuilder;
  readonly readings: Readings;
  readonly sink: Sink;
  /** The simulation step is done; `at` and `into` say where it stands in time. */
  endStep(step: { readonly at: number; readonly into: number }): void;
};

/** What a branch shares with the recording it leaves: everything before its first so many events. */
export type Prefix = { readonly recording: Recording; readonly events: number };

/** An empty recording, or one that begins as another did. */
export function createRecording(setup: RecordingSetup, prefix: Prefix | null): Recording {
  const values = createValues();
  const trace = prefix === null ? createTrace() : prefix.recording.trace.fork(prefix.events);
  const steps = createStepTable();
  const flights = createFlights();
  const timeline = createTimeline({
    ...setup,
    values,
    wayOf: (delivery) => wayIn(trace, delivery),
  });
  const readings = createReadings();
  const proposals = createProposals(setup.protocol, values);

  const observe = (event: TraceEvent): void => {
    proposals.observe(event);
    flights.observe(event);
    timeline.observe(event);
    readings.observe(event);
  };
  const endStep = (step: {
    readonly end: number;
    readonly at: number;
    readonly into: number;
  }): void => {
    // A step without an event changed nothing that a recording could show.
    if (step.end === steps.endOf(steps.length - 1)) return;
    steps.push(step);
    flights.endStep();
    proposals.endStep(step.at);
    timeline.endStep({ events: step.end, at: step.at });
  };

  if (prefix !== null) retrace(prefix, observe, endStep);
  return {
    trace,
    steps,
    flights,
    values,
    timeline,
    readings,
    sink: {
      record(at, process, cause, happening) {
        const index = trace.length;
        trace.record(at, process, cause, happening);
        observe({ index, at, process, cause, ...happening });
      },
    },
    endStep: ({ at, into }) => endStep({ end: trace.length, at, into }),
  };
}

/** Builds the indexes of the shared part anew from the events themselves, so that they cannot differ from a straight run's. */
function retrace(
  { recording: { trace, steps }, events }: Prefix,
  observe: (event: TraceEvent) => void,
  endStep: (step: { readonly end: number; readonly at: number; readonly into: number }) => void,
): void {
  const count = steps.countByEvents(events);
  for (let step = 0; step < count; step += 1) {
    const end = steps.endOf(step);
    for (let index = steps.firstOf(step); index < end; index += 1) observe(trace.at(index));
    endStep({ end, at: steps.atOf(step), into: steps.intoOf(step) });
  }
}

/** What a message puts forward counts as a value once somebody got it and did not reject it. */
function createProposals(protocol: Protocol, values: Values) {
  let arrived: Proposed | null = null;
  return {
    observe(event: TraceEvent): void {
      if (event.kind === 'reject') arrived = null;
      if (event.kind !== 'send' && event.kind !== 'deliver') return;
      const proposed = protocol.proposal(event.body);
      if (proposed === null) return;
      if (event.kind === 'deliver') arrived = proposed;
      else if (proposed.digest !== '') values.learn(proposed.digest, proposed.requests);
    },
    endStep(at: Micros): void {
      if (arrived === null) return;
      const { seq, digest } = arrived;
      if (seq > 0 && digest !== '') values.add(seq, digest, at);
      arrived = null;
    },
  };
}

function wayIn(trace: Trace, delivery: EventIndex): Way {
  const send = trace.causeAt(delivery) ?? delivery;
  return {
    send,
    sentAt: trace.timeAt(send),
    receivedAt: trace.timeAt(delivery),
    receiver: trace.processAt(delivery),
  };
}
