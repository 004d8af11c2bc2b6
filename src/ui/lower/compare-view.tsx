import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ComparedFilter, ComparePage } from '../../core/model/index.ts';
import { compareWith } from '../../store/versions/branching.ts';
import type { Version } from '../../store/versions/history.ts';
import { useHistory, useLab, usePlayback } from '../lab-context.ts';
import { SentenceText } from '../explain/sentence.tsx';
import { UserText } from '../controls/user-text.tsx';
import { milliseconds } from '../time.ts';
import { useWords } from '../use-words.ts';
import { versionName } from './branch-names.ts';
import { CompareFigures } from './compare-figures.tsx';
import { CompareRows } from './compare-rows.tsx';
import { CompareStrips } from './compare-strips.tsx';
import { useComparePage } from './use-compare-page.ts';

/** The open branch and another one, event beside event from where they part, with one playhead for both. */
export function CompareView({ other }: { other: Version }): ReactNode {
  const lab = useLab();
  const catalog = useStore(lab.catalog, (state) => state.catalog);
  const [filter, setFilter] = useState<ComparedFilter>({ isDiffering: false, isNotable: true });
  const [hasStrips, setHasStrips] = useState(false);
  const page = useComparePage({ filter, from: null });
  const names = useHistory((history) => history.names);
  const present = useHistory((history) => history.present);
  const reword = useWords();
  const nameOf = (version: Version): string =>
    names[version.id] ?? versionName(version, catalog, reword);
  return (
    <div className="panel compare">
      <header className="panel-head">
        <button
          type="button"
          className="button button-toggle"
          onClick={() => compareWith(lab, null)}
        >
          Back to the branches
        </button>
        <Toggle isOn={hasStrips} text="As strips" onChange={setHasStrips} />
        {!hasStrips && (
          <>
            <Toggle
              isOn={filter.isDiffering}
              text="Only what differs"
              onChange={(isDiffering) => setFilter({ ...filter, isDiffering })}
            />
            <Toggle
              isOn={filter.isNotable}
              text="Only notable"
              onChange={(isNotable) => setFilter({ ...filter, isNotable })}
            />
          </>
        )}
        <p className="compare-first" role="status">
          <Parting page={page} />
        </p>
      </header>
      <div className="compare-body">
        <div className="compare-columns">
          <p className="compare-names">
            <span>
              <b>A</b> <UserText>{present ? nameOf(present) : ''}</UserText>
            </span>
            <span>
              <b>B</b> <UserText>{nameOf(other)}</UserText>
            </span>
          </p>
          {hasStrips ? <CompareStrips other={other} /> : <CompareRows page={page} />}
        </div>
        <CompareFigures page={page} />
      </div>
    </div>
  );
}

type ToggleProps = {
  readonly isOn: boolean;
  readonly text: string;
  readonly onChange: (isOn: boolean) => void;
};

function Toggle({ isOn, text, onChange }: ToggleProps): ReactNode {
  return (
    <button
      type="button"
      className="button button-toggle"
      aria-pressed={isOn}
      onClick={() => onChange(!isOn)}
    >
      {text}
    </button>
  );
}

/** The first difference in words: "Until 120.0 ms both are alike; then in B R2 crashes." */
function Parting({ page }: { page: ComparePage | null }): ReactNode {
  const hides = usePlayback((playback) => playback.hidesFuture);
  const at = usePlayback((playback) => playback.at);
  if (page === null) return 'Recording both to their ends …';
  const { first, same } = page;
  if (first === null) return 'Both are alike from the start to the end.';
  if (hides && first.row.at > at) return 'Both are alike so far.';
  const until =
    same.events === 0
      ? 'They differ from the start'
      : `Until ${milliseconds(first.row.at)} both are alike`;
  return (
    <>
      {until}; then in {first.side.toUpperCase()}: <SentenceText sentence={first.row.sentence} />
    </>
  );
}
