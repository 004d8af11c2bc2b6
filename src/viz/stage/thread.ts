/** The twisted thread that joins colluders, and the line that a partition draws. */
import type { ProcessId, ReplicaProcess } from '../../core/model/index.ts';
import { between, distance, pair, round } from '../geometry.ts';
import type { Point } from '../geometry.ts';
import type { StageLayout } from './layout.ts';

export type Thread = { readonly key: string; readonly paths: readonly [string, string] };

const WAVE = 20;
const AMPLITUDE = 2.8;
const STEP = 3;

/** One thread for each cabal, from member to member. */
export function threadsOf(
  replicas: readonly ReplicaProcess[],
  layout: StageLayout,
): readonly Thread[] {
  const cabals = new Map<string, readonly ProcessId[]>();
  for (const { mark } of replicas) {
    if (mark.kind === 'colluding' && mark.cabal.length > 1)
      cabals.set(mark.cabal.join(' '), mark.cabal);
  }
  return [...cabals.values()].flatMap((cabal) =>
    linksOf(cabal).flatMap(([one, other]) => {
      const thread = threadBetween(one, other, layout);
      return thread === null ? [] : [thread];
    }),
  );
}

/** Neighbours only: three or more are on one thread that runs through all of them. */
function linksOf(cabal: readonly ProcessId[]): readonly (readonly [ProcessId, ProcessId])[] {
  return cabal.slice(1).map((member, index) => [cabal[index] ?? member, member] as const);
}

function threadBetween(one: ProcessId, other: ProcessId, layout: StageLayout): Thread | null {
  const from = layout.seats[one];
  const to = layout.seats[other];
  if (from === undefined || to === undefined) return null;
  const length = distance(from, to);
  const reach = layout.radius + 3;
  if (length <= 2 * reach) return null;
  const start = between(from, to, reach / length);
  const end = between(to, from, reach / length);
  return { key: `${one}-${other}`, paths: [twist(start, end, 0), twist(start, end, Math.PI)] };
}

function twist(start: Point, end: Point, phase: number): string {
  const length = distance(start, end);
  // A whole number of half waves, so that both strands meet at both ends.
  const waves = Math.max(1, Math.round(length / WAVE));
  const across = { x: -(end.y - start.y) / length, y: (end.x - start.x) / length };
  const steps = Math.ceil(length / STEP);
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const share = step / steps;
    const swing = AMPLITUDE * Math.sin(share * waves * Math.PI + phase);
    const at = between(start, end, share);
    return { x: round(at.x + across.x * swing), y: round(at.y + across.y * swing) };
  });
  return `M${points.map(pair).join('L')}`;
}

/** Lines from the middle of the ring outwards, between neighbours that a partition separates. */
export function wallsOf(
  groups: readonly (readonly ProcessId[])[],
  layout: StageLayout,
): readonly string[] {
  const groupOf = (replica: ProcessId): number =>
    groups.findIndex((group) => group.includes(replica));
  const { centre } = layout.ring;
  return layout.seats.flatMap((seat, replica) => {
    const next = (replica + 1) % layout.seats.length;
    const neighbour = layout.seats[next];
    if (neighbour === undefined || next === replica || groupOf(replica) === groupOf(next))
      return [];
    const middle = between(seat, neighbour, 0.5);
    const outside = between(centre, middle, 1.25);
    return [`M${pair(centre)}L${pair(outside)}`];
  });
}
