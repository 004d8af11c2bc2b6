/** Remembers what each element shows, so that a frame touches only what differs from the one before. */

/** What is shown: a text, or an object that is made anew when anything in it changes. */
export type Changed = (element: Element, shows: string | object) => boolean;

/** True where the element shows something else than when it was last asked about. */
export function createChanged(): Changed {
  const shown = new WeakMap<Element, string | object>();
  return (element, shows) => {
    if (shown.get(element) === shows) return false;
    shown.set(element, shows);
    return true;
  };
}
