import type { Explanation, ProcessId, ProcessView, Prospect } from '../../model/index.ts';
import type { Sight } from './sight.ts';
import { leftOut } from '../../base/left-out.ts';
import { processes, say } from '../../base/words.ts';

type Known = Pick<Sight, 'studio' | 'kernel' | 'views'>;
type Plot = { readonly tactic: string; readonly members: readonly ProcessId[] };

/** What figures alone can say about the plans that are being carried out: those that cannot succeed in this council, and why. */
export function outlooksAt({ studio, kernel, views }: Known): Explanation['outlooks'] {
  const { n, f, q } = kernel.bench;
  const { scenario } = studio;
  const isHeldUp = scenario.network.delays.length > 0;
  const known = { n, f, q, ablate: leftOut(scenario), isHeldUp };
  return plotsIn(views).flatMap(({ tactic, members }) => {
    const prospect: Prospect = { ...known, members };
    const plan = studio.parts.tactics.find(({ id }) => id === tactic);
    const reason = plan?.outlook?.(prospect) ?? null;
    if (reason === null) return [];
    return [{ replicas: members, sentence: say`${processes(members)} cannot succeed: ${reason}.` }];
  });
}

/** Each liar by itself, and each cabal once, with those of its members that still follow it. */
function plotsIn(views: readonly ProcessView[]): readonly Plot[] {
  const plots: Plot[] = [];
  for (const view of views) {
    if (view.role !== 'replica' || view.mark.tactic === '') continue;
    const { kind, tactic, cabal } = view.mark;
    const others = kind === 'colluding' ? cabal : [view.id];
    const members = views.flatMap(({ id, ...other }) => {
      const isMember = 'mark' in other && other.mark.tactic === tactic && other.mark.kind === kind;
      return isMember && others.includes(id) ? [id] : [];
    });
    if (members[0] === view.id) plots.push({ tactic, members });
  }
  return plots;
}
