import type { Ablatable, Micros, ProcessId } from '../../model/index.ts';
import type { Announced, Lettered, Worded } from './messages.ts';
import type { Medium } from './rounds.ts';

export type GeneralsConfig = { readonly messages: Medium; readonly round: Micros };

/** An order that a lieutenant has with a valid chain of signatures. */
export type Held = Worded & {
  readonly path: readonly ProcessId[];
  readonly sigs: readonly string[];
};

/** One run of OM(m) or SM(m). */
export type Instance = Announced & {
  /** What the commander was told to order; null at a lieutenant. */
  readonly command: (Worded & Lettered) | null;
  /** OM: what was heard along each path, by its ids with dots between. */
  heard: { [path: string]: Worded };
  /** SM: V, at most two. */
  orders: Held[];
  chosen: Worded | null;
};

export type GeneralState = {
  readonly config: GeneralsConfig & Ablatable;
  readonly self: ProcessId;
  readonly n: number;
  /** m+1 rounds are played. */
  readonly m: number;
  /** The present order, or the last one. */
  instance: Instance | null;
  /** Oldest first, the last few. */
  ledger: (Worded & { readonly seq: number })[];
  ledgerLength: number;
};

/** Ledger entries that a general keeps to be looked at. */
export const LEDGER_KEPT = 64;

export function pathKey(path: readonly ProcessId[]): string {
  return path.join('.');
}

/** Consulted at the one decision point of a rule. */
export function isAblated({ config }: { readonly config: Ablatable }, rule: string): boolean {
  return config.ablate !== null && config.ablate[rule] === true;
}

/** When round `round` of an order ends. */
export function endOf(state: GeneralState, instance: Announced, round: number): Micros {
  return instance.begins + round * state.config.round;
}

/** The round that is under way, from 1; 0 before the first. */
export function roundAt(state: GeneralState, instance: Announced, now: Micros): number {
  return now < instance.begins ? 0 : Math.floor((now - instance.begins) / state.config.round) + 1;
}
