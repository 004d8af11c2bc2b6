/**
 * The engine behind the worker's door: one open run and at most one beside it to compare it with, recorded ahead in slices,
 * and requests answered between them.
 * It knows no Worker: what it posts, schedules and measures with is given, so tests drive it directly.
 */
import { reasonOf } from '../core/index.ts';
import type { Comparer } from '../core/index.ts';
import type {
  Catalog,
  CompareAsk,
  ComparePage,
  Moment,
  Run,
  Scenario,
  Timeline,
} from '../core/model/index.ts';
import { createComparing } from './comparing.ts';
import { linesFrom } from './lines.ts';
import type {
  AnswerTo,
  Ask,
  Draft,
  FromWorker,
  Located,
  Opened,
  Place,
  Problem,
  Recorded,
  RequestKind,
  Shared,
  Source,
  ToWorker,
} from './messages.ts';

export type Parsed =
  | { readonly ok: true; readonly scenario: Scenario; readonly recorded?: Recorded }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What the server needs of the core. */
export type Core = {
  readonly catalog: () => Catalog;
  readonly parse: (input: unknown) => Parsed;
  readonly decode: (link: string) => Parsed;
  /** The text of a file. */
  readonly read: (text: string) => Parsed;
  readonly write: (draft: Draft) => string;
  readonly share: (scenario: Scenario) => Shared;
  /** The preset that the scenario is, or ''. */
  readonly nameOf: (scenario: Scenario) => string;
  /** Fields that its protocol takes no notice of. */
  readonly idleIn: (scenario: Scenario) => readonly string[];
  readonly open: (scenario: Scenario) => Run;
  readonly compare: (a: Run, b: Run) => Comparer;
};

export type Surroundings = {
  readonly post: (message: FromWorker, transfer: ArrayBuffer[]) => void;
  /** Calls back soon, after messages that are waiting already. */
  readonly schedule: (work: () => void) => void;
  /** Milliseconds of any clock: it bounds a slice and never reaches the simulation. */
  readonly clock: () => number;
  /** A recording stops once it holds so many events. */
  readonly eventsMax: number;
};

/** Some 800 MB of the worker's memory at n = 4, and 400 at n = 100: more, and browsers end the worker. */
export const EVENTS_MAX = 2_000_000;

/** Long enough to get on, short enough that a request waits for less than a frame. */
const SLICE_MS = 10;
/** Steps between two looks at the clock: a step with fresh signatures takes about a millisecond. */
const SLICE_STEPS = 8;
/** How often the page hears how far the recording is. */
const PROGRESS_MS = 80;

type Current = { readonly id: number; readonly run: Run; isDone: boolean; reportedAt: number };

export function createServer(core: Core, around: Surroundings): (message: ToWorker) => void {
  let current: Current | null = null;
  let beside: Current | null = null;
  let runCount = 0;
  const comparing = createComparing(core.compare);

  function progress(open: Current): void {
    open.reportedAt = around.clock();
    around.post({ id: null, status: 'progress', run: open.id, timeline: timelineOf(open) }, []);
  }

  function record(open: Current): void {
    if (current !== open && beside !== open) return;
    try {
      open.isDone = slice(open.run, around);
    } catch (error) {
      current = null;
      beside = null;
      around.post({ id: null, status: 'broken', message: reasonOf(error) }, []);
      return;
    }
    if (open.isDone || around.clock() - open.reportedAt >= PROGRESS_MS) progress(open);
    if (!open.isDone) around.schedule(() => record(open));
  }

  function open(source: Source, keep: (opened: Current) => void): Opened {
    const parsed = readSource(core, source);
    if (!parsed.ok) return parsed;
    const run = core.open(parsed.scenario);
    const isDone = slice(run, around);
    runCount += 1;
    const opened: Current = { id: runCount, run, isDone, reportedAt: around.clock() };
    keep(opened);
    if (!isDone) around.schedule(() => record(opened));
    return answerTo(opened, core, parsed.recorded);
  }

  const desk: Desk = {
    core,
    open: (source) => open(source, (opened) => (current = opened)),
    openBeside: (scenario) => open({ from: 'scenario', scenario }, (opened) => (beside = opened)),
    runOf: (id) => [current, beside].find((each) => each?.id === id)?.run ?? null,
    compare: ({ a, b, ...ask }) => comparing(a, b, ask),
  };

  return (message) => handle(message, desk, around.post);
}

