import type { Context, ProcessId } from '../../model/index.ts';
import { COMMANDER, RETREAT, type OralOrder, type Worded } from './messages.ts';
import { isAblated, pathKey, type GeneralState, type Instance } from './state.ts';

/** OM(m), section 3: what is heard along every path, passed on round by round, and the majority of it in the end. */

/** Paths of this length that can end at this general, in order: from the commander, nobody twice, without itself. */
function pathsTo(state: Pick<GeneralState, 'self' | 'n'>, length: number): number[][] {
  let paths: ProcessId[][] = [[COMMANDER]];
  for (let have = 1; have < length; have += 1) {
    paths = paths.flatMap((path) => othersThan(state, path).map((next) => [...path, next]));
  }
  return paths;
}

/** Who is neither in the path nor this general itself. */
function othersThan(
  { self, n }: Pick<GeneralState, 'self' | 'n'>,
  path: readonly ProcessId[],
): ProcessId[] {
  const everybody = Array.from({ length: n }, (_, id) => id);
  return everybody.filter((id) => id !== self && !path.includes(id));
}

/** Whom a lieutenant tells what it heard along a path: everybody who has not passed it on. */
export function audience(state: GeneralState, path: readonly ProcessId[]): readonly ProcessId[] {
  const others = othersThan(state, path);
  if (!isAblated(state, 'relay-to-all')) return others;
  const next = others.find((id) => id > state.self) ?? others[0];
  return next === undefined ? [] : [next];
}

/** [OM3] The round is over: a lieutenant acts as commander of OM(m-1) for everything that it heard in it. */
export function passOn(state: GeneralState, instance: Instance, round: number, ctx: Context): void {
  for (const path of pathsTo(state, round)) {
    const heard = heardAlong(state, instance, { path, ctx });
    if (heard === null) continue;
    const { value, digest } = heard;
    const order: OralOrder = {
      type: 'oral-order',
      seq: instance.seq,
      path: [...path, state.self],
      value,
      digest,
    };
    for (const to of audience(state, path)) ctx.send(to, order);
  }
}

type Digester = Pick<Context, 'digest'>;

/** [OM2] Silence is an order to retreat. */
export function ifNothing(state: Pick<GeneralState, 'config'>, ctx: Digester): Worded | null {
  return isAblated(state, 'retreat-by-default') ? null : retreat(ctx);
}

type Along = { readonly path: readonly ProcessId[]; readonly ctx: Digester };

function heardAlong(state: GeneralState, { heard }: Instance, { path, ctx }: Along): Worded | null {
  return heard[pathKey(path)] ?? ifNothing(state, ctx);
}

export function worded(value: string, ctx: Digester): Worded {
  return { value, digest: ctx.digest('order', value) };
}

export function retreat(ctx: Digester): Worded {
  return worded(RETREAT, ctx);
}

type Vote = Worded & { readonly general: ProcessId };

/** What each general is taken to have got from the commander, its own word first: what the majority is taken over. */
export function votesOf(state: GeneralState, instance: Instance, ctx: Digester): readonly Vote[] {
  const path = [COMMANDER];
  const own = heardAlong(state, instance, { path, ctx });
  const mine = own === null ? [] : [{ general: state.self, ...own }];
  if (state.m === 0) return mine;
  const others = othersThan(state, path).flatMap((general) => {
    const said = resultOf(state, instance, { path: [...path, general], ctx });
    return said === null ? [] : [{ general, ...said }];
  });
  return isAblated(state, 'own-word') ? others : [...mine, ...others];
}

/** [OM3] What a lieutenant obeys in the end. */
export function chooseAmong(state: GeneralState, instance: Instance, ctx: Digester): Worded | null {
  const own = heardAlong(state, instance, { path: [COMMANDER], ctx });
  if (isAblated(state, 'majority')) return own;
  const votes = votesOf(state, instance, ctx);
  return votes.length === 0 ? null : mostOf(state, { votes, own, ctx });
}

/** The result of OM(m - length + 1) with the last of the path as its commander. */
function resultOf(state: GeneralState, instance: Instance, { path, ctx }: Along): Worded | null {
  const own = heardAlong(state, instance, { path, ctx });
  if (path.length > state.m) return own;
  const others = othersThan(state, path).map((next) =>
    resultOf(state, instance, { path: [...path, next], ctx }),
  );
  const counted = isAblated(state, 'own-word') ? others : [own, ...others];
  const votes = counted.filter((vote) => vote !== null);
  return votes.length === 0 ? null : mostOf(state, { votes, own, ctx });
}

type Ballot = {
  readonly votes: readonly Worded[];
  readonly own: Worded | null;
  readonly ctx: Digester;
};

function mostOf(state: GeneralState, { votes, own, ctx }: Ballot): Worded {
  const tied = isAblated(state, 'strict-majority') ? own : null;
  return majority(votes, tied ?? retreat(ctx));
}

/** [OM5] The order that more than half of them name, else what a tie stands for: the same at everybody who has the same votes. */
export function majority(votes: readonly Worded[], tied: Worded): Worded {
  const winner = votes.find(
    ({ digest }) => 2 * votes.filter((vote) => vote.digest === digest).length > votes.length,
  );
  const { value, digest } = winner ?? tied;
  return { value, digest };
}
