import type { MarkView } from '../../model/index.ts';

/** Loyal or down, or injected and not turned yet: it follows the protocol, so that its word counts. */
export function isBound(mark: MarkView): boolean {
  if (mark.kind === 'prompt-injected') return !mark.turned;
  return mark.kind === 'loyal' || mark.kind === 'crashed';
}
