/** A place in a recording, and what has happened by then. */

/** After `events` events, or after everything up to `at` where that is null. */
export type Place = { readonly at: number; readonly events: number | null };

/** What an event and its time tell of when something came about. */
export type Stamp = { readonly event: number; readonly at: number };

export function hasHappened({ event, at }: Stamp, place: Place): boolean {
  return place.events === null ? at <= place.at : event < place.events;
}
