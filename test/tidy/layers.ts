/** Who may import whom. The table lives here and nowhere else; ARCHITECTURE.md gives the reasons. */
import { posix } from 'node:path';
import ts from 'typescript';
import type { Complaint, SourceFile } from './project.ts';

type Layer = {
  /** A folder or a file. The longest one that fits a path is its layer; `*` stands for one folder. */
  readonly at: string;
  /** Folders and files of the project that it may import, beside its own. */
  readonly may: readonly string[];
  /** Packages that it may import; a trailing `*` stands for any ending. */
  readonly packages: readonly string[];
};

const MODEL = 'src/core/model';
const BASE = 'src/core/base';
/** The one part of the base that knows scenarios and nothing else. */
const LEFT_OUT = 'src/core/base/left-out.ts';
/** The names of interventions: one place for the engine and the page. */
const ACTION_WORDS = 'src/core/base/action-words.ts';
/** Where two scenarios part: the session branches there, and the page says so. */
const DIVERGENCE = 'src/core/base/divergence.ts';
/** A search that many share: threads of the command line, and workers of the page. */
const PREY_SEARCH = 'src/core/base/prey-search.ts';
/** Which of the runs of a search came nearest, and how that is said: the command line and the page come to the same. */
const NEAREST = 'src/core/base/nearest.ts';
/** How a person's text is shown wherever it is shown. */
const VISIBLE = 'src/core/base/visible.ts';
/** The grammar of plain text: engine and page write the same English. */
const ENGLISH = 'src/core/base/english.ts';
/** What a caught value says: the engine, its worker and the page catch alike. */
const REASON = 'src/core/base/reason.ts';
/** Which tactics and monitors a protocol has: the engine and the choosers of the page. */
const WRITTEN_FOR = 'src/core/base/written-for.ts';
/** Who can reach whom: what is told of a cut and what is drawn of it are the same. */
const REACH = 'src/core/base/reach.ts';
/** Which rules the explorer's model knows. */
const MODEL_RULES = 'src/core/search/explore/rules.ts';
const QUORUM = 'src/core/quorum';
const CRYPTO = 'src/core/crypto';
const SERVICE = 'src/core/service';
const SIM = 'src/core/sim';
const SCENARIO = 'src/core/scenario';
const PRESETS = 'src/core/scenario/presets';
const ABLATIONS = 'src/core/scenario/ablations';
const SESSION = 'src/core/session';
const SEARCH = 'src/core/search';
const REGISTRY = 'src/core/registry.ts';
const FACADE = 'src/core/index.ts';

const LAYERS: readonly Layer[] = [
  { at: MODEL, may: [], packages: [] },
  { at: BASE, may: [MODEL], packages: ['cborg'] },
  { at: CRYPTO, may: [MODEL, BASE], packages: ['@noble/*', 'cborg'] },
  { at: QUORUM, may: [MODEL, BASE], packages: [] },
  { at: 'src/core/evidence', may: [MODEL, BASE], packages: [] },
  { at: SERVICE, may: [MODEL, BASE], packages: [] },
  { at: 'src/core/protocols/*', may: [MODEL, BASE, QUORUM, SERVICE], packages: [] },
  // Attacks on one protocol share what adversaries of all protocols need, such as the grammar of instructions.
  {
    at: 'src/core/protocols/*/attacks',
    may: [MODEL, BASE, QUORUM, SERVICE, 'src/core/adversaries', 'src/core/protocols/*'],
    packages: [],
  },
  { at: 'src/core/adversaries', may: [MODEL, BASE, QUORUM], packages: [] },
  { at: 'src/core/monitors', may: [MODEL, BASE, QUORUM], packages: [] },
  { at: SIM, may: [MODEL, BASE, CRYPTO, QUORUM, 'src/core/evidence'], packages: [] },
  { at: SCENARIO, may: [MODEL, BASE, QUORUM], packages: ['zod', 'zod/mini', 'fflate'] },
  { at: PRESETS, may: [MODEL], packages: [] },
  { at: ABLATIONS, may: [MODEL], packages: [] },
  {
    at: REGISTRY,
    may: [
      MODEL,
      'src/core/protocols',
      'src/core/adversaries',
      'src/core/monitors',
      PRESETS,
      ABLATIONS,
    ],
    packages: [],
  },
  { at: SESSION, may: [MODEL, BASE, QUORUM, SIM, SCENARIO, REGISTRY], packages: [] },
  { at: SEARCH, may: [MODEL, BASE, QUORUM, SIM, SCENARIO, REGISTRY, SESSION], packages: [] },
  { at: FACADE, may: ['src/core'], packages: [] },
  { at: 'src/cli', may: [MODEL, FACADE], packages: ['node:*'] },
  { at: 'src/server', may: [], packages: ['node:*'] },
  { at: 'src/worker', may: [MODEL, FACADE], packages: [] },
  { at: 'src/worker/messages.ts', may: [MODEL, FACADE], packages: [] },
  // The page speaks to the engine through messages alone: what the client imports ends up in the page's first script.
  { at: 'src/worker/client.ts', may: [MODEL, 'src/worker/messages.ts'], packages: [] },
  { at: 'src/worker/jobs.ts', may: [MODEL, FACADE], packages: [] },
  { at: 'src/worker/pool.ts', may: ['src/worker/jobs.ts'], packages: [] },
  // They name the worker's file and import nothing of it into the page.
  { at: 'src/worker/spawn.ts', may: [], packages: [] },
  { at: 'src/worker/spawn-inline.ts', may: ['src/worker/engine.worker.ts'], packages: [] },
  {
    at: 'src/store',
    may: [
      MODEL,
      QUORUM,
      ENGLISH,
      LEFT_OUT,
      ACTION_WORDS,
      DIVERGENCE,
      PREY_SEARCH,
      NEAREST,
      REACH,
      REASON,
      WRITTEN_FOR,
      MODEL_RULES,
      'src/worker/messages.ts',
      'src/worker/client.ts',
      'src/worker/jobs.ts',
      'src/worker/pool.ts',
      'src/viz/scrubber/warp.ts',
    ],
    packages: ['zustand/vanilla', 'zustand/middleware'],
  },
  { at: 'src/viz', may: [MODEL, QUORUM, ENGLISH, VISIBLE], packages: ['d3-*'] },
  {
    at: 'src/ui',
    may: [
      MODEL,
      QUORUM,
      ENGLISH,
      LEFT_OUT,
      NEAREST,
      REACH,
      REASON,
      VISIBLE,
      WRITTEN_FOR,
      'src/store',
      'src/viz',
      'src/worker/messages.ts',
    ],
    packages: [
      'react',
      'react-dom',
      'zustand',
      'zustand/*',
      '@fontsource*',
      'mediabunny',
      'modern-gif',
    ],
  },
  {
    at: 'src/main.tsx',
    may: [
      MODEL,
      'src/store',
      'src/viz',
      'src/ui',
      'src/worker/client.ts',
      'src/worker/pool.ts',
      'src/worker/spawn.ts',
    ],
    packages: ['react', 'react-dom/client', '@fontsource*'],
  },
];

