import { freeze } from '../../base/clone.ts';
import type { Context, ProcessId } from '../../model/index.ts';
import type { Service } from '../../service/memory.ts';

/**
 * The replicated state cut into pages, so that it can be fetched piece by piece and each piece be checked by itself.
 * Source: Castro's thesis, section 5.3, there with more levels; clauses G2, X5, S1 to S3.
 * The digest of a checkpoint covers the digests of the pages, and those cover memory and reply table: whoever knows the first
 * can check the second, and whoever knows the second can check each page. Signatures stay out, so that both schemes agree.
 */

export type MemoryEntry = readonly [key: string, value: string];
/** The last request of a client that was executed, and the answer to it. */
export type ReplyEntry = readonly [client: ProcessId, timestamp: number, result: string];
export type Page = readonly (MemoryEntry | ReplyEntry)[];

/** The state after a sequence number, frozen: what is executed later does not reach it. */
export type Image = {
  readonly seq: number;
  readonly digest: string;
  /** Their digests, in order. */
  readonly digests: readonly string[];
  readonly pages: readonly Page[];
};

/** What all correct replicas have alike after a sequence number: the memory, and the table of last answers (X5). */
export type Replicated = {
  readonly service: Service;
  readonly replies: {
    readonly [client: ProcessId]: { readonly timestamp: number; readonly result: string };
  };
};

/** Entries of a page at most. */
export const PAGE_ENTRIES = 16;

/** The state after a sequence number, cut into pages and summed up in one digest (G2, S3). */
export function imageOf(state: Replicated, seq: number, ctx: Pick<Context, 'digest'>): Image {
  return image(seq, pagesOf(state), ctx);
}

/** The same from pages that are there already, such as fetched ones. */
export function image(seq: number, pages: readonly Page[], ctx: Pick<Context, 'digest'>): Image {
  const digests = pages.map((page) => pageDigest(page, ctx));
  return freeze({ seq, digest: rootDigest(seq, digests, ctx), digests, pages });
}

/** Sorted by code units, which no locale changes: the order in which entries were made must not show. */
function pagesOf({ service, replies }: Replicated): readonly Page[] {
  const memory = Object.entries(service)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]): MemoryEntry => [key, value]);
  const table = Object.entries(replies).map(([client, { timestamp, result }]): ReplyEntry => [
    Number(client),
    timestamp,
    result,
  ]);
  return [...cut(memory), ...cut(table)];
}

function cut<T>(entries: readonly T[]): T[][] {
  const pages: T[][] = [];
  for (let start = 0; start < entries.length; start += PAGE_ENTRIES) {
    pages.push(entries.slice(start, start + PAGE_ENTRIES));
  }
  return pages;
}

/** A hex digest in the domain of pages, so that no page passes for anything else (A9). */
export function pageDigest(page: Page, ctx: Pick<Context, 'digest'>): string {
  return ctx.digest('page', page);
}

/** The sequence number is covered too: the same state reached elsewhere is another checkpoint (S3). */
export function rootDigest(
  seq: number,
  digests: readonly string[],
  ctx: Pick<Context, 'digest'>,
): string {
  return ctx.digest('checkpoint', [seq, ...digests]);
}

type Restored = {
  readonly service: Service;
  readonly replies: { [client: ProcessId]: { timestamp: number; result: string; reply: null } };
};

/** Memory and reply table again. The answers come without signatures, which are each replica's own. */
export function restored(pages: readonly Page[]): Restored {
  const service: Service = {};
  const replies: Restored['replies'] = {};
  for (const entry of pages.flat()) {
    if (entry.length === 2) service[entry[0]] = entry[1];
    else replies[entry[0]] = { timestamp: entry[1], result: entry[2], reply: null };
  }
  return { service, replies };
}
