/** A square or a row that fingers are to hit, in pixels. */
export const FINGER = 44;

/** The page is pointed at with fingers rather than with a mouse. */
export function isFinger(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}
