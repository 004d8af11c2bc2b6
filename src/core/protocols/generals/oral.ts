import type { Context, ProcessId } from '../../model/index.ts';
import { COMMANDER, RETREAT, type OralOrder, type Worded } from './messages.ts';
import { pathKey, type GeneralState, type Instance } from './state.ts';

/** OM(m), section 3: what is heard along every path, passed on round by round, and the majority of it in the end. */

/** Paths of this length that can end at this general, in order: from the commander, nobody twice, without itself. */
export function pathsTo(state: Pick<GeneralState, 'self' | 'n'>, length: number): number[][] {
  let paths: ProcessId[][] = [[COMMANDER]];
  for (let have = 1; have < length; have += 1) {
    paths = paths.flatMap((path) => othersThan(state, path).map((next) => [...path, next]));
  }
  return paths;
}

/** Who is neither in the path nor this general itself. */
export function othersThan(
  { self, n }: Pick<GeneralState, 'self' | 'n'>,
  path: readonly ProcessId[],
): ProcessId[] {
  const everybody = Array.from({ length: n }, (_, id) => id);
  return everybody.filter((id) => id !== self && !path.includes(id));
}

/** [OM3] The round is over: a lieutenant acts as commander of OM(m-1) for everything that it heard in it. */
export function passOn(state: GeneralState, instance: Instance, round: number, ctx: Context): void {
  for (const path of pathsTo(state, round)) {
    const heard = valueAlong(instance, path, ctx);
    const order: OralOrder = {
      type: 'oral-order',
      seq: instance.seq,
      path: [...path, state.self],
      value: heard.value,
      digest: heard.digest,
    };
    for (const to of othersThan(state, path)) ctx.send(to, order);
  }
}

/** [OM2] Silence is an order to retreat. */
function valueAlong(instance: Instance, path: readonly ProcessId[], ctx: Digester): Worded {
  return instance.heard[pathKey(path)] ?? retreat(ctx);
}

type Digester = Pick<Context, 'digest'>;

export function worded(value: string, ctx: Digester): Worded {
  return { value, digest: ctx.digest('order', value) };
}

export function retreat(ctx: Digester): Worded {
  return worded(RETREAT, ctx);
}

/** What each general is taken to have got from the commander, its own word first: what the majority is taken over. */
export function votesOf(
  state: GeneralState,
  instance: Instance,
  ctx: Digester,
): readonly (Worded & { readonly general: ProcessId })[] {
  const path = [COMMANDER];
  const own = { general: state.self, ...valueAlong(instance, path, ctx) };
  if (state.m === 0) return [own];
  const others = othersThan(state, path).map((general) => ({
    general,
    ...resultOf(state, instance, { path: [...path, general], ctx }),
  }));
  return [own, ...others];
}

type Along = { readonly path: readonly ProcessId[]; readonly ctx: Digester };

/** The result of OM(m - length + 1) with the last of the path as its commander. */
function resultOf(state: GeneralState, instance: Instance, { path, ctx }: Along): Worded {
  const own = valueAlong(instance, path, ctx);
  if (path.length > state.m) return own;
  const others = othersThan(state, path).map((next) =>
    resultOf(state, instance, { path: [...path, next], ctx }),
  );
  return majority([own, ...others], ctx);
}

/** [OM5] The order that more than half of them name, else RETREAT: the same at everybody who has the same votes. */
export function majority(votes: readonly Worded[], ctx: Digester): Worded {
  const winner = votes.find(
    ({ digest }) => 2 * votes.filter((vote) => vote.digest === digest).length > votes.length,
  );
  return winner === undefined ? retreat(ctx) : { value: winner.value, digest: winner.digest };
}
