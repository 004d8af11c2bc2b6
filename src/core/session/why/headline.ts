import type { Sentence } from '../../model/index.ts';
import { say } from '../../base/words.ts';
import { tellFalseAnswer, tellTrueAnswer } from '../deceit.ts';
import { progressOf, type Sight } from './sight.ts';

/** One line that says where things stand. */
export function tellHeadline(sight: Sight): Sentence {
  const { outcome, fork } = sight;
  const { narrator } = sight.studio.parts.protocol;
  switch (outcome) {
    case 'forked':
      return fork === null ? [] : say`${narrator.tellSides(fork, sight)}.`;
    case 'deceived':
      return tellFalseAnswer(sight);
    case 'unsafe':
      return tellUnsafe(sight);
    case 'agreed':
      return narrator.tellOver(outcome, progressOf(sight.score));
    case 'stalled': {
      const { completed } = progressOf(sight.score);
      return narrator.tellOver(outcome, { issued: sight.studio.kernel.required, completed });
    }
    case 'running':
      return narrator.tellRunning(sight);
  }
}

/** What breaks first is the headline. A true answer from traitors is told by what it is, and in full below. */
function tellUnsafe(sight: Sight): Sentence {
  const first = sight.violations[0]?.violation;
  const answer = first?.monitor === 'client-safety' ? tellTrueAnswer(sight) : [];
  return answer.length > 0 ? answer : say`Unsafe: ${first?.detail ?? ''}`;
}
