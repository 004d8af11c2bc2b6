import type {
  Explanation,
  Fork,
  Kernel,
  Moment,
  Progress,
  Timeline,
  Witness,
} from '../../model/index.ts';
import type { Score } from '../score.ts';
import type { Studio } from '../studio.ts';

/** All that a moment is explained from; every figure in an explanation is read from here. */
export type Sight = Witness & {
  readonly studio: Studio;
  readonly moment: Moment;
  /** As it was at the moment. */
  readonly kernel: Kernel;
  readonly score: Score;
  /** Violations that the moment has reached. */
  readonly violations: Timeline['violations'];
  readonly fork: Fork | null;
  readonly outcome: Explanation['outcome'];
};

export function progressOf(score: Score): Progress {
  const requests = Object.values(score.requests);
  return {
    issued: requests.length,
    completed: requests.filter(({ acceptedAt }) => acceptedAt !== -1).length,
  };
}
