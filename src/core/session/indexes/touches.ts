import { HAND, type Micros, type TouchKind, type TraceEvent } from '../../model/index.ts';

/** What hands did to a message, and how far it had come when one touched it last. */
export type Touched = {
  /** Bits of HAND. */
  readonly touches: number;
  /** When a hand touched it last, or -1; how far it had come, in thousandths of its way; and when it went on, or -1. */
  readonly touchedAt: Micros;
  readonly touchedShare: number;
  readonly resumedAt: Micros;
};

/** From when to when it is under way, as far as is known. */
export type Span = { readonly from: Micros; readonly until: Micros };

/** Few messages are touched: what was done to them is kept apart from all others. */
export type Touches = {
  /** Before anything else is read from an event. */
  watch(event: TraceEvent): void;
  begin(flight: number, send: TraceEvent & { kind: 'send' }): void;
  /** What happened to it, before its span changes because of that. */
  note(flight: number, event: Happened, span: Span): void;
  endStep(): void;
  of(flight: number): Touched;
};

type Happened = TraceEvent & { kind: 'deliver' | 'drop' | 'touch' };

const UNTOUCHED: Touched = { touches: 0, touchedAt: -1, touchedShare: 0, resumedAt: -1 };

const BITS: Readonly<Record<TouchKind, number>> = {
  delay: HAND.delayed,
  hold: HAND.held,
  release: HAND.held,
  tamper: HAND.tampered,
};

export function createTouches(): Touches {
  const known = new Map<number, Touched>();
  let isWriting = false;
  const of = (flight: number): Touched => known.get(flight) ?? UNTOUCHED;
  const set = (flight: number, bit: number, place: Omit<Touched, 'touches'>): void => {
    known.set(flight, { ...place, touches: of(flight).touches | bit });
  };
  return {
    watch(event) {
      if (event.kind === 'intervene') isWriting = event.action.do === 'compose';
    },
    begin(flight, { copy }) {
      if (copy > 1) set(flight, HAND.repeated, UNTOUCHED);
      else if (isWriting) set(flight, HAND.composed, UNTOUCHED);
    },
    note(flight, event, span) {
      if (event.kind === 'touch') set(flight, BITS[event.how], turnOf(of(flight), event, span));
      else if (event.kind === 'drop' && event.reason === 'by hand')
        set(flight, HAND.dropped, placeAt(of(flight), event.at, span));
    },
    endStep() {
      isWriting = false;
    },
    of,
  };
}

function turnOf(
  before: Touched,
  { at, how, arrivesAt }: TraceEvent & { kind: 'touch' },
  span: Span,
): Omit<Touched, 'touches'> {
  const place = placeAt(before, at, span);
  // What stands still has stood there since it was held, also when it goes on.
  const isStill = arrivesAt === null || how === 'release';
  const since = isStill && isStanding(before) ? before.touchedAt : at;
  return { ...place, touchedAt: since, resumedAt: arrivesAt === null ? -1 : at };
}

/** Evenly from where a hand touched it last. */
function placeAt(before: Touched, at: Micros, { from, until }: Span): Omit<Touched, 'touches'> {
  const { touchedAt, touchedShare, resumedAt } = before;
  if (isStanding(before)) return { touchedAt, touchedShare, resumedAt };
  const start = touchedAt === -1 ? from : resumedAt;
  const way = (1000 - touchedShare) * ((at - start) / Math.max(1, until - start));
  const share = Math.min(1000, Math.round(touchedShare + way));
  return { touchedAt: at, touchedShare: share, resumedAt: at };
}

function isStanding({ touchedAt, resumedAt }: Touched): boolean {
  return touchedAt !== -1 && resumedAt === -1;
}
