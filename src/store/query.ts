/** Reads what stands behind the question mark of an address. What it gets wrong is said, and the usual stands in its place. */

/** Takes a query apart, field by field, and keeps what was wrong with it. */
export class QueryReader {
  readonly #fields: URLSearchParams;
  readonly #known = new Set<string>();
  readonly #wrong: string[] = [];

  constructor(query: string) {
    this.#fields = new URLSearchParams(query);
  }

  whole(
    key: string,
    usual: number,
    { min, max }: { readonly min: number; readonly max: number },
  ): number {
    const text = this.#text(key);
    if (text === null) return usual;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    return this.#refuse(key, text, `a whole number from ${min} to ${max}`, usual);
  }

  oneOf(key: string, usual: string, { known }: { readonly known: readonly string[] }): string {
    const text = this.#text(key);
    if (text === null || known.includes(text)) return text ?? usual;
    const names = known.filter((name) => name !== '').join(', ');
    return this.#refuse(key, text, `among ${names}`, usual);
  }

  /** Names between commas, each once; of those that are not known the first is named. */
  list(
    key: string,
    usual: readonly string[],
    { isKnown, mustBe }: { isKnown: (name: string) => boolean; mustBe: string },
  ): readonly string[] {
    const text = this.#text(key);
    if (text === null) return usual;
    const names = [...new Set(text.split(',').filter((name) => name !== ''))];
    const strange = names.find((name) => !isKnown(name));
    if (strange !== undefined) this.#refuse(key, strange, mustBe, null);
    return names.filter(isKnown);
  }

  problems(): readonly string[] {
    const unknown = strangersIn(this.#fields, [...this.#known]).map(
      (key) => `It says ${key}, which means nothing here.`,
    );
    return [...this.#wrong, ...unknown];
  }

  #text(key: string): string | null {
    this.#known.add(key);
    return this.#fields.get(key);
  }

  #refuse<T>(key: string, text: string, mustBe: string, usual: T): T {
    this.#wrong.push(`“${key}” must be ${mustBe}; it is ${quoted(text)}.`);
    return usual;
  }
}

const QUOTED_MAX = 40;

/** Between quotation marks and cut short: what stands in an address was written by anybody. */
export function quoted(text: string): string {
  return `“${text.length > QUOTED_MAX ? `${text.slice(0, QUOTED_MAX)}…` : text}”`;
}

/** The keys of a query, quoted, that a page does not know; each once. */
export function strangersIn(query: URLSearchParams, known: readonly string[]): readonly string[] {
  return [...new Set(query.keys())].filter((key) => !known.includes(key)).map(quoted);
}
