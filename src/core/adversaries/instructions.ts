import type { Micros, TextSpan } from '../model/index.ts';

/**
 * What a susceptible agent takes for an order in a text that it reads (B39). The grammar, anywhere in the text and
 * whatever the case; docs/instructions.md explains it with examples:
 *
 *     instruction  =  reply | vote | silence | carry
 *     reply        =  ("reply" | "answer" | "respond") ["with"] [":"] value
 *     vote         =  "vote" ["for"] [":"] value
 *     silence      =  ("stay" | "be" | "keep" | "remain") "silent"  |  "say nothing"
 *     carry        =  ("carry" | "spread" | "repeat") what [where]  |  "pass" what "on"
 *     what         =  "this" ["text" | "message" | "note"]  |  "it"
 *     where        =  ("in" | "into") ["all"] ["your"] ["own"] ("proposals" | "orders")
 *     value        =  a phrase in quotation marks  |  one word that is not a joining word ("to", "and", "a" but not "A", ...)
 *
 *     condition    =  time | role
 *     time         =  ("from" | "after" | "starting at") number ("ms" | "s") ["on" | "onward" | "onwards"]
 *     role         =  ["only"] ("when" | "while" | "if" | "as") ["you are"] ["the"] ("primary" | "commander")
 *
 * A condition holds for every instruction of its sentence; of several of one kind the first holds. A sentence ends with
 * a full stop, question mark, exclamation mark or semicolon before a space, or with its line.
 * "not", "don't" or "never" right before an instruction takes it back: it is then no instruction.
 */

export type Effect = 'reply' | 'vote' | 'silent' | 'carry';

export type Instruction = {
  readonly effect: Effect;
  /** The value of a reply or a vote; '' for the others. */
  readonly argument: string;
  /** Where the obeyed words stand in the text, those of the conditions included, in the order of the text. */
  readonly spans: readonly TextSpan[];
  /** Obeyed from this time of the run on. */
  readonly from: Micros;
  /** Obeyed only while the agent leads: as the primary of its view, or as the commander. */
  readonly asPrimary: boolean;
};

/** More instructions in one text than these are not read. */
const INSTRUCTIONS_MAX = 32;

/** White space between words, bounded: with no bound, a text of nothing else would be searched in quadratic time. */
const GAP = String.raw`\s{1,8}`;
const TIE = String.raw`\s{0,8}:?\s{0,8}(?<=[\s:])`;
const VALUE = String.raw`(?:"[^"]{1,200}"|'[^']{1,200}'|“[^”]{1,200}”|[\p{L}\p{N}][\p{L}\p{N}_-]{0,99})`;
const END = String.raw`(?![\p{L}\p{N}_-])`;
const THIS = `${GAP}(?:this(?:${GAP}(?:text|message|note))?|it)${END}`;
const WHERE = `(?:${GAP}in(?:to)?(?:${GAP}all)?(?:${GAP}your)?(?:${GAP}own)?${GAP}(?:proposals|orders)${END})?`;

const PATTERN = new RegExp(
  String.raw`(?<![\p{L}\p{N}_-])(?:` +
    [
      `(?:reply|answer|respond)(?:${GAP}with)?${TIE}(?<reply>${VALUE})`,
      `vote(?:${GAP}for)?${TIE}(?<vote>${VALUE})`,
      `(?<silent>(?:stay|be|keep|remain)${GAP}silent|say${GAP}nothing)${END}`,
      `(?<carry>(?:carry|spread|repeat)${THIS}${WHERE}|pass${THIS}${GAP}on${END})`,
      String.raw`(?:from|after|starting${GAP}at)${GAP}(?<amount>\d{1,9})\s{0,8}(?<unit>ms|s)${END}(?:${GAP}on(?:wards?)?${END})?`,
      `(?<role>(?:only${GAP})?(?:when|while|if|as)${GAP}(?:you(?:${GAP}are|['’]re)${GAP})?(?:the${GAP})?(?:primary|commander))${END}`,
    ].join('|') +
    String.raw`)|(?<stop>[.?!;](?=\s|$)|\n)`,
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

export function wants(instructions: readonly Instruction[], effect: Effect): boolean {
  return instructions.some((instruction) => instruction.effect === effect);
}

/** The value of the first instruction of this kind, or null. */
export function argumentFor(instructions: readonly Instruction[], effect: Effect): string | null {
  return instructions.find((instruction) => instruction.effect === effect)?.argument ?? null;
}

/** The instructions whose conditions hold. */
export function inForce(
  instructions: readonly Instruction[],
  now: Micros,
  isPrimary: () => boolean,
): readonly Instruction[] {
  return instructions.filter(({ from, asPrimary }) => now >= from && (!asPrimary || isPrimary()));
}

type Order = Pick<Instruction, 'effect' | 'argument'> & { readonly span: TextSpan };
type Clause = {
  readonly orders: Order[];
  readonly conditions: TextSpan[];
  from: Micros | null;
  asPrimary: boolean;
};

const emptyClause = (): Clause => ({ orders: [], conditions: [], from: null, asPrimary: false });

/** Every instruction of the text, in the order in which it stands there. */
export function parseInstructions(text: string): readonly Instruction[] {
  const found: Instruction[] = [];
  let clause = emptyClause();
  for (const match of text.matchAll(PATTERN)) {
    if (found.length + clause.orders.length === INSTRUCTIONS_MAX) break;
    if (match.groups?.['stop'] === undefined) {
      takeIn(clause, match, text);
      continue;
    }
    found.push(...instructionsOf(clause));
    clause = emptyClause();
  }
  return [...found, ...instructionsOf(clause)];
}

/** The words that an agent obeys, each part of the text once, in its order. */
export function obeyedSpans(text: string): readonly TextSpan[] {
  const spans = parseInstructions(text).flatMap((instruction) => instruction.spans);
  return [...new Map(spans.map((span) => [span[0], span])).values()].sort((a, b) => a[0] - b[0]);
}

function takeIn(clause: Clause, match: RegExpMatchArray, text: string): void {
  const start = match.index ?? 0;
  const span = [start, start + match[0].length] as const;
  const { amount, unit = '', role } = match.groups ?? {};
  if (role !== undefined) {
    clause.asPrimary = true;
    clause.conditions.push(span);
  } else if (amount !== undefined) {
    clause.from ??= Number(amount) * (unit.toLowerCase() === 's' ? 1_000_000 : 1_000);
    clause.conditions.push(span);
  } else if (!TAKEN_BACK.test(text.slice(Math.max(0, start - 16), start))) {
    const order = orderIn(match);
    if (order !== null) clause.orders.push({ ...order, span });
  }
}

function orderIn({ groups = {} }: RegExpMatchArray): Omit<Order, 'span'> | null {
  const { reply, vote, silent } = groups;
  if (silent !== undefined) return { effect: 'silent', argument: '' };
  const value = reply ?? vote;
  if (value === undefined) return { effect: 'carry', argument: '' };
  // Values are often called A and B.
  if (value !== 'A' && JOINING.has(value.toLowerCase())) return null;
  const argument = value.replace(/^["'“](.*)["'”]$/su, '$1');
  return { effect: reply === undefined ? 'vote' : 'reply', argument };
}

function instructionsOf({ orders, conditions, from, asPrimary }: Clause): Instruction[] {
  return orders.map(({ effect, argument, span }) => ({
    effect,
    argument,
    spans: [...conditions, span].sort((a, b) => a[0] - b[0]),
    from: from ?? 0,
    asPrimary,
  }));
}
