import type { AdversaryContext, Body, TextSpan } from '../model/index.ts';
import { obeyedSpans, parseInstructions, wants, type Instruction } from './instructions.ts';

/** What an agent has in mind that was loyal until it read a text: the same for every protocol. */
export type Instructed = {
  /** The kernel reads these two for the mark: whether it obeys, and which words of its text. */
  readonly turned: boolean;
  readonly obeyed: readonly TextSpan[];
  readonly instructions: readonly Instruction[];
};

export function instructed({ text }: Pick<AdversaryContext, 'text'>): Instructed {
  const instructions = parseInstructions(text);
  return { turned: instructions.length > 0, obeyed: obeyedSpans(text), instructions };
}

/** The message with the text beside it, where the text is to be carried on. */
export function carried(
  body: Body,
  obeyed: readonly Instruction[],
  { text }: Pick<AdversaryContext, 'text'>,
): Body {
  return wants(obeyed, 'carry') ? { ...body, text } : body;
}
