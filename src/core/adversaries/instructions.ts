/**
 * What a susceptible agent takes for an order in a text that it reads (B39). The grammar, anywhere in the text and
 * whatever the case:
 *
 *     instruction  =  reply | vote | silence
 *     reply        =  ("reply" | "answer" | "respond") ["with"] [":"] value
 *     vote         =  "vote" ["for"] [":"] value
 *     silence      =  ("stay" | "be" | "keep" | "remain") "silent"  |  "say nothing"
 *     value        =  a phrase in double or single quotes  |  one word that is not a joining word ("to", "and", ...)
 *
 * "not", "don't" or "never" right before an instruction takes it back: it is then no instruction.
 */

export type Effect = 'reply' | 'vote' | 'silent';

export type Instruction = {
  readonly effect: Effect;
  /** The value of a reply or a vote; '' for silence. */
  readonly argument: string;
  /** Where the obeyed words stand in the text: from the first character to one past the last. */
  readonly span: readonly [start: number, end: number];
};

/** More instructions in one text than these are not read. */
const INSTRUCTIONS_MAX = 32;

const VALUE = String.raw`(?:"([^"]{1,200})"|'([^']{1,200})'|([\p{L}\p{N}][\p{L}\p{N}_-]{0,99}))`;
/** White space between words, bounded: with no bound, a text of nothing else would be searched in quadratic time. */
const GAP = String.raw`\s{1,8}`;
const TIE = String.raw`\s{0,8}:?\s{0,8}(?<=[\s:])`;
const PATTERN = new RegExp(
  String.raw`(?<![\p{L}\p{N}_-])(?:` +
    String.raw`(?<reply>reply|answer|respond)(?:${GAP}with)?${TIE}${VALUE}` +
    String.raw`|(?<vote>vote)(?:${GAP}for)?${TIE}${VALUE}` +
    String.raw`|(?:stay|be|keep|remain)${GAP}silent(?![\p{L}\p{N}_-])` +
    String.raw`|say${GAP}nothing(?![\p{L}\p{N}_-])` +
    String.raw`)`,
  'giu',
);
const TAKEN_BACK = /(?:\bnot|n['’]t|\bnever)\s+$/iu;
const JOINING = new Set([
  'a',
  'an',
  'and',
  'as',
  'at',
  'but',
  'by',
  'for',
  'if',
  'in',
  'of',
  'on',
  'or',
  'so',
  'that',
  'the',
  'then',
  'to',
  'when',
  'with',
]);

/** Every instruction of the text, in the order in which it stands there. */
export function parseInstructions(text: string): readonly Instruction[] {
  const found: Instruction[] = [];
  for (const match of text.matchAll(PATTERN)) {
    if (found.length === INSTRUCTIONS_MAX) break;
    const instruction = instructionIn(match, text);
    if (instruction !== null) found.push(instruction);
  }
  return found;
}

function instructionIn(match: RegExpMatchArray, text: string): Instruction | null {
  const start = match.index ?? 0;
  if (TAKEN_BACK.test(text.slice(Math.max(0, start - 16), start))) return null;
  const span = [start, start + match[0].length] as const;
  const effect = effectOf(match);
  if (effect === 'silent') return { effect, argument: '', span };
  const argument = match.slice(1).find((part, group) => part !== undefined && !isVerb(group)) ?? '';
  return JOINING.has(argument.toLowerCase()) ? null : { effect, argument, span };
}

function effectOf(match: RegExpMatchArray): Effect {
  if (match.groups?.['reply'] !== undefined) return 'reply';
  return match.groups?.['vote'] === undefined ? 'silent' : 'vote';
}

/** Groups 0 and 4 of the pattern hold the verbs; the three after each are the forms of a value. */
function isVerb(group: number): boolean {
  return group === 0 || group === 4;
}
