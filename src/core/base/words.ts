import type {
  Micros,
  ProcessId,
  Sentence,
  Span,
  TacticChoice,
  TacticInfo,
  TacticOption,
} from '../model/index.ts';

/** The small vocabulary that every told sentence is made of. No locale: the same words in every browser. */

export const process = (id: ProcessId): Span => ({ process: id });

/** Sets numbers, spans and whole sentences into a text, and joins neighbouring texts, so that equal sentences are equal data. */
export function say(
  texts: TemplateStringsArray,
  ...parts: readonly (Span | number | Sentence)[]
): Sentence {
  const spans: Span[] = [];
  texts.forEach((text, index) => {
    push(spans, text);
    const part = parts[index];
    if (part === undefined) return;
    if (typeof part === 'number') push(spans, String(part));
    else if (isSentence(part)) part.forEach((span) => push(spans, span));
    else push(spans, part);
  });
  return spans;
}

function isSentence(part: Span | Sentence): part is Sentence {
  return Array.isArray(part);
}

function push(spans: Span[], span: Span): void {
  const last = spans.at(-1);
  if (typeof span !== 'string') spans.push(span);
  else if (typeof last === 'string') spans[spans.length - 1] = last + span;
  else if (span !== '') spans.push(span);
}

/** "R0", "R0 and R2", "R0, R1 and R2": sentences in a row, with the word before the last. */
export function list(items: readonly (Span | Sentence)[], word = 'and'): Sentence {
  return items.reduce<Sentence>((told, item, index) => {
    if (index === 0) return say`${item}`;
    return index === items.length - 1 ? say`${told} ${word} ${item}` : say`${told}, ${item}`;
  }, []);
}

export function processes(ids: readonly ProcessId[], word = 'and'): Sentence {
  return list(ids.map(process), word);
}

/** So many are named one by one; of more than these the exceptions, or the first few. */
const NAMED_MAX = 5;
const EXCEPTIONS_MAX = 4;
const AMONG = 3;

/** Who of a council of `n`, in words that stay short: a reader of thirty names reads none. */
export function crowd(ids: readonly ProcessId[], n: number, member = 'replica'): Sentence {
  if (ids.length <= NAMED_MAX) return processes(ids);
  const members = Array.from({ length: n }, (_, id) => id);
  const others = members.filter((id) => !ids.includes(id));
  if (others.length === 0) return say`all ${ids.length} ${member}s`;
  const [first = 0, last = 0] = [ids[0], ids.at(-1)];
  if (last - first === ids.length - 1)
    return say`${ids.length} ${member}s (${process(first)} to ${process(last)})`;
  return others.length <= EXCEPTIONS_MAX
    ? say`${ids.length} ${member}s (all but ${processes(others)})`
    : say`${ids.length} ${member}s (among them ${processes(ids.slice(0, AMONG))})`;
}

/** The same where none of them did something: "from all 7 replicas" would leave it open whether some did. */
export function anyOf(ids: readonly ProcessId[], n: number, member = 'replica'): Sentence {
  return ids.length === n && n > NAMED_MAX ? say`any ${member}` : crowd(ids, n, member);
}

/** A crowd at the beginning of a sentence: "All 13 replicas wait". */
export function capital(sentence: Sentence): Sentence {
  const [first, ...others] = sentence;
  if (typeof first !== 'string') return sentence;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...others];
}

/** Sentences one after the other. */
export function paragraph(sentences: readonly Sentence[]): Sentence {
  return sentences
    .filter((sentence) => sentence.length > 0)
    .reduce<Sentence>((told, next) => (told.length === 0 ? next : say`${told} ${next}`), []);
}

/** Milliseconds with at most one decimal; microseconds below a tenth of one. */
export function duration(micros: Micros): string {
  if (micros !== 0 && micros < 100) return `${micros} µs`;
  if (micros >= 10_000_000) return `${Math.round(micros / 100_000) / 10} s`;
  return `${Math.round(micros / 100) / 10} ms`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

/** "2 of 3 prepares"; nobody has four of three. */
export function ofNeeded(held: number, needed: number, things: string): string {
  if (held <= needed) return `${held} of ${needed} ${things}`;
  return `${held} ${things} (${needed} ${be(needed)} enough)`;
}

/** "is" or "are", after a count. */
export function be(count: number): string {
  return count === 1 ? 'is' : 'are';
}

/** A person's own orders are quoted, so that their words are not taken for ours: these marks stand around nothing else. */
export function quote(text: string, limit = 60): string {
  return `“${text.length > limit ? `${text.slice(0, limit - 1)}…` : text}”`;
}

/** A tactic by its title within a sentence, with what was chosen for it: "proposes two orders, proposes: two orders for one number". */
export function tacticText(
  tactics: readonly TacticInfo[],
  { tactic, options = {} }: TacticChoice,
): string {
  const known = tactics.find(({ id }) => id === tactic);
  if (known === undefined) return tactic;
  const chosen = known.options.flatMap((option) => {
    const value = options[option.id];
    return value === undefined ? [] : [`${lowered(option.label)}: ${valueText(option, value)}`];
  });
  return [lowered(known.title), ...chosen].join(', ');
}

function valueText(option: TacticOption, value: number | string): string {
  if (option.kind === 'number') return option.unit === '' ? `${value}` : `${value} ${option.unit}`;
  return option.choices.find(({ id }) => id === value)?.label ?? `${value}`;
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