/** Each request is answered or rejected, whatever happens. */
function handle(message: ToWorker, desk: Desk, post: Surroundings['post']): void {
  try {
    const answer = dispatch(message, desk);
    if (answer === OVERTAKEN) post({ id: message.id, status: 'overtaken' }, []);
    else post({ id: message.id, status: 'done', answer }, transferable(answer));
  } catch (error) {
    post({ id: message.id, status: 'failed', message: reasonOf(error) }, []);
  }
}

const NOT_RECORDED: Recorded = { hash: null, sitting: null };

function answerTo(opened: Current, core: Core, recorded = NOT_RECORDED): Opened {
  const { scenario } = opened.run;
  const [preset, idle] = [core.nameOf(scenario), core.idleIn(scenario)];
  const timeline = timelineOf(opened);
  return { ok: true, run: opened.id, scenario, preset, idle, timeline, recorded };
}

function timelineOf({ run, isDone }: Pick<Current, 'run' | 'isDone'>): Timeline {
  const timeline = run.timeline();
  return isDone && !timeline.done ? { ...timeline, isFull: true } : timeline;
}

const OVERTAKEN = Symbol('overtaken');

type Desk = {
  readonly core: Core;
  readonly open: (source: Source) => Opened;
  readonly openBeside: (scenario: Scenario) => Opened;
  /** Null for one that is not open any more. */
  readonly runOf: (id: number) => Run | null;
  readonly compare: (ask: Compared) => ComparePage;
};

type Compared = { readonly a: Run; readonly b: Run } & CompareAsk;

function dispatch(message: ToWorker, desk: Desk): AnswerTo<RequestKind> | typeof OVERTAKEN {
  switch (message.kind) {
    case 'hello':
      return desk.core.catalog();
    case 'open':
      return desk.open(message.ask);
    case 'beside':
      return desk.openBeside(message.ask.scenario);
    case 'share':
      return desk.core.share(message.ask.scenario);
    case 'write':
      return desk.core.write(message.ask);
    case 'compare': {
      const [a, b] = [desk.runOf(message.ask.a), desk.runOf(message.ask.b)];
      return a === null || b === null ? OVERTAKEN : desk.compare({ ...message.ask, a, b });
    }
    default: {
      const run = desk.runOf(message.ask.run);
      return run === null ? OVERTAKEN : answerAbout(run, message);
    }
  }
}

type AboutRun = Extract<ToWorker, { readonly ask: { readonly run: number } }>;

function answerAbout(run: Run, message: AboutRun): AnswerTo<AboutRun['kind']> {
  switch (message.kind) {
    case 'window':
      return run.window(message.ask);
    case 'explain': {
      const moment = momentOf(run, message.ask.place);
      return { moment, explanation: run.explainAt(moment) };
    }
    case 'count':
      return run.countAt(message.ask.seq, momentOf(run, message.ask.place));
    case 'causes':
      return run.inquire(message.ask.subject, momentOf(run, message.ask.place));
    case 'step':
      return neighbour(run, message.ask);
    case 'locate':
      return located(run, message.ask.place);
    case 'find': {
      const { quest, place, direction } = message.ask;
      return run.find(quest, momentOf(run, place), direction);
    }
    case 'report':
      return run.report();
    case 'lines':
      return linesFrom(run, message.ask.from);
    default:
      return answerForPicture(run, message);
  }
}

type ForSheet = Extract<
  AboutRun,
  { readonly kind: 'votes' | 'certificates' | 'ledgers' | 'log' | 'events' | 'message' | 'draft' }
