/** Two certificates that exist, who stands in both, and why any two of that size must meet. */
import type { CertificateList, MarkKind } from '../../core/model/index.ts';
import { overlap } from '../../core/quorum/thresholds.ts';
import { isTraitor } from '../marks.ts';
import type { Namer } from '../names.ts';
import { hasHappened } from '../place.ts';
import type { Place } from '../place.ts';
import { nameList } from '../time-words.ts';
import { digestWord } from '../values.ts';
import type { ValueBook } from '../values.ts';
import type { QuorumSide } from './scene.ts';

export type Certificate = CertificateList['certificates'][number];

export type LensCouncil = {
  readonly n: number;
  readonly q: number;
  readonly f: number;
  readonly marks: readonly MarkKind[];
  readonly nameOf: Namer;
  readonly book: ValueBook;
};

/** Those that the playhead has reached, the latest first. */
export function certificatesAt(list: CertificateList, place: Place): readonly Certificate[] {
  return list.certificates.filter((each) => hasHappened(each, place)).toReversed();
}

/** One certificate among all of a run: a replica reaches each of its certificates once in a view. */
export function certificateKey({ replica, phase, view, seq }: Certificate): string {
  return `${replica} ${phase} ${view} ${seq}`;
}

/** "R1, commit, view 0: A". */
export function certificateLabel(certificate: Certificate, { nameOf, book }: LensCouncil): string {
  const { replica, phase, view, digest, seq } = certificate;
  const kind = phase === 'committed' ? 'commit' : 'prepare';
  return `${nameOf(replica)}, ${kind} certificate ${seq}, view ${view}: ${digestWord(book, digest)}`;
}

/** Two that cannot both be right: the same phase of one sequence number in one view, for different values. */
function isConflict(one: Certificate, other: Certificate): boolean {
  return (
    one.seq === other.seq &&
    one.view === other.view &&
    one.phase === other.phase &&
    one.digest !== other.digest
  );
}

/**
 * The two that contradict each other, committed ones before prepared ones and those of loyal holders before those of traitors; else
 * the two latest of different replicas.
 */
export function defaultPair(
  certificates: readonly Certificate[],
  marks: readonly MarkKind[],
): readonly [Certificate | null, Certificate | null] {
  const loyal = certificates.filter(({ replica }) => !isTraitor(marks[replica] ?? 'loyal'));
  return conflictIn(loyal) ?? conflictIn(certificates) ?? latestIn(certificates);
}

function conflictIn(
  certificates: readonly Certificate[],
): readonly [Certificate, Certificate] | null {
  for (const phase of ['committed', 'prepared'] as const) {
    const ofPhase = certificates.filter((each) => each.phase === phase);
    for (const one of ofPhase) {
      const other = ofPhase.find((each) => isConflict(one, each));
      if (other) return one.event < other.event ? [one, other] : [other, one];
    }
  }
  return null;
}

function latestIn(
  certificates: readonly Certificate[],
): readonly [Certificate | null, Certificate | null] {
  const [latest = null] = certificates;
  const second = certificates.find(
    (each) => each.replica !== latest?.replica && each.phase === latest?.phase,
  );
  return [latest, second ?? null];
}

export type Lens = {
  readonly sides: readonly [QuorumSide, QuorumSide];
  readonly shared: readonly number[];
  /** Of those in both, whom the lab knows to be traitors. */
  readonly traitors: readonly number[];
  readonly isConflict: boolean;
  readonly words: readonly string[];
};

export function lensOf(
  [one, other]: readonly [Certificate, Certificate],
  council: LensCouncil,
): Lens {
  const { marks, nameOf, book } = council;
  const shared = one.voters.filter((voter) => other.voters.includes(voter));
  const traitors = shared.filter((voter) => isTraitor(marks[voter] ?? 'loyal'));
  const conflict = isConflict(one, other);
  const side = (certificate: Certificate): QuorumSide => ({
    voters: certificate.voters,
    tone: book.ofDigest(certificate.digest).tone,
    label: `quorum of ${nameOf(certificate.replica)} for ${digestWord(book, certificate.digest)}`,
  });
  return {
    sides: [side(one), side(other)],
    shared,
    traitors,
    isConflict: conflict,
    words: sharedWords({ shared, traitors, conflict }, nameOf),
  };
}

type Shared = {
  readonly shared: readonly number[];
  readonly traitors: readonly number[];
  readonly conflict: boolean;
};

function sharedWords({ shared, traitors, conflict }: Shared, nameOf: Namer): readonly string[] {
  if (shared.length === 0) return ['Nobody stands in both.'];
  const both = `In both ${shared.length === 1 ? 'stands' : 'stand'} ${nameList(shared, nameOf)}.`;
  const verdict = conflict
    ? 'The two certificates contradict each other, so everybody in both has voted both ways.'
    : 'The two certificates do not contradict each other.';
  return [both, traitorWords({ shared, traitors }, nameOf), verdict];
}

function traitorWords(
  { shared, traitors }: Pick<Shared, 'shared' | 'traitors'>,
  nameOf: Namer,
): string {
  const isOne = traitors.length === 1;
  if (traitors.length === 0) return 'None of them is a traitor.';
  if (traitors.length === shared.length)
    return `What no replica can know: ${isOne ? 'it is a traitor' : 'all of them are traitors'}.`;
  const those = nameList(traitors, nameOf);
  return `What no replica can know: of these ${those} ${isOne ? 'is a traitor' : 'are traitors'}.`;
}

export type Pigeonhole = {
  readonly formula: string;
  readonly promised: PigeonholeCase;
  readonly seated: PigeonholeCase;
};
export type PigeonholeCase = { readonly isSafe: boolean; readonly words: string };

/** q and q among n: more than n places for votes, so that some replicas must fill two. */
export function pigeonhole({ n, q, f, marks }: LensCouncil): Pigeonhole {
  const least = overlap(n, q);
  const seated = marks.filter(isTraitor).length;
  return {
    formula: `Two quorums of ${q} hold ${2 * q} votes, and there ${n === 1 ? 'is 1 replica' : `are ${n} replicas`}: at least 2q − n = 2·${q} − ${n} = ${2 * q - n} ${2 * q - n === 1 ? 'stands' : 'stand'} in both.`,
    promised: caseOf(least, f, 'promised'),
    seated: caseOf(least, seated, 'seated'),
  };
}

function caseOf(least: number, traitors: number, which: 'promised' | 'seated'): PigeonholeCase {
  const count = `${traitors} ${traitors === 1 ? 'traitor' : 'traitors'}`;
  const who =
    which === 'promised'
      ? `With the f = ${traitors} that are allowed for`
      : `With the ${count} seated now`;
  if (least > traitors) {
    const loyal = least - traitors;
    return {
      isSafe: true,
      words: `${who}: ${least} > ${traitors}, so at least ${loyal} loyal ${loyal === 1 ? 'replica stands' : 'replicas stand'} in both. A loyal replica votes once, so two quorums cannot certify different values.`,
    };
  }
  return {
    isSafe: false,
    words: `${who}: ${least} ≤ ${traitors}, so the overlap can consist of traitors alone. They vote both ways, and two quorums can certify different values.`,
  };
}
