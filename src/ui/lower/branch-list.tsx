import { useMemo } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { useStore } from 'zustand';
import { branchRows } from '../../store/versions/branches.ts';
import type { BranchRow, Outcome } from '../../store/versions/branches.ts';
import { compareWith, nameBranch, removeBranch } from '../../store/versions/branching.ts';
import { Icon } from '../controls/icon.tsx';
import { NameField } from '../controls/name-field.tsx';
import { useHistory, useLab, usePlayback } from '../lab-context.ts';
import { milliseconds } from '../time.ts';
import { useWords } from '../use-words.ts';
import { OUTCOME_WORDS, versionName } from './branch-names.ts';

/** Deeper branches would have no room left for their names. */
const DEPTH_SHOWN = 5;

/** The tree of branches: where each one parts from the one above it, and what it came to. */
export function BranchList(): ReactNode {
  const history = useHistory((state) => state);
  const rows = useMemo(() => branchRows(history), [history]);
  return (
    <ul className="branch-list">
      {rows.map((row) => (
        <Branch key={row.version.id} row={row} />
      ))}
    </ul>
  );
}

function Branch({ row }: { row: BranchRow }): ReactNode {
  const lab = useLab();
  const catalog = useStore(lab.catalog, (state) => state.catalog);
  const { version, isPresent } = row;
  const reword = useWords();
  const own = versionName(version, catalog, reword);
  const name = row.name === '' ? own : row.name;
  const indent: CSSProperties = { paddingLeft: `${Math.min(row.depth, DEPTH_SHOWN) * 16}px` };
  return (
    <li className={isPresent ? 'branch is-present' : 'branch'} style={indent}>
      <button
        type="button"
        className="button button-icon"
        aria-pressed={isPresent}
        aria-label={isPresent ? `Open: ${name}` : `Switch to ${name}`}
        title={isPresent ? 'This branch is open' : 'Switch to this branch'}
        onClick={() => void lab.opening.switchTo(version.id)}
      >
        <Icon name={isPresent ? 'check' : 'branch'} />
      </button>
      <div className="branch-words">
        <NameField
          label={`Name of the branch ${own}`}
          name={row.name}
          placeholder={own}
          onChange={(text) => nameBranch(lab, version.id, text)}
        />
        <span className="branch-where">{whereText(row)}</span>
      </div>
      <BranchOutcome version={version.id} isPresent={isPresent} />
      <button
        type="button"
        className="button"
        disabled={isPresent}
        aria-label={`Compare with ${name}`}
        onClick={() => compareWith(lab, version.id)}
      >
        Compare
      </button>
      <button
        type="button"
        className="button button-icon"
        disabled={!row.isRemovable}
        aria-label={`Remove the branch ${name}`}
        title={row.isRemovable ? 'Remove' : 'The open branch stands on it'}
        onClick={() => removeBranch(lab, version.id)}
      >
        <Icon name="cross" />
      </button>
    </li>
  );
}

function whereText({ partsAt, folded }: BranchRow): string {
  if (partsAt === null) return 'a set-up of its own';
  const where = partsAt === 0 ? 'differs from the start' : `parts at ${milliseconds(partsAt)}`;
  const changes = folded === 1 ? '1 change more' : `${folded} changes more`;
  return folded === 0 ? where : `${where}, ${changes}`;
}

/** Not told while the future is hidden: it is what the run will have come to. */
function BranchOutcome({
  version,
  isPresent,
}: {
  readonly version: number;
  readonly isPresent: boolean;
}): ReactNode {
  const lab = useLab();
  const outcome = useStore(lab.outcomes, (outcomes) => outcomes[version]);
  const hides = usePlayback((playback) => playback.hidesFuture);
  return (
    <span className={`branch-outcome ${hides ? '' : (outcome?.outcome ?? '')}`}>
      {hides ? '…' : outcomeText(outcome, isPresent)}
    </span>
  );
}

function outcomeText(outcome: Outcome | undefined, isPresent: boolean): string {
  if (outcome === undefined) return isPresent ? 'being recorded' : 'not recorded to its end';
  const { violations } = outcome;
  const broken = violations === 1 ? '1 violation' : `${violations} violations`;
  const word = OUTCOME_WORDS[outcome.outcome];
  return violations === 0 ? word : `${word}, ${broken}`;
}
