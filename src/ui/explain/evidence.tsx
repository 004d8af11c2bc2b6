import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Exhibit, Timeline, TrustView, Way } from '../../core/model/index.ts';
import { toMessage, toMoment } from '../../store/travel.ts';
import { Icon } from '../controls/icon.tsx';
import { useLab, useRecording, useTerms } from '../lab-context.ts';
import { useWords } from '../use-words.ts';
import { milliseconds } from '../time.ts';
import { ExhibitCard } from './exhibit.tsx';
import { useNamer } from './sentence.tsx';

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
  const suspects = trust
    .filter(({ state }) => state !== 'clear')
    .toSorted((a, b) => a.score - b.score || a.replica - b.replica);
  return (
    <section className="section evidence" aria-labelledby="evidence-title">
      <h2 id="evidence-title">Evidence</h2>
      {suspects.length === 0 && (
        <>
          <p className="hint">Nothing speaks against any {member}.</p>
          <p className="hint">
            A proof appears here once loyal processes hold two messages, signed with one key, that
            exclude each other; a suspicion once one keeps silent, or sends what has to be rejected.
          </p>
        </>
      )}
      <Standings suspects={suspects} clear={trust.length - suspects.length} />
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

/** Worse ones stand first, so that what is left out of a large council is the least. */
const SHOWN_MAX = 8;

type StandingsProps = { readonly suspects: readonly TrustView[]; readonly clear: number };

function Standings({ suspects, clear }: StandingsProps): ReactNode {
  const [first, rest] = [suspects.slice(0, SHOWN_MAX), suspects.slice(SHOWN_MAX)];
  if (suspects.length === 0) return null;
  return (
    <>
      <StandingList suspects={first} />
      {rest.length > 0 && (
        <details>
          <summary className="hint">{rest.length} more</summary>
          <StandingList suspects={rest} />
        </details>
      )}
      {clear > 0 && <p className="hint">Nothing speaks against the other {clear}: trust 100.</p>}
    </>
  );
}

function StandingList({ suspects }: { suspects: readonly TrustView[] }): ReactNode {
  return (
    <ul className="standings">
      {suspects.map((suspect) => (
        <Standing key={suspect.replica} suspect={suspect} />
      ))}
    </ul>
  );
}

/** Those found so far; and the one whose messages somebody follows, who for that goes back to before it was found. */
function Proofs(): ReactNode {
  const known = useRecording((recording) => recording.explained?.explanation.proofs ?? 0);
  const timeline = useRecording((recording) => recording.timeline);
  const [followed, setFollowed] = useState<ProofInTime | null>(null);
  const [isWhole, setWhole] = useState(false);
  const proofs = (timeline?.proofs ?? [])
    .map((proof, index) => ({ proof, isAhead: index >= known }))
    .filter(({ proof, isAhead }) => !isAhead || isSame(proof, followed));
  const shown = isWhole ? proofs : proofs.slice(0, SHOWN_MAX);
  return (
    <>
      {shown.map(({ proof, isAhead }) => (
        <ProofDetails
          key={proof.event}
          proof={proof}
          isAhead={isAhead}
          onFollow={() => setFollowed(proof)}
        />
      ))}
      {shown.length < proofs.length && (
        <button type="button" className="button button-line" onClick={() => setWhole(true)}>
          Show all {proofs.length} proofs
        </button>
      )}
    </>
  );
}

/** In another run the same event is something else. */
function isSame(proof: ProofInTime, other: ProofInTime | null): boolean {
  return (
    proof.event === other?.event && proof.exhibits[0]?.signature === other.exhibits[0]?.signature
  );
}

function Standing({ suspect }: { suspect: TrustView }): ReactNode {
  const { replica, state, score, reasons } = suspect;
  const reword = useWords();
  return (
    <li className={`standing ${state}`}>
      <Icon name={state === 'convicted' ? 'violation' : 'wait'} />
      <span>
        <b>R{replica}</b> {WORDS[state]}
        {reasons.length > 0 && <span className="soft">: {reword(reasons.join('; '))}</span>}
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
  const reword = useWords();
  const follow = (way: Way): void => {
    onFollow();
    toMessage(lab, way);
    // On a phone the stage has been scrolled away; elsewhere it is in sight already.
    document.querySelector('.stage-panel')?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <details className="proof">
      <summary>
        Proof against <b>R{replica}</b>: {reword(because)}
      </summary>
      {isAhead && <p className="hint">It is found later, at {milliseconds(moment.at)}.</p>}
      <div className="exhibits">
        {exhibits.map((exhibit, index) => (
          <ExhibitCard key={index} exhibit={exhibit} differing={differing} onFollow={follow} />
        ))}
      </div>
      <Holders exhibits={exhibits} />
      <button type="button" className="button" onClick={() => toMoment(lab, moment)}>
        Go to where it was found
      </button>
    </details>
  );
}

/** Whoever holds one half cannot know of the other before the two are laid side by side. */
function Holders({ exhibits }: { exhibits: readonly Exhibit[] }): ReactNode {
  const nameOf = useNamer();
  const holders = [...new Set(exhibits.map(({ way }) => nameOf(way.receiver)))];
  if (exhibits.length < 2) return null;
  return (
    <p className="hint">
      {holders.length === 1
        ? `${holders.join()} got both, and can show them to anybody.`
        : `${holders.join(' and ')} got one each. Neither can know of it alone; the lab sees both.`}
    </p>
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
