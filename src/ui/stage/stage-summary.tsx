import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { councilSummary } from '../../viz/stage/summary.ts';
import type { SummaryItem } from '../../viz/stage/summary.ts';
import { Glyph } from '../controls/glyph.tsx';
import { Crown, Icon } from '../controls/icon.tsx';
import { useNamer } from '../explain/sentence.tsx';
import { useHistory, usePlayback, useRecording, useTerms } from '../lab-context.ts';
import { votesAwaited } from '../snapshot.ts';
import { useProcesses } from '../use-frame.ts';

/** From so many replicas on the drawing has no room for words. */
const LEAST_COUNCIL = 8;

/** A large council in words: who leads, who is faulty, who has a quorum, what is missing. */
export function StageSummary(): ReactNode {
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  const range = useRecording((recording) => recording.windowRange);
  // After a jump the states of before stay on the stage until those of here have come: nothing is said of them.
  const isHere = usePlayback(
    ({ at }) => range !== null && range.from <= at && at <= range.until + 1,
  );
  const processes = useProcesses();
  const terms = useTerms();
  const nameOf = useNamer();
  const items = useMemo(
    () =>
      scenario && scenario.replicas >= LEAST_COUNCIL && processes.length > 0
        ? councilSummary({
            processes,
            n: scenario.replicas,
            q: votesAwaited(scenario, terms),
            nameOf,
            terms,
          })
        : [],
    [scenario, processes, terms, nameOf],
  );
  if (items.length === 0) return null;
  return (
    <ul className="stage-summary" aria-label="The council in short">
      {!isHere && <li>Reading this moment</li>}
      {(isHere ? items : []).map((item) => (
        <li key={Object.values(item.sign).join(' ')}>
          <Sign sign={item.sign} /> {item.text}
        </li>
      ))}
    </ul>
  );
}

function Sign({ sign }: Pick<SummaryItem, 'sign'>): ReactNode {
  const { leader } = useTerms();
  switch (sign.kind) {
    case 'crown':
      return <Crown label={leader} />;
    case 'mark':
      return <Icon name={sign.mark} />;
    case 'glyph':
      return <Glyph kind={sign.glyph} />;
  }
}
