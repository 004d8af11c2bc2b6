/** The result that comes with the page: how every run of the maps and dials ended, a letter for each. */
import { ENDINGS } from '../../core/model/index.ts';
import type { Ending } from '../../core/model/index.ts';
import type { SweepSpec } from '../../worker/jobs.ts';
import { blankCells } from './cells.ts';
import type { Cells } from './cells.ts';
import { DIAL_TOLERANCES, RULES, USUAL_RUNS, dialSpec, mapSpec } from './spec.ts';

/** A square: a letter for each run, and in how many of them each monitor broke. */
type Square = readonly [letters: string, broken: Readonly<Record<string, number>>];

export type Shipped = {
  /** The day on which it was computed, as in 2026-11-30. */
  readonly date: string;
  /** SHA-256 of `results` as JSON. */
  readonly hash: string;
  /** By the name of the sweep, its squares in order. */
  readonly results: Readonly<Record<string, readonly Square[]>>;
};

/** What is computed beforehand, by the names under which results are kept. */
export function shippedSpecs(): ReadonlyMap<string, SweepSpec> {
  return new Map([
    ...RULES.map((rule) => [mapName(rule, USUAL_RUNS), mapSpec(rule, USUAL_RUNS)] as const),
    ...DIAL_TOLERANCES.map((f) => [dialName(f), dialSpec(f)] as const),
  ]);
}

export function mapName(rule: string, runs: number): string {
  return `map ${rule} ${runs}`;
}

export function dialName(f: number): string {
  return `dial ${f}`;
}

const LETTERS: Readonly<Record<Ending, string>> = {
  forked: 'f',
  deceived: 'd',
  unsafe: 'u',
  stalled: 's',
  agreed: 'a',
};

/** Throws where a run is missing: only what is whole is kept. */
export function squaresOf(cells: Cells): readonly Square[] {
  return cells.map(({ endings, broken }) => [endings.map(letterOf).join(''), sorted(broken)]);
}

function letterOf(ending: Ending | null): string {
  if (ending === null) throw new Error('a run has not been done');
  return LETTERS[ending];
}

/** So that the order in which runs were finished leaves no trace. */
function sorted(broken: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(broken).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The squares of a sweep; throws where they belong to another one than the page would do. */
export function cellsFrom(squares: readonly Square[], spec: SweepSpec): Cells {
  const blank = blankCells(spec);
  if (squares.length !== blank.length) throw new Error('The result belongs to another sweep.');
  return blank.map((cell, at) => {
    const [letters = '', broken = {}] = squares[at] ?? [];
    if (letters.length !== spec.runs) throw new Error('The result belongs to another sweep.');
    return { ...cell, broken, endings: [...letters].map(endingOf) };
  });
}

function endingOf(letter: string): Ending {
  const found = ENDINGS.find((ending) => LETTERS[ending] === letter);
  if (found === undefined) throw new Error(`No run ends as ${letter}.`);
  return found;
}

/** The file as it is read; throws where it is none. Its squares are looked at when they are taken in. */
export function shippedFrom(file: unknown): Shipped {
  if (isShippedFile(file)) return file;
  throw new Error('The result that comes with the page cannot be read.');
}

function isShippedFile(file: unknown): file is Shipped {
  if (typeof file !== 'object' || file === null) return false;
  const fields: Readonly<Record<string, unknown>> = { ...file };
  return (
    typeof fields['date'] === 'string' && typeof fields['hash'] === 'string' && 'results' in file
  );
}
