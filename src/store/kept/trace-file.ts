/** The trace of a finished run as JSON Lines, the same bytes that `parley run --trace` writes. */
import type { AnswerTo, Outcome } from '../../worker/messages.ts';
import type { Lab } from '../lab.ts';

export type Progress = (share: number) => void;

/** In parts, between which the page draws and answers; null where another run was opened meanwhile, or it was stopped. */
export async function traceParts(
  { engine, recording }: Pick<Lab, 'engine' | 'recording'>,
  onProgress: Progress,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  const { run, timeline } = recording.getState();
  const events = Math.max(1, timeline?.events ?? 1);
  const parts: string[] = [];
  let from: number | null = 0;
  while (from !== null) {
    const outcome: Outcome<AnswerTo<'lines'>> = await engine.ask('lines', { run, from });
    if (outcome.status !== 'done' || signal.aborted) return null;
    parts.push(outcome.value.text);
    from = outcome.value.next;
    onProgress(Math.min(1, (from ?? events) / events));
  }
  return parts;
}
