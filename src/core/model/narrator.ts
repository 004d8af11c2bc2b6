import type { CauseTeller, Telling } from './cause.ts';
import type { NormalCase } from './count.ts';
import type { Body, ProcessId } from './data.ts';
import type { Fact } from './fact.ts';
import type { Bench, Certificate } from './monitor.ts';
import type { Report } from './report.ts';
import type { Sentence, Span } from './moment.ts';
import type { Scenario } from './scenario.ts';
import type { ProcessView, ReplicaProcess, TimerView } from './view.ts';

/** The first sequence number at which two replicas whose word counted executed different values. */
export type Fork = {
  readonly seq: number;
  readonly sides: readonly { readonly digest: string; readonly replicas: readonly ProcessId[] }[];
  /** From the monitor, where it has seen it. */
  readonly certificates: readonly Certificate[];
  readonly culprits: readonly ProcessId[];
};

/** What a moment is explained from: every process as it was then. */
export interface Witness {
  readonly scenario: Scenario;
  readonly bench: Bench;
  readonly views: readonly ProcessView[];
  /** The replicas that follow the protocol and run: those whose votes can be counted on. */
  readonly council: readonly ReplicaProcess[];
  /** The value with this digest, as a sentence names it. */
  readonly value: (digest: string) => Span;
}

/** How far the requests of correct clients have come, for the last word on a run. */
export type Progress = { readonly issued: number; readonly completed: number };

/** What only the protocol can say of a run in figures. */
export interface Sums {
  /** The council in one line: "n = 4, f = 1, quorum 3". */
  council(scenario: Scenario, quorum: number): string;
  /** What became of what clients asked for. */
  work(report: Report): string;
  /** The figures that the protocol is known by, each with its name. */
  figures(report: Report, scenario: Scenario): readonly (readonly [name: string, text: string])[];
  /** Messages of one decision without faults; absent where the paper has no formula for it. */
  normalCase?(council: {
    readonly n: number;
    readonly f: number;
    readonly requests: number;
    readonly scenario: Scenario;
  }): NormalCase;
  /** What it takes for granted and the scenario does not keep. */
  assumptions(scenario: Scenario): readonly string[];
}

/** Tells in sentences what only the protocol understands; everything else about a run is told alike for all of them. */
export interface Narrator {
  /** Facts by which somebody's state advanced: they make a step notable. */
  readonly notable: readonly Fact['fact'][];
  /** One fact, with the figures that made it true; empty where another fact of the same act says it. */
  tellFact(fact: Fact, telling: Telling): Sentence;
  /** How far a message that changed nothing yet has brought its receiver: the end of "R2 gets PREPARE from R1". */
  tellProgress(body: Body, receiver: ProcessView, telling: Telling): Sentence;
  /** A timer ran out after so long; `waited` is '' where that is not known. Empty where what follows says it. */
  tellTimer(timer: string, process: ProcessId, waited: string): Sentence;
  /** What an armed timer will do; `when` is "in 12 ms" or "now". */
  tellDue(timer: TimerView, owner: ProcessView, when: string): Sentence;
  /** Where things stand while the run goes on. */
  tellRunning(witness: Witness): Sentence;
  /** Where things stand once it is over and nothing broke. */
  tellOver(outcome: 'agreed' | 'stalled', progress: Progress): Sentence;
  /** What is still missing for what people wait for; empty where nobody waits. */
  tellWaiting(witness: Witness): readonly Sentence[];
  /** What one process waits for, whoever it is; absent where the protocol tells it of all together only. */
  tellMissing?(view: ProcessView, witness: Witness): readonly Sentence[];
  /** Why nothing more can come, with too few that can be counted on. */
  tellShortage(witness: Witness): readonly Sentence[];
  /** Who was left behind although the run ended well. */
  tellBehind(witness: Witness): readonly Sentence[];
  /** A fork in one line, and why it was possible. */
  tellSides(fork: Fork, witness: Witness): Sentence;
  tellFork(fork: Fork, witness: Witness): readonly Sentence[];
  /** Absent: facts are told as they are, and follow from the step in which they were stated. */
  readonly causes?: CauseTeller;
  /** What a message says of itself, for people who look at it; absent where view and sequence number say it. */
  tellMessage?(body: Body): string;
}
