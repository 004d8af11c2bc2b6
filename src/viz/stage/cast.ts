import type { ReplicaProcess } from '../../core/model/index.ts';
/** The replicas as they are drawn. One whose state is the same as in the last frame is the same object, so that nobody draws it again. */
import { USUAL_TERMS } from '../terms.ts';
import { createValueBook } from '../values.ts';
import type { ValueBook } from '../values.ts';
import type { PlacedPiece } from './caption.ts';
import { dotNames } from './dot-names.ts';
import type { Named } from './dot-names.ts';
import { facesOf } from './faces.ts';
import type { Faces } from './faces.ts';
import { councilSeq, majorityView, replicasOf } from './input.ts';
import type { StageInput } from './input.ts';
import type { StageLayout } from './layout.ts';
import { replicaScene } from './replica-scene.ts';
import type { ReplicaScene } from './replica-scene.ts';

export type Company = {
  readonly book: ValueBook;
  readonly view: ReturnType<typeof majorityView>;
  /** The sequence number whose votes are shown. */
  readonly seq: number | null;
  readonly faces: Faces;
  readonly scenes: readonly ReplicaScene[];
};

export type Cast = (input: StageInput, layout: StageLayout) => Company;

/** What all replicas share: where any of it differs, all are made anew. */
type Shared = readonly unknown[];

type Names = ReturnType<typeof dotNames>;

export function createCast(): Cast {
  let shared: Shared = [];
  let kept = new WeakMap<ReplicaProcess, ReplicaScene>();
  let last: Last | null = null;
  const bookOf = createShelf();
  const namer = createDotNamer();
  return (input, layout) => {
    const book = bookOf(input.values);
    const context = { input, layout, book, ...sightOf(input, last) };
    const { view, seq, faces } = context;
    const names = namer(context);
    const now = [...sharedOf(context, names), facesKey(context.faces)];
    const isAlike = now.length === shared.length && now.every((each, at) => each === shared[at]);
    if (last && isAlike && last.processes === input.processes) return last.company;
    if (!isAlike) kept = new WeakMap();
    shared = now;
    const scenes = replicasOf(input.processes).flatMap((process) => {
      const known = kept.get(process);
      const scene = known ?? sceneOf(process, context, names);
      if (scene !== null && known === undefined) kept.set(process, scene);
      return scene === null ? [] : [scene];
    });
    last = { processes: input.processes, company: { book, view, seq, faces, scenes } };
    return last.company;
  };
}

type Last = { readonly processes: StageInput['processes']; readonly company: Company };

function createShelf(): (values: StageInput['values']) => ValueBook {
  let last: { readonly values: StageInput['values']; readonly book: ValueBook } | null = null;
  return (values) => {
    if (last?.values !== values) last = { values, book: createValueBook(values) };
    return last.book;
  };
}

/** What the council as a whole is at: looked for only where a state has changed. */
function sightOf(
  { processes, focusSeq }: StageInput,
  last: Last | null,
): Pick<Company, 'view' | 'seq' | 'faces'> {
  const known = last?.processes === processes ? last.company : null;
  if (known && (focusSeq === null || focusSeq === known.seq)) return known;
  const seq = focusSeq ?? councilSeq(processes);
  return { view: majorityView(processes), seq, faces: facesOf(replicasOf(processes), seq) };
}

function facesKey(faces: Faces): string {
  return [...faces].map(([id, digests]) => `${id} ${digests.join(' ')}`).join(';');
}

function sharedOf({ input, layout, view, seq, book }: Context, names: Names): Shared {
  const { n, q, agents, terms, nameOf } = input;
  const council = [seq, view?.view, view?.primary, selectedOf(input), n, q];
  return [book, layout, names, agents, terms, nameOf, ...council];
}

function selectedOf({ selected }: StageInput): number | null {
  return selected?.kind === 'process' ? selected.id : null;
}

type Context = Omit<Company, 'scenes'> & {
  readonly input: StageInput;
  readonly layout: StageLayout;
};

function sceneOf(process: ReplicaProcess, context: Context, names: Names): ReplicaScene | null {
  const { input, layout, view, seq, book } = context;
  const seat = layout.seats[process.id];
  if (seat === undefined) return null;
  return replicaScene({
    process,
    seat,
    tier: layout.tier,
    name: input.nameOf(process.id),
    n: input.n,
    q: input.q,
    seq,
    view: view?.view ?? null,
    isPrimary: view?.primary === process.id,
    isSelected: selectedOf(input) === process.id,
    agent: input.agents?.get(process.id) ?? null,
    faces: context.faces.get(process.id) ?? NO_FACES,
    caption: names.get(process.id) ?? NO_PIECES,
    terms: input.terms ?? USUAL_TERMS,
    isBrief: input.isBrief === true,
    book,
  });
}

const NO_FACES: readonly string[] = [];
const NO_PIECES: readonly PlacedPiece[] = [];
const NO_NAMES: Names = new Map();

/** Who is named changes with marks, primary and selection, and not with every vote. */
function createDotNamer(): (context: Context) => Names {
  let key = '';
  let at: StageLayout | null = null;
  let names = NO_NAMES;
  return ({ input, layout, view }) => {
    if (layout.tier.body !== 'dot') return NO_NAMES;
    const council = replicasOf(input.processes).map(({ id, mark }): Named => ({
      id,
      name: input.nameOf(id),
      mark: mark.kind,
      isPrimary: view?.primary === id,
      isSelected: selectedOf(input) === id,
    }));
    const wanted =
      council.map(({ mark }) => mark).join(' ') + ` ${view?.primary} ${selectedOf(input)}`;
    if (key !== wanted || at !== layout) {
      names = dotNames(council, layout, { x: 0, y: 0, ...input.size });
      [key, at] = [wanted, layout];
    }
    return names;
  };
}
