import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { boundsOf } from '../../store/council.ts';
import { isPast } from '../../store/playback.ts';
import type { Reworder } from '../../store/reword.ts';
import type { Place } from '../../viz/place.ts';
import {
  certificateKey,
  certificateLabel,
  certificatesAt,
  defaultPair,
  lensOf,
  pigeonhole,
} from '../../viz/quorums/lens.ts';
import type { Certificate, LensCouncil, PigeonholeCase } from '../../viz/quorums/lens.ts';
import { createQuorums } from '../../viz/quorums/quorums.ts';
import { abstractSides, quorumsScene } from '../../viz/quorums/scene.ts';
import type { QuorumSide } from '../../viz/quorums/scene.ts';
import { Choose } from '../controls/choose.tsx';
import { Icon } from '../controls/icon.tsx';
import { QuotingText } from '../controls/user-text.tsx';
import { useNamer } from '../explain/sentence.tsx';
import { useHistory, useLab, useRecording, useTerms } from '../lab-context.ts';
import { useWidth } from '../use-width.ts';
import { useWords } from '../use-words.ts';
import { SlotStepper, useSlotChoice } from './slot-choice.tsx';
import { useAnswer } from './use-answer.ts';
import { useBook, usePlace, useSeats } from './use-place.ts';

/** Two certificates under the lens, and why any two quorums meet. */
export function QuorumsPanel(): ReactNode {
  const { hasQuorums } = useTerms();
  return hasQuorums ? <QuorumLens /> : <NoQuorums />;
}

function NoQuorums(): ReactNode {
  const { member } = useTerms();
  const reword = useWords();
  return (
    <p className="panel-empty">
      {reword(
        `No ${member} waits for a quorum here: nobody collects votes that are signed, so that there is nothing to compare.`,
      )}
    </p>
  );
}

function QuorumLens(): ReactNode {
  const place = useDeferredValue(usePlace());
  const council = useCouncil();
  const first = useSlotChoice(place);
  const [apart, setApart] = useState<number | null>(null);
  const contested = useContested(place);
  const seq = first.isFollowing ? (contested ?? first.seq) : first.seq;
  const certificates = useCertificates(place, [seq ?? 0, apart ?? (seq ?? 1) - 1]);
  const [element, width] = useWidth();
  if (!council) return null;
  return (
    <div className="panel quorums">
      <header className="panel-head">
        <SlotStepper choice={{ ...first, seq }} />
        {seq !== null && seq > 1 && (
          <Compared seq={seq} max={first.max} apart={apart} onChoose={setApart} />
        )}
      </header>
      <div ref={element} className="panel-body" tabIndex={0}>
        <div className="lens">
          <Pair certificates={certificates} council={council} width={fitted(width)} />
          <Argument council={council} width={fitted(width)} />
        </div>
      </div>
    </div>
  );
}

/** Two columns where there is room for them. */
function fitted(width: number): number {
  const inner = width > 720 ? (width - 72) / 2 : width - 32;
  return Math.max(200, Math.min(520, Math.floor(inner)));
}

function useCouncil(): LensCouncil | null {
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  const seats = useSeats();
  const nameOf = useNamer();
  const book = useBook();
  return useMemo(() => {
    if (!scenario) return null;
    const { n, q, f } = boundsOf(scenario, []);
    return { n, q, f, marks: seats.map(({ mark }) => mark), nameOf, book };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the namer follows from the scenario
  }, [scenario, seats, book]);
}

/** The sequence number of the last violation that two certificates prove, if the playhead has reached one. */
function useContested(place: Place): number | null {
  const timeline = useRecording((recording) => recording.timeline);
  const found = timeline?.violations.findLast(
    ({ moment, violation }) => violation.certificates.length > 1 && isPast(moment, place),
  );
  return found?.violation.certificates[0]?.seq ?? null;
}

function useCertificates(place: Place, seqs: readonly [number, number]): readonly Certificate[] {
  const lab = useLab();
  const run = useRecording((recording) => recording.run);
  const [one, other] = seqs;
  const ask = useCallback(
    () => lab.engine.ask('certificates', { run, seqs: [one, other] }),
    [lab, run, one, other],
  );
  const list = useAnswer(run === 0 ? null : ask);
  return useMemo(() => (list ? certificatesAt(list, place) : []), [list, place]);
}

type ComparedProps = {
  readonly seq: number;
  readonly max: number;
  readonly apart: number | null;
  readonly onChoose: (seq: number | null) => void;
};

