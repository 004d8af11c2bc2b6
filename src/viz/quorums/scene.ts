/** Two quorums over one council, and the replicas that stand in both. */
import type { ProcessId } from '../../core/model/index.ts';
import { round } from '../geometry.ts';
import type { Size } from '../geometry.ts';
import type { Namer } from '../names.ts';
import { fitText, textWidth } from '../text.ts';

export type QuorumSide = {
  readonly voters: readonly ProcessId[];
  readonly tone: string;
  /** "quorum for A". */
  readonly label: string;
};

export type QuorumsInput = {
  readonly n: number;
  readonly sides: readonly [QuorumSide, QuorumSide];
  /** Those that are known to have voted both ways. */
  readonly culprits: readonly ProcessId[];
  readonly nameOf: Namer;
  readonly width: number;
};

export type QuorumSeat = {
  readonly x: number;
  readonly width: number;
  /** '' where there is no room for it. */
  readonly name: string;
  readonly isShared: boolean;
  readonly isCulprit: boolean;
  readonly isOutside: boolean;
};

export type QuorumBracket = {
  readonly path: string;
  readonly tone: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
};

export type QuorumsScene = {
  readonly size: Size;
  readonly seatTop: number;
  readonly seatHeight: number;
  readonly seats: readonly QuorumSeat[];
  readonly brackets: readonly QuorumBracket[];
  readonly label: string;
};

const SEAT_TOP = 30;
const SEAT_HEIGHT = 28;
const FONT = 12;
const WIDEST_SEAT = 64;

/** Any two quorums of this size, as far apart as they can be: what they share is the least that any two share. */
export function abstractSides(n: number, q: number): readonly [QuorumSide, QuorumSide] {
  const seats = Array.from({ length: n }, (_, id) => id);
  return [
    { voters: seats.slice(0, q), tone: 'v-n', label: 'one quorum' },
    { voters: seats.slice(n - q), tone: 'v-n', label: 'another' },
  ];
}

export function quorumsScene(input: QuorumsInput): QuorumsScene {
  const { n, sides, width, nameOf, culprits } = input;
  const [one, other] = sides;
  const order = arranged(n, sides);
  const step = Math.min(WIDEST_SEAT, width / Math.max(1, n));
  const gap = Math.min(6, step * 0.1);
  const start = (width - step * n) / 2;
  const seats = order.map((id, index): QuorumSeat => {
    const name = nameOf(id);
    const inOne = one.voters.includes(id);
    const inOther = other.voters.includes(id);
    return {
      x: round(start + index * step + gap / 2),
      width: round(step - gap),
      name: textWidth(name, FONT) <= step - gap ? name : '',
      isShared: inOne && inOther,
      isCulprit: culprits.includes(id),
      isOutside: !inOne && !inOther,
    };
  });
  return {
    size: { width, height: SEAT_TOP + SEAT_HEIGHT + 30 },
    seatTop: SEAT_TOP,
    seatHeight: SEAT_HEIGHT,
    seats,
    brackets: [
      bracketOf(one, { order, seats, width, isAbove: true }),
      bracketOf(other, { order, seats, width, isAbove: false }),
    ],
    label: labelOf(input, order),
  };
}

/** Only in the first, in both, only in the second, in neither: each quorum is then one stretch. */
function arranged(
  n: number,
  [one, other]: readonly [QuorumSide, QuorumSide],
): readonly ProcessId[] {
  const place = (id: ProcessId): number => {
    const inOne = one.voters.includes(id);
    const inOther = other.voters.includes(id);
    if (inOne) return inOther ? 1 : 0;
    return inOther ? 2 : 3;
  };
  return Array.from({ length: n }, (_, id) => id).sort((a, b) => place(a) - place(b) || a - b);
}

type BracketPlace = {
  readonly order: readonly ProcessId[];
  readonly seats: readonly QuorumSeat[];
  readonly width: number;
  readonly isAbove: boolean;
};

function bracketOf(
  side: QuorumSide,
  { order, seats, width, isAbove }: BracketPlace,
): QuorumBracket {
  const held = seats.filter((_, index) => side.voters.includes(order[index] ?? -1));
  const first = held[0];
  const last = held.at(-1);
  const left = first?.x ?? 0;
  const right = last === undefined ? 0 : last.x + last.width;
  const near = isAbove ? SEAT_TOP - 3 : SEAT_TOP + SEAT_HEIGHT + 3;
  const far = isAbove ? near - 7 : near + 7;
  // The label keeps to the end that the other quorum leaves free.
  const room = isAbove ? width - left : right;
  return {
    path: held.length === 0 ? '' : `M${left} ${near}V${far}H${round(right)}V${near}`,
    tone: side.tone,
    label: fitText(side.label, FONT, room),
    x: isAbove ? left : round(right),
    y: isAbove ? far - 6 : far + 15,
    anchor: isAbove ? 'start' : 'end',
  };
}

function labelOf(
  { n, sides, culprits, nameOf }: QuorumsInput,
  order: readonly ProcessId[],
): string {
  const [one, other] = sides;
  const shared = order.filter((id) => one.voters.includes(id) && other.voters.includes(id));
  const names = shared.length > 8 ? `${shared.length} replicas` : shared.map(nameOf).join(', ');
  const guilty =
    culprits.length === 0 ? '' : ` Voted both ways: ${culprits.map(nameOf).join(', ')}.`;
  return `${one.label}: ${one.voters.length} of ${n}. ${other.label}: ${other.voters.length} of ${n}. In both: ${names || 'nobody'}.${guilty}`;
}