>;

function answerForSheet(run: Run, message: ForSheet): AnswerTo<ForSheet['kind']> {
  switch (message.kind) {
    case 'votes':
      return run.votes(message.ask);
    case 'certificates':
      return run.certificates(message.ask.seqs);
    case 'ledgers':
      return run.ledgers(message.ask);
    case 'message':
      return run.message(momentOf(run, message.ask.place), message.ask.event);
    case 'draft':
      return run.draft(momentOf(run, message.ask.place), message.ask.letter);
    case 'log':
      return run.log(momentOf(run, message.ask.place), message.ask.process);
    case 'events': {
      const { filter, from, near, count, place } = message.ask;
      const here = momentOf(run, place).events;
      return run.events({ filter, from, count, here, near: near ?? here });
    }
  }
}

type ForPicture = Extract<
  AboutRun,
  { readonly kind: 'tile' | 'cone' | 'density' | 'traffic' | 'states' | ForSheet['kind'] }
>;

function answerForPicture(run: Run, message: ForPicture): AnswerTo<ForPicture['kind']> {
  switch (message.kind) {
    case 'tile':
      return run.tile(message.ask);
    case 'cone':
      return run.cone(message.ask.event, message.ask.direction);
    case 'density':
      return run.density(message.ask.buckets);
    case 'traffic':
      return run.traffic(message.ask);
    case 'states':
      return run.processesAt(momentOf(run, message.ask.place));
    default:
      return answerForSheet(run, message);
  }
}

function located(run: Run, place: Place): Located {
  const moment = momentOf(run, place);
  return { moment, after: moment.at === place.at ? run.stepsInto(moment) : 0 };
}

/** The moment that a place stands for. */
function momentOf(run: Run, place: Place): Moment {
  return place.events === null ? run.momentAt(place.at) : { at: place.at, events: place.events };
}

/** The next or the previous step, looked for in windows that grow until they hold one. */
function neighbour(run: Run, ask: Ask<'step'>): Moment {
  const here = momentOf(run, ask.place);
  const { reached, medianDelay } = run.timeline();
  for (let span = Math.max(1, medianDelay * 4); ; span *= 4) {
    const from = ask.direction === 'forward' ? here.at : Math.max(0, here.at - span);
    const until = ask.direction === 'forward' ? Math.min(reached, here.at + span) : here.at;
    const { steps } = run.window({ from, until, cap: 0 });
    const found =
      ask.direction === 'forward'
        ? steps.find((step) => step.moment.events > here.events)
        : steps.findLast((step) => step.moment.events < here.events);
    if (found) return found.moment;
    if (from === 0 && ask.direction === 'back') return { at: 0, events: 0 };
    if (until === reached && ask.direction === 'forward') return here;
  }
}

function readSource(core: Core, source: Source): Parsed {
  switch (source.from) {
    case 'scenario':
      return core.parse(source.scenario);
    case 'link':
      return core.decode(source.link);
    case 'file':
      return core.read(source.text);
    case 'preset': {
      const { presets, ablationCases } = core.catalog();
      const preset = [...presets, ...ablationCases].find((each) => each.name === source.name);
      if (preset) return core.parse(preset.scenario);
      const message = `There is no preset named "${source.name}".`;
      return { ok: false, problems: [{ path: 'preset', code: 'PAGE001', message }] };
    }
  }
}

/** Records for a few milliseconds; true once the run has ended, or holds all that it may. */
function slice(run: Run, { clock, eventsMax }: Surroundings): boolean {
  const start = clock();
  while (clock() - start < SLICE_MS) {
    if (run.advance(SLICE_STEPS) || run.length() >= eventsMax) return true;
  }
  return false;
}

/** What is packed, such as a window's messages, moves to the page without being copied. */
function transferable(answer: unknown): ArrayBuffer[] {
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.values(answer).flatMap((part: unknown) =>
    part instanceof Int32Array && part.buffer instanceof ArrayBuffer ? [part.buffer] : [],
  );
}
