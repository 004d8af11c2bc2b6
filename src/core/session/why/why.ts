import type {
  EventIndex,
  Explanation,
  Moment,
  ReplicaProcess,
  Sentence,
  Violation,
} from '../../model/index.ts';
import { capital, plural, say } from '../../base/words.ts';
import { valueSpan } from '../bodies.ts';
import { doubtfulAnswers, isLie } from '../deceit.ts';
import { tellStep } from '../narrate/narrate.ts';
import { OF_PACE, scoreOf } from '../report.ts';
import { outlooksAt } from './outlooks.ts';
import type { Studio } from '../studio.ts';
import { trustIn } from '../trust.ts';
import { progressOf, type Sight } from './sight.ts';
import { findFork } from '../find-fork.ts';
import { tellHeadline } from './headline.ts';
import { tellNext, tellUnderWay } from './next.ts';
import { tellNetwork } from './network.ts';
import { tellCopies, tellReaders } from './readers.ts';
import { tellEnd, tellWaiting } from './waiting.ts';

/** Answers what is happening at a moment, and why nothing else is. */
export function explain(studio: Studio, moment: Moment): Explanation {
  const sight = lookAt(studio, moment);
  const headline = tellHeadline(sight);
  const isOver = isEnd(sight);
  const waiting = isOver ? tellEnd(sight) : tellWaiting(sight);
  const network = isOver ? [] : tellNetwork(sight, 'told');
  const next = isOver ? [] : tellNext(sight);
  const outlooks = outlooksAt(sight);
  return {
    headline,
    // What many copies of one model do is the point of a run with texts: it comes before who read what.
    happened: [...tellCopies(sight), ...tellHappened(sight, headline), ...tellReaders(sight)],
    whyNot: [...network, ...waiting, ...next, ...outlooks.map(({ sentence }) => sentence)].map(
      capital,
    ),
    soFar: (isOver
      ? waiting
      : [...tellNetwork(sight, 'hidden'), ...waiting, ...tellUnderWay(sight)]
    ).map(capital),
    outlooks,
    outcome: sight.outcome,
    monitors: judge(sight),
    trust: trustIn(sight.kernel),
    proofs: sight.kernel.proofs.length,
  };
}

/** All that a moment is explained from. */
export function lookAt(studio: Studio, moment: Moment): Sight {
  const kernel = studio.scout.goTo(moment.events);
  const views = kernel.processes().map((process) => kernel.inspect(process));
  const council = views.filter(
    (view): view is ReplicaProcess =>
      view.role === 'replica' && kernel.bench.isCorrect(view.id) && view.mark.kind !== 'crashed',
  );
  const all = studio.recording.timeline.build({ events: 0, reached: moment.at, done: false });
  const violations = all.violations.filter((one) => one.moment.events <= moment.events);
  const score = scoreOf(kernel);
  const broken = violations.map(({ violation }) => violation);
  const fork = findFork({ kernel, score, violations: broken });
  const { scenario, recording } = studio;
  const partial = {
    ...{ studio, moment, kernel, views, council, score, violations, fork, scenario },
    bench: kernel.bench,
    value: (digest: string) => valueSpan(recording.values.indexOf(digest)),
  };
  return { ...partial, outcome: outcomeAt(partial) };
}

function outcomeAt(sight: Omit<Sight, 'outcome'>): Explanation['outcome'] {
  const { studio, violations, fork } = sight;
  const broken = new Set(violations.map(({ violation }) => violation.monitor));
  const safety = studio.parts.monitors.filter(
    ({ id, kind }) => kind === 'safety' && broken.has(id),
  );
  if (fork !== null) return 'forked';
  const answers = doubtfulAnswers(sight);
  if (answers.some((answer) => isLie(answer, isEnd(sight)))) return 'deceived';
  if (safety.length > 0) return 'unsafe';
  if (!isEnd(sight)) return 'running';
  const { completed } = progressOf(sight.score);
  const isIncomplete = [...broken].some((monitor) => !OF_PACE.has(monitor));
  return completed < studio.kernel.required || isIncomplete ? 'stalled' : 'agreed';
}

/** The run is over, and this is its last moment. */
export function isEnd({ studio, moment }: Pick<Sight, 'studio' | 'moment'>): boolean {
  return studio.kernel.isOver && moment.events >= studio.kernel.events;
}

/** How far back the last thing worth telling is looked for. */
const LOOK_BACK_STEPS = 200;

/** How many violations are told; all are seen at the monitors. */
const BROKEN_MAX = 2;

function tellHappened(sight: Sight, headline: Sentence): readonly Sentence[] {
  const { studio, kernel, moment, violations } = sight;
  const { steps } = studio.recording;
  const last = steps.countByEvents(moment.events) - 1;
  if (last < 0) return [say`Nothing has happened yet.`];
  const latest = tellStep(studio, last, kernel);
  const told = latest.notable ? [latest.sentence] : [...lastTold(sight, last), latest.sentence];
  const fork =
    sight.fork === null ? [] : studio.parts.protocol.narrator.tellFork(sight.fork, sight);
  // A fork is told in full, and what else breaks because of it is seen at the monitors. Nothing is told twice.
  const said = [headline, ...told].map(plain).join(' ');
  const broken = violations
    .map(({ violation }) => violation.detail)
    .filter((detail, index) => fork.length === 0 && index < BROKEN_MAX && !said.includes(detail))
    .map((detail) => say`${detail}`);
  return [...fork, ...broken, ...told].filter((sentence) => sentence.length > 0);
}

const plain = (sentence: Sentence): string =>
  sentence.map((span) => (typeof span === 'string' ? span : '')).join('');

/** The last notable step, or the last of which there is anything to say; each is told from its own facts, so that later states serve. */
function lastTold({ studio, kernel }: Sight, before: EventIndex): readonly Sentence[] {
  let latest: readonly Sentence[] = [];
  for (let step = before - 1; step >= Math.max(0, before - LOOK_BACK_STEPS); step -= 1) {
    const telling = tellStep(studio, step, kernel);
    if (telling.notable) return [telling.sentence];
    if (latest.length === 0 && telling.sentence.length > 0) latest = [telling.sentence];
  }
  return latest;
}

/** What a monitor found first; where certificates contradicted each other, the latest that became of the same sequence number. */
function foundBy({ violations }: Sight, id: string): Violation | undefined {
  const found = violations
    .map(({ violation }) => violation)
    .filter(({ monitor }) => monitor === id);
  const seq = found[0]?.certificates[0]?.seq;
  if (seq === undefined) return found[0];
  return found.findLast(({ certificates }) => certificates[0]?.seq === seq);
}

function judge(sight: Sight): Explanation['monitors'] {
  const { completed, issued } = progressOf(sight.score);
  return sight.studio.parts.monitors.map(({ id, title, kind, claim }) => {
    const found = foundBy(sight, id);
    if (found !== undefined) {
      const { detail, certificates, culprits } = found;
      return { id, title, state: 'broken' as const, detail, certificates, culprits };
    }
    const isOpen = kind === 'liveness' && !isEnd(sight);
    const waiting = `${completed} of ${plural(issued, sight.studio.parts.protocol.terms.request)} completed so far.`;
    return {
      id,
      title,
      state: isOpen ? ('waiting' as const) : ('holds' as const),
      detail: isOpen ? waiting : claim,
      certificates: [],
      culprits: [],
    };
  });
}
