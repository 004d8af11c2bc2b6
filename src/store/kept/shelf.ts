/** Where the browser keeps what pages have open. Types only: what it does with storage is in ui. */

/** What the browser keeps of a page, with what an offer says of it. */
export type Kept = {
  readonly title: string;
  /** Changes that undo leads back through. */
  readonly changes: number;
  /** The playhead, in microseconds. */
  readonly at: number;
  /** A recording file. */
  readonly text: string;
};

export type Left = Kept & { readonly id: string };

/** Each page writes to a place of its own, so that several tabs do not overwrite each other. */
export interface Shelf {
  /** What pages have left that are gone, the newest first. */
  left(): Promise<readonly Left[]>;
  /** False where the browser keeps nothing. */
  put(kept: Kept): boolean;
  /** Without an id what this page itself has put. */
  remove(id?: string): void;
}