/** The second sequence number whose certificates can be chosen. */
function Compared({ seq, max, apart, onChoose }: ComparedProps): ReactNode {
  const { slot } = useTerms();
  const others = Array.from({ length: Math.min(max, 64) }, (_, index) => max - index).filter(
    (each) => each !== seq && each > 0,
  );
  return (
    <Choose
      label={`Second ${slot}`}
      value={apart === null ? '' : String(apart)}
      options={[
        { value: '', text: `and ${slot} ${seq - 1}` },
        ...others.map((each) => ({ value: String(each), text: `and ${slot} ${each}` })),
      ]}
      onChange={(value) => onChoose(value === '' ? null : Number(value))}
    />
  );
}

type PairProps = {
  readonly certificates: readonly Certificate[];
  readonly council: LensCouncil;
  readonly width: number;
};

function Pair({ certificates, council, width }: PairProps): ReactNode {
  const [keys, setKeys] = useState<readonly [string, string]>(['', '']);
  const [one, other] = defaultPair(certificates, council.marks);
  const chosen = (key: string, usual: Certificate | null): Certificate | null =>
    certificates.find((each) => certificateKey(each) === key) ?? usual;
  const [left, right] = [chosen(keys[0], one), chosen(keys[1], other)];
  const reword = useWords();
  if (!left || !right) return <TooFew certificates={certificates.length} />;
  const lens = lensOf([left, right], council);
  const sides = [wordedSide(lens.sides[0], reword), wordedSide(lens.sides[1], reword)] as const;
  const options = certificates.map((each) => ({
    value: certificateKey(each),
    text: reword(certificateLabel(each, council)),
  }));
  return (
    <section className="lens-part" aria-labelledby="lens-pair">
      <h2 id="lens-pair">{reword('Two certificates of this run')}</h2>
      <div className="lens-choices">
        <Choose
          label={reword('First certificate')}
          value={certificateKey(left)}
          options={options}
          onChange={(key) => setKeys([key, certificateKey(right)])}
        />
        <Choose
          label={reword('Second certificate')}
          value={certificateKey(right)}
          options={options}
          onChange={(key) => setKeys([certificateKey(left), key])}
        />
      </div>
      <Drawing
        council={council}
        sides={sides}
        culprits={lens.isConflict ? lens.shared : NOBODY}
        width={width}
      />
      {lens.words.map((words) => (
        <p key={words} className={lens.isConflict ? 'is-conflict' : ''}>
          {reword(words)}
        </p>
      ))}
    </section>
  );
}

const NOBODY: readonly number[] = [];

function wordedSide(side: QuorumSide, reword: Reworder): QuorumSide {
  return { ...side, label: reword(side.label) };
}

function TooFew({ certificates }: { certificates: number }): ReactNode {
  const { slot, member } = useTerms();
  const reword = useWords();
  const count =
    certificates === 0 ? 'There is no certificate yet' : 'There is only one certificate yet';
  return (
    <section className="lens-part" aria-labelledby="lens-pair">
      <h2 id="lens-pair">{reword('Two certificates of this run')}</h2>
      <p className="hint">
        {reword(
          `${count}. Two can be compared here once two ${member}s are prepared or committed at this ${slot}, or at the one before.`,
        )}
      </p>
    </section>
  );
}

function Argument({ council, width }: { council: LensCouncil; width: number }): ReactNode {
  const { n, q } = council;
  const { formula, promised, seated } = pigeonhole(council);
  const reword = useWords();
  const sides = useMemo(() => abstractSides(n, Math.min(n, q)), [n, q]);
  return (
    <section className="lens-part" aria-labelledby="lens-argument">
      <h2 id="lens-argument">Why any two quorums meet</h2>
      <Drawing council={council} sides={sides} culprits={NOBODY} width={width} />
      <p>
        <QuotingText>{reword(formula)}</QuotingText>
      </p>
      <Case of={promised} />
      <Case of={seated} />
    </section>
  );
}

function Case({ of: { isSafe, words } }: { of: PigeonholeCase }): ReactNode {
  const reword = useWords();
  return (
    <p className="lens-case">
      <Icon name={isSafe ? 'check' : 'cross'} /> <span>{reword(words)}</span>
    </p>
  );
}

type DrawingProps = {
  readonly council: LensCouncil;
  readonly sides: readonly [QuorumSide, QuorumSide];
  readonly culprits: readonly number[];
  readonly width: number;
};

function Drawing({ council, sides, culprits, width }: DrawingProps): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  const { n, nameOf } = council;
  const scene = quorumsScene({ n, sides, culprits, nameOf, width });
  const key = JSON.stringify(scene);
  useEffect(() => {
    if (!element.current) return undefined;
    const view = createQuorums(element.current);
    view.update(scene);
    return () => view.destroy();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the scene is plain data, and its text tells whether it has changed
  }, [key]);
  return <div ref={element} />;
}
