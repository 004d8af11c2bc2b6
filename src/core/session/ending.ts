import type { Ending, Kernel } from '../model/index.ts';
import { findFork } from './find-fork.ts';
import { outcomeOf, scoreOf } from './report.ts';
import { isInvented, type Score } from './score.ts';
import type { Parts } from './studio.ts';

/** What a run that is over came to, as the Lab says it of its last moment, but from figures alone: mass runs have no trace. */
export function endingOf(kernel: Kernel, { monitors }: Pick<Parts, 'monitors'>): Ending {
  const outcome = outcomeOf(kernel, monitors);
  if (outcome !== 'unsafe') return outcome;
  const score = scoreOf(kernel);
  if (findFork({ kernel, score, violations: kernel.violations }) !== null) return 'forked';
  const isDoubtful = kernel.violations.some(({ monitor }) => monitor === 'client-safety');
  return isDoubtful && hasFalseAnswer(score) ? 'deceived' : 'unsafe';
}

/** Something that correct replicas worked out differently, or that nobody did. */
function hasFalseAnswer({ requests }: Score): boolean {
  return Object.values(requests).some((request) => {
    const { accepted, results } = request;
    if (accepted === null) return false;
    return isInvented(accepted, request) || results.some((result) => result !== accepted);
  });
}
