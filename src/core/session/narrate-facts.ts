import type { Fact, ProcessId, Sentence } from '../model/index.ts';
import type { Act, Scene } from './acts.ts';
import { valueSpan } from './bodies.ts';
import { list, plural, process, processes, quote, say } from './words.ts';

type FactOf<K extends Fact['fact']> = Extract<Fact, { readonly fact: K }>;

/** A replica that catches up states much at once; beyond so many the rest is counted. */
const TOLD_MAX = 6;

/** What a process states about itself, in sentences with the figures that made it true. */
export function tellFacts(scene: Scene, act: Act): readonly Sentence[] {
  const told = act.facts
    .filter((fact) => !isImplied(act, fact))
    .map((fact) => tellFact(scene, act, fact))
    .filter((sentence) => sentence.length > 0);
  if (told.length <= TOLD_MAX) return told;
  return [...told.slice(0, TOLD_MAX), say`And ${told.length - TOLD_MAX} more like these.`];
}

/** What another fact of the same act says already. */
function isImplied({ facts }: Act, fact: Fact): boolean {
  if (fact.fact === 'request-held') return facts.some((other) => other.fact === 'pre-prepared');
  if (fact.fact !== 'pre-prepared') return false;
  return facts.some(
    (other) =>
      other.fact === 'view-entered' && other.reproposed.some(({ seq }) => seq === fact.seq),
  );
}

function tellFact(scene: Scene, act: Act, fact: Fact): Sentence {
  switch (fact.fact) {
    case 'request-sent':
      return tellRequestSent(act.process, fact);
    case 'request-held':
      return say`It holds the request ${quote(fact.request.operation)} of ${process(fact.request.client)} until it is executed.`;
    case 'pre-prepared':
      return tellPrePrepared(scene, act, fact);
    case 'prepared':
    case 'committed':
      return tellCertificate(scene, fact);
    case 'executed':
      return tellExecuted(scene, fact);
    case 'view-change-sent':
      return say`It leaves its view and asks for view ${fact.view}: ${fact.reason}.`;
    case 'view-entered':
      return tellViewEntered(scene, act.process, fact);
    case 'reply-accepted':
      return tellAccepted(scene, fact);
    default:
      return tellRest(scene, fact);
  }
}

type RestFact = ShortcutFact | CheckpointFact | FactOf<'rule' | 'note-held' | 'text-read'>;

/** What rides along concerns no rule of the protocol: it is told of whoever reads it. */
function tellRest(scene: Scene, fact: RestFact): Sentence {
  switch (fact.fact) {
    case 'rule':
    case 'note-held':
      return [];
    case 'text-read':
      return tellReading(fact);
    default:
      return tellShortcut(scene, fact);
  }
}

type ShortcutFact = FactOf<'executed-tentatively' | 'rolled-back' | 'read'>;

/** What is not ordered, or not yet for good. */
function tellShortcut(scene: Scene, fact: ShortcutFact | CheckpointFact): Sentence {
  const { values } = scene.studio.recording;
  switch (fact.fact) {
    case 'executed-tentatively':
      return say`It executes ${valueSpan(values.indexOf(fact.digest))} tentatively as sequence number ${fact.seq}, before it is committed.`;
    case 'rolled-back':
      return say`It takes back the tentative execution of ${valueSpan(values.indexOf(fact.digest))} at sequence number ${fact.seq}.`;
    case 'read':
      return say`It reads ${quote(fact.request.operation)} for ${process(fact.request.client)} from its state after sequence number ${fact.seq}.`;
    default:
      return tellCheckpoint(scene, fact);
  }
}

type CheckpointFact = FactOf<
  'checkpoint-taken' | 'checkpoint-stable' | 'water-marks' | 'state-wanted' | 'state-installed'
>;

function tellCheckpoint(scene: Scene, fact: CheckpointFact): Sentence {
  switch (fact.fact) {
    case 'checkpoint-taken':
      return say`It takes a checkpoint of its state after sequence number ${fact.seq}.`;
    case 'checkpoint-stable':
      return tellStable(scene, fact);
    case 'water-marks':
      return say`It forgets what led to sequence number ${fact.low}, and its window reaches from ${fact.low + 1} to ${fact.high}.`;
    case 'state-wanted':
      return say`It fetches the state after sequence number ${fact.seq} from others: ${fact.reason}.`;
    case 'state-installed':
      return say`It has the whole state after sequence number ${fact.seq} and goes on from there.`;
  }
}

