import type { ReactNode } from 'react';
import type { Exhibit, Timeline, TrustView } from '../../core/model/index.ts';
import { toMoment } from '../../store/travel.ts';
import { Icon } from '../controls/icon.tsx';
import { UserText } from '../controls/user-text.tsx';
import { useLab, useRecording } from '../lab-context.ts';

type ProofInTime = Timeline['proofs'][number];

const WORDS: Readonly<Record<TrustView['state'], string>> = {
  convicted: 'convicted',
  suspected: 'suspected',
  clear: 'nothing against it',
};

/** Who is proven guilty, who is merely suspected, and the signed messages that prove it. */
export function EvidenceSection(): ReactNode {
  const trust = useRecording((recording) => recording.explained?.explanation.trust ?? []);
  const known = useRecording((recording) => recording.explained?.explanation.proofs ?? 0);
  const proofs = useRecording((recording) => recording.timeline?.proofs ?? []);
  const suspects = trust.filter(({ state }) => state !== 'clear');
  return (
    <section className="section evidence" aria-labelledby="evidence-title">
      <h2 id="evidence-title">Evidence</h2>
      {suspects.length === 0 && <p className="hint">Nothing speaks against any replica.</p>}
      <ul className="standings">
        {suspects.map((suspect) => (
          <Standing key={suspect.replica} suspect={suspect} />
        ))}
      </ul>
      {proofs.slice(0, known).map((proof) => (
        <ProofDetails key={proof.event} proof={proof} />
      ))}
      {suspects.length > 0 && (
        <p className="hint">
          A proof is signed by the culprit itself: anybody can check it with the public keys. A
          suspicion is none, because a slow network or a crash looks the same.
        </p>
      )}
    </section>
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

function ProofDetails({ proof }: { proof: ProofInTime }): ReactNode {
  const lab = useLab();
  return (
    <details className="proof">
      <summary>
        Proof against R{proof.replica}: {proof.because}
      </summary>
      <div className="exhibits">
        {proof.exhibits.map((exhibit, index) => (
          <ExhibitCard key={index} exhibit={exhibit} />
        ))}
      </div>
      <button
        type="button"
        className="button button-line"
        onClick={() => toMoment(lab, proof.moment)}
      >
        Go to where it was found
      </button>
    </details>
  );
}

function ExhibitCard({ exhibit }: { exhibit: Exhibit }): ReactNode {
  const lab = useLab();
  return (
    <div className="exhibit">
      <h3>{exhibit.type.toUpperCase()}</h3>
      <dl>
        {exhibit.fields.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <UserText>{text}</UserText>
            </dd>
          </div>
        ))}
        <div>
          <dt>signature</dt>
          <dd>{exhibit.signature}</dd>
        </div>
      </dl>
      <button
        type="button"
        className="button button-line"
        onClick={() => toMoment(lab, exhibit.moment)}
      >
        Go to its delivery
      </button>
    </div>
  );
}
