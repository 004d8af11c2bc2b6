import type { ReactNode } from 'react';
import { capitalized } from '../../core/base/english.ts';
import type { Scenario } from '../../core/model/index.ts';
import { editCouncil } from '../../store/acts.ts';
import { Stepper } from '../controls/stepper.tsx';
import { useHistory, useLab, useTerms } from '../lab-context.ts';
import { BoundsTable } from './bounds-table.tsx';
import { GeneralsBounds } from './generals-bounds.tsx';
import { ProtocolField } from './protocol-field.tsx';
import { QuorumsMeet } from './quorums-meet.tsx';
import { QuorumField } from './quorum-field.tsx';

/** More replicas than this cannot be recorded and drawn fluently in a page. */
const REPLICAS_MAX = 128;

export function CouncilSection(): ReactNode {
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  if (!scenario) return null;
  return (
    <section className="section" id="setup-council" aria-labelledby="council-title">
      <h2 id="council-title">Council</h2>
      <ProtocolField scenario={scenario} />
      <Figures scenario={scenario} />
      <Bounds scenario={scenario} />
    </section>
  );
}

/** What is promised for which figures. */
function Bounds({ scenario }: { scenario: Scenario }): ReactNode {
  const { hasQuorums, tolerance } = useTerms();
  if (tolerance === '')
    return (
      <p className="hint">
        It takes for granted that nobody lies. One liar may already be enough to mislead the others,
        however many they are.
      </p>
    );
  if (!hasQuorums) return <GeneralsBounds scenario={scenario} />;
  return (
    <>
      <BoundsTable scenario={scenario} />
      <QuorumsMeet scenario={scenario} />
    </>
  );
}

function Figures({ scenario }: { scenario: Scenario }): ReactNode {
  const lab = useLab();
  const { replicas, tolerance } = scenario;
  const { member, hasQuorums, tolerance: toleranceTerm } = useTerms();
  return (
    <>
      <div className="row">
        <span className="row-name">
          {capitalized(member)}s <b>n</b>
        </span>
        <Stepper
          label={`${member}s n`}
          value={replicas}
          min={1}
          max={REPLICAS_MAX}
          onChange={(value) => void editCouncil(lab, { replicas: value })}
        />
      </div>
      {toleranceTerm !== '' && (
        <div className="row">
          <span className="row-name">
            Traitors tolerated <b>{hasQuorums ? 'f' : 'm'}</b>
          </span>
          <Stepper
            label={`traitors tolerated ${hasQuorums ? 'f' : 'm'}`}
            value={tolerance}
            min={0}
            max={replicas - 1}
            onChange={(value) => void editCouncil(lab, { tolerance: value })}
          />
        </div>
      )}
      {hasQuorums && <QuorumField scenario={scenario} />}
    </>
  );
}
