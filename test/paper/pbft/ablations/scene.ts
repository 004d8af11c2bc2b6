import { Council, type CouncilOptions } from '../../../support/council.ts';
import * as build from '../../../support/council-messages.ts';

/** What the cases of the ablations share: R2 is real unless a case says otherwise, and the test speaks for everybody else. */

export type Case = {
  /** What the protocol does without the rule, with the id of the clause. */
  readonly what: string;
  readonly broken: (options: CouncilOptions) => boolean;
  /** Other switches of the same list under which the same can be seen. */
  readonly besides?: readonly string[];
};

export type Cases = { readonly [rule: string]: Case };

export const order = build.request(4, 1, 'add a 1');
export const other = build.request(4, 1, 'add a 2');
export const place = { view: 0, seq: 1, digest: build.digestOfRequests(order) };
export const elsewhere = { ...place, digest: build.digestOfRequests(other) };
export const others = { byzantine: [0, 1, 3] };

export function backup(options: CouncilOptions): Council {
  return new Council({ ...options, ...others });
}

/** R2 has accepted the order; with `prepared` it is prepared on it, too. */
export function proposed(options: CouncilOptions, until: 'proposed' | 'prepared'): Council {
  const council = backup(options);
  council.deliver(2, build.prePrepare(0, place, [order]));
  if (until === 'prepared') council.deliver(2, build.prepare(1, place));
  return council;
}

export function decide(council: Council, seq: number, request = order): void {
  const spot = { view: 0, seq, digest: build.digestOfRequests(request) };
  council.deliver(2, build.prePrepare(0, spot, [request]));
  for (const id of [1, 3]) council.deliver(2, build.prepare(id, spot));
  for (const id of [0, 1, 3]) council.deliver(2, build.commit(id, spot));
}

/** A checkpoint every second sequence number, a window of four; R2 has executed so many. */
export function checkpointed(options: CouncilOptions, last: number): Council {
  const council = new Council({ ...options, ...others, interval: 2, window: 4 });
  for (let seq = 1; seq <= last; seq += 1)
    decide(council, seq, build.request(4, seq, `set a ${seq}`));
  return council;
}

/** The NEW-VIEW of view 1 by R1: what the VIEW-CHANGE messages of R0, R1 and R3 call for is up to the caller. */
export function opened(
  council: Council,
  prepared: Parameters<typeof build.viewChange>[2],
  proposals: readonly { readonly seq: number; readonly digest: string }[],
): void {
  const viewChanges = [
    build.viewChange(0, 1, prepared),
    build.viewChange(1, 1),
    build.viewChange(3, 1),
  ];
  const again = proposals.map(({ seq, digest }) => build.proposal(1, { view: 1, seq, digest }));
  council.deliver(2, build.newView(1, 1, { viewChanges, proposals: again }));
}
