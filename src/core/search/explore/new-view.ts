import {
  bit,
  certificate,
  FREE,
  inflated,
  read,
  VALUES,
  valueOf,
  viewOf,
  type Slice,
  type State,
} from './slice.ts';
import { isCertified } from './votes.ts';

/** What the VIEW-CHANGE of a correct replica for a view claims: the certificate of the highest view before it (V1, V2). */
export function ownClaim(slice: Slice, state: State, who: number, view: number): number {
  if (slice.has('no-certificates')) return FREE;
  for (const earlier of viewsToLookAt(slice, view)) {
    const mask = read(state, slice.preparedAt(who, earlier));
    const value = VALUES.find((candidate) => (mask & bit(candidate)) !== 0);
    if (value !== undefined) return certificate(earlier, value);
  }
  return FREE;
}

function viewsToLookAt(slice: Slice, view: number): readonly number[] {
  if (slice.has('certificates-of-last-view')) return [view - 1];
  const ascending = Array.from({ length: view }, (_, earlier) => earlier);
  return slice.has('certificate-of-first-view') ? ascending : ascending.reverse();
}

/**
 * Everything that a valid NEW-VIEW for a view can come to: FREE, or the certificate-like number of the value it proposes
 * again. `including` names a correct replica whose VIEW-CHANGE must be among them, for a primary counts its own (NV1, NV2).
 */
export function newViewOutcomes(
  slice: Slice,
  state: State,
  view: number,
  including?: number,
): ReadonlySet<number> {
  if (slice.has('new-view-unchecked') && slice.positionOf(slice.primary(view)) < 0)
    return new Set([...VALUES.map((value) => certificate(0, value)), FREE]);
  const outcomes = new Set<number>();
  for (const claims of claimSets(slice, state, view, including))
    for (const outcome of proposals(slice, claims)) outcomes.add(outcome);
  return outcomes;
}

/** What the VIEW-CHANGEs of every possible NEW-VIEW claim: some of those that were sent, and some of traitors. */
function* claimSets(
  slice: Slice,
  state: State,
  view: number,
  including?: number,
): Generator<readonly number[]> {
  const lies = traitorClaims(slice, state, view);
  for (const chosen of subsets(sentClaims(slice, state, view))) {
    if (including !== undefined && !chosen.some(({ who }) => who === including)) continue;
    const truths = [...product(chosen.map((one) => one.claims))];
    for (let liars = 0; liars <= slice.traitors.length; liars += 1)
      if (isEnough(slice, chosen.length, liars)) yield* pairs(combinations(lies, liars), truths);
  }
}

function* pairs(
  firsts: Iterable<readonly number[]>,
  seconds: readonly (readonly number[])[],
): Generator<readonly number[]> {
  for (const first of firsts) for (const second of seconds) yield [...first, ...second];
}

type Sent = { readonly who: number; readonly claims: readonly number[] };

/** VIEW-CHANGEs of correct replicas that can be in a NEW-VIEW. */
function sentClaims(slice: Slice, state: State, view: number): readonly Sent[] {
  return slice.correct.flatMap((_, who) => {
    const views = slice.has('stale-view-changes')
      ? [view, ...Array.from({ length: view - 1 }, (_item, index) => index + 1)]
      : [view];
    const claims = views.map((each) => read(state, slice.claimAt(who, each))).filter(Boolean);
    return claims.length === 0 ? [] : [{ who, claims: [...new Set(claims)] }];
  });
}

/** What a traitor's VIEW-CHANGE may claim and be believed: nothing, or what really can be shown. */
function traitorClaims(slice: Slice, state: State, view: number): readonly number[] {
  const claims = [FREE];
  for (let earlier = 0; earlier < view; earlier += 1)
    for (const value of VALUES)
      if (slice.has('certificate-unproven') || isCertified(slice, state, earlier, value))
        claims.push(certificate(earlier, value));
  if (slice.has('certificate-view-unbound'))
    for (const value of VALUES)
      if (isCertified(slice, state, 0, value)) claims.push(inflated(value));
  return claims;
}

function isEnough(slice: Slice, correct: number, liars: number): boolean {
  const given = correct + liars;
  if (slice.has('new-view-duplicates')) return given > 0;
  return given >= slice.newViewVotes;
}

/** What the new primary has to propose, given these claims: the value of the highest view among them (NV4). */
function proposals(slice: Slice, claims: readonly number[]): readonly number[] {
  const shown = claims.filter((claim) => claim !== FREE);
  if (shown.length === 0) return [FREE];
  const views = shown.map(viewOf);
  const wanted = slice.has('new-view-of-lowest-view') ? Math.min(...views) : Math.max(...views);
  const binding = slice.has('new-view-of-any-view')
    ? shown
    : shown.filter((claim) => viewOf(claim) === wanted);
  return binding.map((claim) => certificate(0, valueOf(claim)));
}

function* subsets<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let mask = 0; mask < 1 << items.length; mask += 1)
    yield items.filter((_, index) => (mask & (1 << index)) !== 0);
}

/** All ways to draw so many of them, with repetition, in ascending order. */
function* combinations(items: readonly number[], count: number): Generator<readonly number[]> {
  if (count === 0) yield [];
  else
    for (const [index, first] of items.entries())
      for (const rest of combinations(items.slice(index), count - 1)) yield [first, ...rest];
}

function* product(lists: readonly (readonly number[])[]): Generator<readonly number[]> {
  const [head, ...tail] = lists;
  if (head === undefined) yield [];
  else for (const first of head) for (const rest of product(tail)) yield [first, ...rest];
}
