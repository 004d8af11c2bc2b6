import type { Moment } from '../core/model/index.ts';
import type { Recording } from './state.ts';

/** The moment that is explained, of the run that is open; null until that run's first explanation is there. */
export function explainedMoment({ run, explained, explainedRun }: Recording): Moment | null {
  return explained !== null && explainedRun === run ? explained.moment : null;
}
