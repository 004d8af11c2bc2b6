/** The little grammar that engine and page share, for plain text; sentences with spans in them are made by words.ts. */

/** "one", "one and two", "one, two and three"; '' for none. */
export function enumerated(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** "an order", "a request": the article goes with the first letter. */
export function articleFor(noun: string): 'a' | 'an' {
  return /^[aeiou]/i.test(noun) ? 'an' : 'a';
}

/** "View", where it begins a sentence or a label. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
