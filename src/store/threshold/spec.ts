/** Which runs the threshold map is made of: sweeps in which all tactics against PBFT take turns. */
import type { QuorumRule } from '../../core/model/index.ts';
import type { SweepSpec } from '../../worker/jobs.ts';

export type { SweepSpec };

export const SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] as const;
export const TRAITORS = [0, 1, 2, 3, 4] as const;

/** Rules that a map is measured for. */
export const RULES = ['intersect', '2f+1', 'n-f'] as const;
export type MapRule = (typeof RULES)[number];

/** Runs a square. With fewer than twice as many as there are tactics, some have only one set-up. */
export const RUN_CHOICES = [64, 200, 800] as const;
export type RunChoice = (typeof RUN_CHOICES)[number];
export const USUAL_RUNS: RunChoice = 200;

/**
 * All tactics that PBFT knows but three: one does what a person writes, one is prompt injection, which is another fault, and
 * one aims at rules that are left out. A test compares the list with the registry.
 */
export const MAP_TACTICS: readonly string[] = [
  'crashed',
  'equivocate',
  'mute',
  'wrong-reply',
  'withhold-commit',
  'forge',
  'delay',
  'slow',
  'censor',
  'sequence-jump',
  'wrong-checkpoint',
  'hide-certificates',
  'bad-new-view',
  'twins',
  'byzzfuzz',
  'wrong-digest',
  'reorder-requests',
  'keep-back',
  'split-votes',
  'usurp',
  'lose-memory',
  'replay',
  'flood',
  'bad-client',
  'view-spam',
  'stall-new-view',
  'corrupt-state',
  'fork',
  'amnesia-fork',
  'lie-to-client',
  'stall',
  'poison-checkpoint',
  'frame',
];

/** What takes turns where nobody is faulty: a calm network and a rough one. */
const NOBODY: readonly string[] = ['none', 'rough'];

/** Who takes turns over the runs of a square. */
export function tacticsWith(traitors: number): readonly string[] {
  return traitors === 0 ? NOBODY : MAP_TACTICS;
}

/**
 * Small runs, because there are thousands: two clients that want contrary things, a checkpoint at the second number, and time-outs
 * of half the usual length, so that the run may end at half the usual horizon. Four primaries in a row may fail within it.
 */
const SHARED = {
  tactics: MAP_TACTICS,
  seed: 1,
  deal: 'turns',
  base: {
    workload: {
      clients: 2,
      requests: 1,
      interval: 20_000,
      payload: ['order ATTACK', 'order RETREAT'],
    },
    pbft: { checkpointInterval: 2, window: 4 },
    timers: { viewChange: 100_000, client: 200_000 },
    until: 2_500_000,
  },
  rough: { network: { loss: 0.5, gst: 800_000 } },
} as const satisfies Partial<SweepSpec>;

export function mapSpec(rule: MapRule, runs: number): SweepSpec {
  return {
    ...SHARED,
    replicas: SIZES,
    tolerance: null,
    faulty: TRAITORS,
    quorums: [rule],
    runs,
  };
}

/** The dial: councils for f with as many traitors, under every quorum that there can be. Each tactic has two set-ups. */
export const DIAL_RUNS = 64;
export const DIAL_TOLERANCES = [1, 2, 3, 4] as const;

export function dialSpec(f: number): SweepSpec {
  return {
    ...SHARED,
    replicas: SIZES.filter((n) => n > f),
    tolerance: f,
    faulty: [f],
    quorums: SIZES,
    runs: DIAL_RUNS,
  };
}

/** A place in a sweep, in the sweep's own order; its runs are so many cases from `first` on. */
export type Place = {
  readonly n: number;
  readonly f: number;
  readonly quorum: QuorumRule;
  readonly traitors: number;
  readonly first: number;
};

/** In the order of the sweep engine, which leaves out what is larger than the council. */
export function placesOf(spec: SweepSpec): readonly Place[] {
  const places = spec.replicas.flatMap((n) =>
    spec.quorums
      .filter((quorum) => typeof quorum === 'string' || quorum <= n)
      .flatMap((quorum) =>
        spec.faulty
          .filter((traitors) => traitors <= n)
          .map((traitors) => ({
            n,
            f: spec.tolerance ?? Math.floor((n - 1) / 3),
            quorum,
            traitors,
          })),
      ),
  );
  return places.map((place, index) => ({ ...place, first: index * spec.runs }));
}

/** The file from which `parley sweep` does the same runs. */
export function sweepDocument(spec: SweepSpec): Readonly<Record<string, unknown>> {
  const { replicas, tolerance, faulty, tactics, quorums, runs, seed, ...rest } = spec;
  return {
    n: replicas.join(','),
    ...(tolerance === null ? {} : { f: tolerance }),
    faulty: faulty.join(','),
    tactic: tactics.join(','),
    quorum: quorums.join(','),
    runs,
    seed,
    ...rest,
  };
}
