import { be, crowd, duration, list, plural, quote, say, tacticText } from '../../base/words.ts';
import type { MarkView, Sentence } from '../../model/index.ts';
import { progressOf, type Sight } from './sight.ts';

/** What people wait for, as the protocol tells it, and what only the laboratory knows. */
export function tellWaiting(sight: Sight): readonly Sentence[] {
  const { narrator } = sight.studio.parts.protocol;
  const waiting = narrator.tellWaiting(sight);
  if (waiting.length === 0) return [];
  return [...waiting, ...tellAbsent(sight), ...narrator.tellShortage(sight)];
}

/** Why the run ended as it did. */
export function tellEnd(sight: Sight): readonly Sentence[] {
  const { studio, outcome } = sight;
  const { narrator } = studio.parts.protocol;
  if (outcome === 'agreed') {
    const behind = narrator.tellBehind(sight);
    return behind.length === 0 ? [say`Nothing is left to do.`] : behind;
  }
  return [
    ...tellUnanswered(sight),
    ...narrator.tellShortage(sight),
    ...tellWaiting(sight).slice(0, 4),
  ].filter((sentence, index, all) => all.findIndex((other) => isSame(other, sentence)) === index);
}

function tellUnanswered({ score, studio }: Sight): readonly Sentence[] {
  const { kernel, parts } = studio;
  const { issued, completed } = progressOf(score);
  const { request } = parts.protocol.terms;
  const until = duration(kernel.now);
  const unsent = kernel.required - issued;
  if (issued === completed && unsent === 0)
    return [say`The run ended after ${until}: nothing that was asked for is unanswered.`];
  const late = say`The run ended after ${until}, before ${plural(unsent, `more ${request}`)} ${unsent === 1 ? 'was' : 'were'} sent.`;
  const open = say`The run ended after ${until} with ${issued - completed} of ${plural(issued, request)} unanswered.`;
  return [...(issued > completed ? [open] : []), ...(unsent > 0 ? [late] : [])];
}

const isSame = (one: Sentence, other: Sentence): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

function tellObeyed({ text, obeyed }: MarkView): string {
  const words = obeyed.map(([start, end]) => quote(text.slice(start, end)));
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

/** Which seats cannot be counted on. Only the laboratory knows; the sentence says so. */
function tellAbsent({ views, studio, kernel }: Sight): readonly Sentence[] {
  const groups = new Map<string, number[]>();
  for (const view of views) {
    if (view.role !== 'replica') continue;
    const { kind, turned } = view.mark;
    if (kind === 'loyal' || (kind === 'prompt-injected' && !turned)) continue;
    const how =
      kind === 'lying' || kind === 'colluding'
        ? `${kind} (${tacticText(studio.parts.tactics, view.mark)})`
        : `${kind}${tellObeyed(view.mark)}`;
    groups.set(how, [...(groups.get(how) ?? []), view.id]);
  }
  const n = kernel.bench.n;
  const words = [...groups].map(([how, ids]) => say`${crowd(ids, n)} ${be(ids.length)} ${how}`);
  const { member } = studio.parts.protocol.terms;
  return words.length === 0 ? [] : [say`What no ${member} can know: ${list(words)}.`];
}
