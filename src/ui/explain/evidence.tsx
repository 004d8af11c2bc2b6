import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Exhibit, Timeline, TrustView, Way } from '../../core/model/index.ts';
import { toMessage, toMoment } from '../../store/travel.ts';
import { Icon } from '../controls/icon.tsx';
import { useLab, useRecording, useTerms } from '../lab-context.ts';
import { milliseconds } from '../time.ts';
import { ExhibitCard } from './exhibit.tsx';

type ProofInTime = Timeline['proofs'][number];

const WORDS: Readonly<Record<TrustView['state'], string>> = {
  convicted: 'convicted',
  suspected: 'suspected',
  clear: 'nothing against it',
};

/** Who is proven guilty, who is merely suspected, and the signed messages that prove it. */
export function EvidenceSection(): ReactNode {
  const trust = useRecording((recording) => recording.explained?.explanation.trust ?? []);
  const { member } = useTerms();
  const suspects = trust.filter(({ state }) => state !== 'clear');
  return (
    <section className="section evidence" aria-labelledby="evidence-title">
      <h2 id="evidence-title">Evidence</h2>
      {suspects.length === 0 && <p className="hint">Nothing speaks against any {member}.</p>}
      <ul className="standings">
        {suspects.map((suspect) => (
          <Standing key={suspect.replica} suspect={suspect} />
        ))}
      </ul>
      <Proofs />
      {suspects.length > 0 && (
        <p className="hint">
          A proof is signed by the culprit itself, and anybody can check it with the public keys:
          its trust is 0. A suspicion only lowers trust from 100, because a slow network or a crash
          looks the same.
        </p>
      )}
    </section>
  );
}

/** Those found so far; and the one whose messages somebody follows, who for that goes back to before it was found. */
function Proofs(): ReactNode {
  const known = useRecording((recording) => recording.explained?.explanation.proofs ?? 0);
  const timeline = useRecording((recording) => recording.timeline);
  const [followed, setFollowed] = useState<ProofInTime | null>(null);
  const proofs = timeline?.proofs ?? [];
  return proofs
    .map((proof, index) => ({ proof, isAhead: index >= known }))
    .filter(({ proof, isAhead }) => !isAhead || isSame(proof, followed))
    .map(({ proof, isAhead }) => (
      <ProofDetails
        key={proof.event}
        proof={proof}
        isAhead={isAhead}
        onFollow={() => setFollowed(proof)}
      />
    ));
}

/** In another run the same event is something else. */
function isSame(proof: ProofInTime, other: ProofInTime | null): boolean {
  return (
    proof.event === other?.event && proof.exhibits[0]?.signature === other.exhibits[0]?.signature
  );
}

function Standing({ suspect }: { suspect: TrustView }): ReactNode {
  const { replica, state, score, reasons } = suspect;
  return (
    <li className={`standing ${state}`}>
      <Icon name={state === 'convicted' ? 'violation' : 'wait'} />
      <span>
        <b>R{replica}</b> {WORDS[state]}
        {reasons.length > 0 && <span className="soft">: {reasons.join('; ')}</span>}
      </span>
      <span className="score">trust {score}</span>
    </li>
  );
}

type ProofProps = {
  readonly proof: ProofInTime;
  /** The playhead stands before the moment at which it is found. */
  readonly isAhead: boolean;
  readonly onFollow: () => void;
};

function ProofDetails({ proof, isAhead, onFollow }: ProofProps): ReactNode {
  const lab = useLab();
  const { replica, because, exhibits, moment } = proof;
  const differing = differingFields(exhibits);
  const follow = (way: Way): void => {
    onFollow();
    toMessage(lab, way);
    // On a phone the stage has been scrolled away; elsewhere it is in sight already.
    document.querySelector('.stage-panel')?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <details className="proof">
      <summary>
        Proof against <b>R{replica}</b>: {because}
      </summary>
      {isAhead && <p className="hint">It is found later, at {milliseconds(moment.at)}.</p>}
      <div className="exhibits">
        {exhibits.map((exhibit, index) => (
          <ExhibitCard key={index} exhibit={exhibit} differing={differing} onFollow={follow} />
        ))}
      </div>
      <button type="button" className="button" onClick={() => toMoment(lab, moment)}>
        Go to where it was found
      </button>
    </details>
  );
}

/** Of messages of one type; others have different fields by nature. */
function differingFields(exhibits: readonly Exhibit[]): ReadonlySet<string> {
  const [one, other] = exhibits;
  if (one === undefined || other?.type !== one.type) return new Set();
  const others = new Map(other.fields);
  return new Set(
    one.fields.filter(([name, text]) => others.get(name) !== text).map(([name]) => name),
  );
}
