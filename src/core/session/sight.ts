import type {
  Certificate,
  Explanation,
  Kernel,
  Moment,
  ProcessId,
  ProcessView,
  Timeline,
} from '../model/index.ts';
import type { Score } from './score.ts';
import type { Studio } from './studio.ts';

/** All that a moment is explained from; every figure in an explanation is read from here. */
export type Sight = {
  readonly studio: Studio;
  readonly moment: Moment;
  /** As it was at the moment. */
  readonly kernel: Kernel;
  readonly views: readonly ProcessView[];
  readonly council: readonly Seat[];
  readonly score: Score;
  /** Violations that the moment has reached. */
  readonly violations: Timeline['violations'];
  readonly fork: Fork | null;
  readonly outcome: Explanation['outcome'];
};

/** A replica that follows the protocol and runs: one whose votes can be counted on. */
export type Seat = Extract<ProcessView, { role: 'replica' }>;

/** The first sequence number at which two replicas whose word counted executed different values. */
export type Fork = {
  readonly seq: number;
  readonly sides: readonly { readonly digest: string; readonly replicas: readonly ProcessId[] }[];
  /** From the monitor, where it has seen it. */
  readonly certificates: readonly Certificate[];
  readonly culprits: readonly ProcessId[];
};

export function progressOf(score: Score): { readonly issued: number; readonly completed: number } {
  const requests = Object.values(score.requests);
  return {
    issued: requests.length,
    completed: requests.filter(({ acceptedAt }) => acceptedAt !== -1).length,
  };
}
