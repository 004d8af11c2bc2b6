/** What a square of the map means, in plain words. A hopeless square must not sound like a chance. */
import { capitalized } from '../../core/base/english.ts';
import { ENDINGS, NUMBER_WORDS } from '../../core/model/index.ts';
import type { Ending, MapCell } from '../../core/model/index.ts';
import { isLive, isSafe, overlap, quorumSize, weakSize } from '../../core/quorum/thresholds.ts';
import { dialScene, measureOf } from './dial-scene.ts';
import type { Measure, Notch } from './dial-scene.ts';
import { countsOf, doneIn, verdictOf } from './tally.ts';
import { expectedOf, judgementOf, mayDeceive, mayFork, mayStall } from './theory.ts';
import type { Expected } from './theory.ts';

/** Small numbers as words. */
export function inWords(count: number): string {
  return NUMBER_WORDS[count] ?? String(count);
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${inWords(count)} ${count === 1 ? one : many}`;
}

/** "1 traitor". */
export function traitorsIn(count: number): string {
  return `${count} ${count === 1 ? 'traitor' : 'traitors'}`;
}

/** "4 replicas, 2 traitors". */
export function titleOf({ n, traitors }: Pick<MapCell, 'n' | 'traitors'>): string {
  return `${n} ${n === 1 ? 'replica' : 'replicas'}, ${traitors === 0 ? 'no traitors' : traitorsIn(traitors)}`;
}

/** "3 replicas, a quorum of 2, 1 traitor". */
export function dialTitleOf({ n, q, traitors }: Pick<MapCell, 'n' | 'q' | 'traitors'>): string {
  return `${n} ${n === 1 ? 'replica' : 'replicas'}, a quorum of ${q}, ${traitorsIn(traitors)}`;
}

/** The sentence of a square, or what is missing for one. */
export function sentenceOf(cell: MapCell): string {
  const verdict = verdictOf(cell);
  if (verdict === null) return 'No run of this council has been done yet.';
  return `${capitalized(SENTENCES[verdict](cell))} ${wayOut(cell, verdict)}`.trim();
}

const SENTENCES: Readonly<Record<Ending, (cell: MapCell) => string>> = {
  forked: tellFork,
  deceived: tellDeceit,
  unsafe: () =>
    'no ledgers differ and no client believed anything false, but another promise of safety broke.',
  stalled: tellStall,
  agreed: tellAgreed,
};

function tellStall({ n, f, q, traitors }: MapCell): string {
  const loyal = n - traitors;
  const theyAre = `${counted(loyal, 'loyal replica')} ${loyal === 1 ? 'is' : 'are'}`;
  const left = `only ${theyAre} left to give them`;
  if (q > loyal)
    return `a decision needs ${counted(q, 'vote')}, and ${left}. Whenever the traitors keep silent nothing more is decided; nothing false is decided either.`;
  if (weakSize(f) > loyal)
    return `votes there are enough, but a client also waits for ${inWords(weakSize(f))} equal replies, and ${left}. Whenever the traitors keep silent it waits for good; nothing false is decided either.`;
  return `not everything was decided in time, though ${theyAre} left to give the ${counted(q, 'vote')} that a decision needs; nothing false is decided either.`;
}

function tellFork(cell: MapCell): string {
  const { n, q, traitors } = cell;
  if (traitors === 0)
    return `nobody lies here, and still the ledgers differ: two groups of ${inWords(q)} need share nobody, so that a bad network is enough for each to decide for itself.`;
  const shared = overlap(n, q);
  const who = traitors === 1 ? 'the traitor tells' : `the ${counted(traitors, 'traitor')} tell`;
  const shares =
    shared === 0
      ? `two quorums of ${inWords(q)} need share nobody`
      : `two quorums of ${inWords(q)} need share no more than ${counted(shared, 'replica')}`;
  return `${who} one part of the council one story and the rest another, and both parts see a quorum behind theirs: of ${inWords(n)}, ${shares}.`;
}

function tellDeceit(cell: MapCell): string {
  const { n, f, q, traitors } = cell;
  const believed =
    f === 0
      ? 'what a single replica answers'
      : `what ${inWords(weakSize(f))} replicas answer alike`;
  const lie = `a client believes ${believed}, and ${traitors === 1 ? 'the traitor alone is' : 'the traitors alone are'} that many: ${traitors === 1 ? 'it makes' : 'they make'} a client believe what was never decided.`;
  if (n === traitors) return `${lie} Nobody loyal is left here.`;
  if (n - traitors === 1)
    return `${lie} One loyal replica is left, and with nobody to differ from there is no fork.`;
  if (!mayFork(cell))
    return `${lie} The ledgers stay equal: a fork takes ${inWords(overlap(n, q))} traitors.`;
  return lie;
}

function tellAgreed(cell: MapCell): string {
  const { f, traitors } = cell;
  const runs = doneIn(countsOf(cell));
  if (traitors === 0)
    return `nobody is faulty, and in all of ${runs} runs, half of them over a network that loses every second message for a while, everything was decided and nobody misled.`;
  const within =
    traitors <= f
      ? `the council is built to bear ${inWords(f)}`
      : `the council is built to bear only ${inWords(f)}`;
  return `${within}, and in all of ${runs} runs, whatever ${traitors === 1 ? 'the traitor' : 'the traitors'} tried, everything was decided, by all alike.`;
}

/** What would have helped: another quorum, or more replicas. */
function wayOut(cell: MapCell, verdict: Ending): string {
  const { n, q, traitors } = cell;
  if (verdict === 'agreed') return '';
  const needed = 3 * traitors + 1;
  if (n >= needed && traitors >= 0) {
    const right = quorumSize('intersect', n, Math.floor((n - 1) / 3));
    return right === q
      ? ''
      : `The rule is at fault: with quorums of ${inWords(right)} these ${inWords(n)} hold.`;
  }
  return `No choice of quorum saves this council: against ${counted(traitors, 'traitor')} it takes ${inWords(needed)} replicas.`;
}

/** How the shares are to be read. */
export function shareNote(cell: MapCell): string {
  const verdict = verdictOf(cell);
  if (verdict === null || verdict === 'agreed' || cell.traitors === 0) return '';
  return 'The shares count tactics and seeds; they are no odds. Traitors choose the tactic that works.';
}

const EXPECTED: Readonly<Record<Expected, string>> = {
  forked: 'a fork is possible',
  deceived: 'no fork is possible, but a client can be deceived',
  stalled: 'it can be stalled, but neither forked nor deceived',
  agreed: 'nothing can break',
};

/** Theory beside measurement, with the figures. */
export function theoryOf(cell: MapCell): string {
  const verdict = verdictOf(cell);
  const { n, f, q, traitors } = cell;
  const figures = [
    `a fork takes 2q − n = ${traitorsIn(overlap(n, q))} and two loyal replicas`,
    `a deceit f + 1 = ${traitorsIn(weakSize(f))}`,
    `a stall more than n − q = ${n - q}`,
  ].join(', ');
  const told = `Theory, with ${traitors} of ${n}: ${EXPECTED[expectedOf(cell)]} (${figures}).`;
  if (verdict === null) return told;
  switch (judgementOf(cell)) {
    case null:
      return `${told} So far ${doneIn(countsOf(cell))} of ${cell.endings.length} runs are done: too early to compare.`;
    case 'same':
      return `${told} The runs say the same.`;
    case 'unfound':
      return `${told} No run found it: the worst was ${verdict}.`;
    case 'unforeseen':
      return `${told} The runs came to something worse: ${verdict}.`;
  }
}

/** Everything that theory allows, for the table. */
export function allowedIn(cell: MapCell): string {
  const allowed = [
    mayFork(cell) && 'forked',
    mayDeceive(cell) && 'deceived',
    mayStall(cell) && 'stalled',
  ].filter((each) => each !== false);
  return allowed.length === 0 ? 'agreed' : allowed.join(', ');
}

/** The name of a square for screen readers. */
export function nameOfCell(cell: MapCell): string {
  const verdict = verdictOf(cell);
  if (verdict === null) return `${titleOf(cell)}: no runs yet`;
  const counts = countsOf(cell);
  const parts = ENDINGS.filter((ending) => counts[ending] > 0).map(
    (ending) => `${counts[ending]} ${ending}`,
  );
  const odd = judgementOf(cell);
  const flag =
    odd === null || odd === 'same'
      ? ''
      : odd === 'unfound'
        ? '; theory allows worse'
        : '; worse than theory allows';
  return `${titleOf(cell)}: ${verdict}; ${parts.join(', ')}${flag}`;
}

/** What the dial shows of one size of council, from the runs and beside the inequalities. */
export function dialSentence(cells: readonly MapCell[], n: number): string {
  const row = cells.filter((cell) => cell.n === n);
  const [first] = row;
  if (first === undefined || row.some((cell) => measureOf(cell).isOpen)) return '';
  const { f, traitors } = first;
  const live = row.filter((cell) => measureOf(cell).isLive).map(({ q }) => q);
  const safe = row.filter((cell) => measureOf(cell).isSafe).map(({ q }) => q);
  const both = live.filter((q) => safe.includes(q));
  const calm =
    live.length === 0
      ? 'with each q a run stalled'
      : `no run stalled with q up to ${Math.max(...live)}`;
  const sound =
    safe.length === 0
      ? 'with each q one broke safety'
      : `none broke safety from q = ${Math.min(...safe)} on`;
  const facts = `${capitalized(inWords(n))} replicas with ${counted(traitors, 'traitor')}: ${calm}, and ${sound}.`;
  if (both.length === 0)
    return `${facts} No q is both: whoever waits for fewer votes can be forked, and whoever waits for more can be stopped.`;
  const better = n > 3 * f + 1 && n < 3 * f + 4;
  return better
    ? `${facts} That is no better than ${inWords(3 * f + 1)}: ${counted(n - 3 * f - 1, 'replica')} more, larger quorums, and still ${counted(f, 'traitor')} borne.`
    : facts;
}

/** Where the dial's runs differ from the inequalities, and why where that is known; '' where they do not. */
export function dialDiscord(cells: readonly MapCell[]): string {
  const odd = dialScene({ cells, width: 0 })
    .rows.flatMap(({ notches }) => notches)
    .filter(({ isLiveOdd, isSafeOdd }) => isLiveOdd || isSafeOdd);
  const [first] = odd;
  if (first === undefined) return '';
  const { f } = first.cell;
  const isShort = ({ cell: { n }, isLiveOdd }: Notch): boolean => isLiveOdd && n - f < weakSize(f);
  const [short, rest] = [odd.filter(isShort), odd.filter((notch) => !isShort(notch))];
  const replies = `the votes are enough, but a client also waits for f + 1 = ${weakSize(f)} equal replies, and up to n = 2f = ${2 * f} there are not so many loyal replicas to give them`;
  const told = [
    short.length > 0 && `at ${placesOf(short)} (${replies})`,
    rest.length > 0 && `at ${placesOf(rest)}`,
  ].filter((each) => each !== false);
  return `Runs and inequalities differ ${told.join(', and ')}.`;
}

function placesOf(notches: readonly Notch[]): string {
  return notches
    .map(({ cell: { n, q }, measure }) => `n = ${n}, q = ${q}: ${toldOf(measure)}`)
    .join('; ');
}

/** "live and unsafe". */
export function toldOf({ isLive: hasStayedLive, isSafe: hasStayedSafe }: Measure): string {
  return `${hasStayedLive ? 'live' : 'stalled'} and ${hasStayedSafe ? 'safe' : 'unsafe'}`;
}

/** Both inequalities for a council, as they read with its figures. */
export function inequalitiesOf({ n, f, q }: Pick<MapCell, 'n' | 'f' | 'q'>): string {
  const live = `q = ${q} ${isLive(n, q, f) ? '≤' : '>'} n − f = ${n - f}`;
  const safe = `2q − n = ${2 * q - n} ${isSafe(n, q, f) ? '>' : '≤'} f = ${f}`;
  return `${live}; ${safe}`;
}
