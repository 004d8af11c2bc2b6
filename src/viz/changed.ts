/** Remembers what each element shows, so that a frame touches only what differs from the one before. */

export type Changed = (element: Element, shows: string) => boolean;

/** True where the element shows something else than when it was last asked about. */
export function createChanged(): Changed {
  const shown = new WeakMap<Element, string>();
  return (element, shows) => {
    if (shown.get(element) === shows) return false;
    shown.set(element, shows);
    return true;
  };
}