type Import = { readonly target: string; readonly line: number };

/** Imports against the direction of the table, and files of `src` that no layer holds. */
export function layerComplaints(files: readonly SourceFile[]): readonly Complaint[] {
  return files.filter(isSource).flatMap((file) => {
    const layer = layerOf(file.path);
    if (layer === null) {
      const advice = 'belongs to no layer: add its folder to test/tidy/layers.ts.';
      return [{ path: file.path, line: 1, advice }];
    }
    return importsOf(file)
      .filter(({ target }) => !mayImport(layer, file.path, target))
      .map(({ target, line }) => ({
        path: file.path,
        line,
        advice: `${layer.at} may not import ${target}; it may import ${allowed(layer)}.`,
      }));
  });
}

/** Files that reach themselves through imports; types count like values. */
export function cycleComplaints(files: readonly SourceFile[]): readonly Complaint[] {
  const sources = files.filter(isSource);
  const edges = new Map(sources.map((file) => [file.path, importsOf(file)]));
  return sources.flatMap(({ path }) => {
    const way = wayBack(path, edges);
    return way === null ? [] : [{ path, line: 1, advice: `imports itself: ${way.join(' > ')}.` }];
  });
}

export function importsOf(file: SourceFile): readonly Import[] {
  return ts.preProcessFile(file.text, true, true).importedFiles.map(({ fileName, pos }) => ({
    target: fileName.startsWith('.')
      ? posix.join(posix.dirname(file.path), fileName.replace(/\?.*$/, ''))
      : fileName,
    line: file.text.slice(0, pos).split('\n').length,
  }));
}

function isSource(file: SourceFile): boolean {
  return /^src\/.*\.tsx?$/.test(file.path);
}

function layerOf(path: string): Layer | null {
  const fitting = LAYERS.filter((layer) => holds(layer.at, path));
  const [longest] = fitting.sort((a, b) => b.at.length - a.at.length);
  return longest ?? null;
}

function mayImport(layer: Layer, from: string, target: string): boolean {
  if (!target.startsWith('src/')) return layer.packages.some((name) => isNamed(name, target));
  return [layer.at, ...layer.may].some((place) => holds(bind(place, from), target));
}

/** A star stands for the importing file's own folder: each protocol is a layer of its own. */
function bind(place: string, from: string): string {
  const steps = from.split('/');
  const bound = place.split('/').map((step, index) => (step === '*' ? steps[index] : step));
  return bound.join('/');
}

function holds(place: string, path: string): boolean {
  const pattern = place.split('/');
  const steps = path.split('/').slice(0, pattern.length);
  return pattern.every((step, index) => step === '*' || step === steps[index]);
}

function isNamed(name: string, target: string): boolean {
  return name.endsWith('*') ? target.startsWith(name.slice(0, -1)) : target === name;
}

function allowed({ may, packages }: Layer): string {
  const all = [...may, ...packages];
  return all.length === 0 ? 'nothing' : all.join(', ');
}

/** The shortest way from a file back to itself, or null. */
function wayBack(
  start: string,
  edges: ReadonlyMap<string, readonly Import[]>,
): readonly string[] | null {
  const ways: (readonly string[])[] = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const { target } of edges.get(way.at(-1) ?? start) ?? []) {
      if (target === start) return [...way, start];
      if (!seen.has(target)) ways.push([...way, target]);
      seen.add(target);
    }
  }
  return null;
}