function tellRequestSent(
  client: ProcessId,
  { request, attempt }: FactOf<'request-sent'>,
): Sentence {
  if (attempt === 0) return say`${process(client)} sends its request ${quote(request.operation)}.`;
  return say`${process(client)} has too few answers to ${quote(request.operation)} and asks all replicas, for the ${ordinal(attempt + 1)} time.`;
}

function ordinal(count: number): string {
  const tens = count % 100;
  const ending = ['th', 'st', 'nd', 'rd'][tens > 10 && tens < 14 ? 0 : count % 10] ?? 'th';
  return `${count}${ending}`;
}

function tellPrePrepared(
  scene: Scene,
  act: Act,
  { view, seq, digest }: FactOf<'pre-prepared'>,
): Sentence {
  const value = valueSpan(scene.studio.recording.values.indexOf(digest));
  const primary = view % scene.after.bench.n;
  if (act.process === primary)
    return say`As primary of view ${view} it gives ${value} sequence number ${seq}.`;
  return say`It accepts the proposal of ${process(primary)}: ${value} at sequence number ${seq} (pre-prepared).`;
}

/** The figures are those of the certificate, so they are true even where a broken quorum rule made it too small. */
function tellCertificate(scene: Scene, fact: FactOf<'prepared'> | FactOf<'committed'>): Sentence {
  const value = valueSpan(scene.studio.recording.values.indexOf(fact.digest));
  const votes = fact.fact === 'prepared' ? 'prepares' : 'commits';
  const { q } = scene.after.bench;
  return say`It has ${fact.voters.length} of ${q} ${votes} for ${value} at sequence number ${fact.seq}, from ${processes(fact.voters)}: it is ${fact.fact}.`;
}

function tellStable(scene: Scene, { seq, voters }: FactOf<'checkpoint-stable'>): Sentence {
  const { q } = scene.after.bench;
  return say`It has ${voters.length} of ${q} equal checkpoints for sequence number ${seq}, from ${processes(voters)}: it is stable.`;
}

function tellExecuted(scene: Scene, { seq, digest, requests }: FactOf<'executed'>): Sentence {
  const value = valueSpan(scene.studio.recording.values.indexOf(digest));
  if (requests.length === 0) return say`It executes sequence number ${seq}: no operation.`;
  const stale = requests.filter(({ fresh }) => !fresh).length;
  if (stale === requests.length) {
    return say`It executes ${value} as sequence number ${seq}: nothing changes, the request had been executed before.`;
  }
  return say`It executes ${value} as sequence number ${seq}.`;
}

function tellViewEntered(
  scene: Scene,
  replica: ProcessId,
  { view, reproposed }: FactOf<'view-entered'>,
): Sentence {
  const primary = view % scene.after.bench.n;
  const again =
    reproposed.length === 0
      ? say`nothing had been prepared that must be kept`
      : say`${plural(reproposed.length, 'sequence number')} proposed again`;
  const who = primary === replica ? say`as its primary` : say`with ${process(primary)} as primary`;
  return say`It enters view ${view} ${who}: ${again}.`;
}

/** The threshold is the one that these answers had to meet. */
function tellAccepted(
  scene: Scene,
  { request, result, replicas, tentative, readAt }: FactOf<'reply-accepted'>,
): Sentence {
  const { f, q } = scene.after.bench;
  const [needed, kind] =
    readAt !== undefined
      ? [q, 'answers to the read-only request that are equal']
      : tentative === true
        ? [q, 'equal tentative replies']
        : [f + 1, 'equal replies'];
  return say`It has ${replicas.length} of ${needed} ${kind}, from ${processes(replicas)}: it accepts ${quote(result)} for ${quote(request.operation)}.`;
}

/** Who is not susceptible, or finds no instruction, goes on as before. */
export function tellReading({ from, text, obeyed }: FactOf<'text-read'>): Sentence {
  const source = say`what ${process(from)} has sent along, ${quote(text)},`;
  if (obeyed.length === 0) return say`It reads ${source} and obeys nothing of it.`;
  const words = obeyed.map(([start, end]) => ({ obeyed: text.slice(start, end) }));
  return say`It reads ${source} and obeys ${list(words)}: it has turned.`;
}
