import { requestKey } from '../base/pair-key.ts';
import type { RequestRef, Sentence, Violation } from '../model/index.ts';
import { isInvented } from './score.ts';
import type { Sight } from './why/sight.ts';
import { list, process, quote, say } from '../base/words.ts';

/** An answer that a client should not have had to believe. Whether it was true is known once a correct replica has executed. */
export type Answer = {
  readonly request: RequestRef;
  readonly result: string;
  readonly truth: 'true' | 'false' | 'unknown';
  /** What correct replicas got instead. */
  readonly others: readonly string[];
  /** Nobody has worked it out, not even a traitor for itself. */
  readonly isInvented: boolean;
  /** As which it was reported. */
  readonly violation: Violation;
};

type Known = Pick<Sight, 'studio' | 'score' | 'violations'>;

/** The answers that broke client safety, in the order of their reports. */
export function doubtfulAnswers({ studio, score, violations }: Known): readonly Answer[] {
  return violations.flatMap(({ violation }) => {
    const accepted = violation.monitor === 'client-safety' ? acceptanceIn(violation, studio) : null;
    if (accepted === null) return [];
    const { request, result } = accepted;
    const known = score.requests[requestKey(request)];
    const results = known?.results ?? [];
    const others = results.filter((other) => other !== result);
    const truth = results.length === 0 ? 'unknown' : others.length > 0 ? 'false' : 'true';
    return [{ request, result, truth, others, violation, isInvented: isInvented(result, known) }];
  });
}

/** Once the run is over, what nobody has worked out is a lie; what no correct replica has executed may still prove true till then. */
export function isLie({ truth, isInvented: isMadeUp }: Answer, isEnd: boolean): boolean {
  return truth === 'false' || (isEnd && isMadeUp);
}

function acceptanceIn(
  { evidence }: Violation,
  { recording }: Sight['studio'],
): Pick<Answer, 'request' | 'result'> | null {
  for (const index of evidence) {
    const event = recording.trace.at(index);
    if (event.kind === 'note' && event.fact.fact === 'reply-accepted') {
      return { request: event.fact.request, result: event.fact.result };
    }
  }
  return null;
}

/** The first false answer, or one that nobody ever worked out. */
export function tellFalseAnswer(sight: Sight): Sentence {
  const untrue = doubtfulAnswers(sight).filter((answer) => isLie(answer, true));
  const answer = untrue.find(({ truth }) => truth === 'false') ?? untrue[0];
  if (answer === undefined) return [];
  const { client, timestamp, operation } = answer.request;
  const believed = say`Deceived: ${process(client)} believed ${quote(answer.result)} for its request ${timestamp} (${quote(operation)})`;
  return answer.truth === 'false'
    ? say`${believed}, but correct replicas got ${list(answer.others.map((other) => quote(other)))}.`
    : say`${believed}, which no correct replica ever executed.`;
}

/** Client safety broken by luck: the traitors told the truth. Empty where that is not what happened. */
export function tellTrueAnswer(sight: Sight): Sentence {
  const [first] = doubtfulAnswers(sight);
  if (first === undefined || first.truth === 'false') return [];
  const client = process(first.request.client);
  return first.truth === 'true'
    ? say`${client} accepted a true result on the word of traitors alone.`
    : say`${client} accepted a result on the word of traitors alone; no correct replica has executed the request yet.`;
}
