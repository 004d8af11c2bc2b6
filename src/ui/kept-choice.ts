/** A choice that the browser keeps from visit to visit. Where it keeps nothing, the choice lasts as long as the page. */

export function keepChoice(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing else depends on it.
  }
}

/** The value chosen last, or null. */
export function keptChoice(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
