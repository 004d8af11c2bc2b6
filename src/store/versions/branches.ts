/** The tree of versions as a list of branches: what somebody would go back to or compare. Pure. */
import type { Micros, Report } from '../../core/model/index.ts';
import { isRemovable } from './history.ts';
import type { History, Version } from './history.ts';

export type BranchRow = {
  readonly version: Version;
  /** How deep it stands in the list. */
  readonly depth: number;
  /** Until when it is the same run as the row that it stands under; null: it comes from elsewhere. */
  readonly partsAt: Micros | null;
  /** Changes between that row and this one that are not listed. */
  readonly folded: number;
  readonly name: string;
  readonly isPresent: boolean;
  readonly isRemovable: boolean;
};

/** What a run has come to, as far as it was computed. */
export type Outcome = Pick<Report, 'outcome'> & { readonly violations: number };

/** Changes that simply follow each other are one branch: its last version is listed, and what somebody named or has open. */
export function branchRows(history: History): readonly BranchRow[] {
  const children = childrenOf(history.versions);
  const rows: BranchRow[] = [];
  const visit = (version: Version, above: Above): void => {
    const own = children.get(version.id) ?? [];
    const isRoot = version.partsAt === null;
    const partsAt = isRoot ? null : Math.min(above.partsAt, version.partsAt);
    const isShown = isRoot || own.length !== 1 || isMarked(history, version);
    if (isShown) rows.push(rowOf(history, version, { ...above, partsAt }));
    const next: Above = isShown
      ? { depth: above.depth + 1, partsAt: Infinity, folded: 0 }
      : { ...above, partsAt: partsAt ?? Infinity, folded: above.folded + 1 };
    own.forEach((child) => visit(child, next));
  };
  for (const version of history.versions) {
    if (version.partsAt === null) visit(version, { depth: 0, partsAt: Infinity, folded: 0 });
  }
  return rows;
}

type Above = { readonly depth: number; readonly partsAt: Micros; readonly folded: number };

function rowOf(
  history: History,
  version: Version,
  above: { readonly depth: number; readonly partsAt: Micros | null; readonly folded: number },
): BranchRow {
  return {
    ...above,
    version,
    name: history.names[version.id] ?? '',
    isPresent: history.present?.id === version.id,
    isRemovable: isRemovable(history, version.id),
  };
}

function isMarked({ present, names }: History, { id }: Version): boolean {
  return present?.id === id || names[id] !== undefined;
}

/** What was made of each version. One from elsewhere stands under none; where its parent is gone, it is the beginning. */
function childrenOf(versions: readonly Version[]): ReadonlyMap<number, readonly Version[]> {
  const children = new Map<number, Version[]>();
  for (const version of versions) {
    if (version.parent === null || version.partsAt === null) continue;
    const fellows = children.get(version.parent) ?? [];
    children.set(version.parent, [...fellows, version]);
  }
  return children;
}
