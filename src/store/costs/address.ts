/** How an address names what the page of costs shows: `show=timers&delay=far&timeout=200`, or `n=16&verify=130`. */
import { SIZES, USUAL_PROCESSING } from './cost-lab.ts';
import type { Processing } from './cost-lab.ts';
import { delayIds, TIMEOUTS } from './timer-lab.ts';
import type { DelayId } from './timer-lab.ts';
import { quoted, strangersIn } from '../query.ts';

export const SECTIONS = ['decision', 'timers'] as const;

export type CostsChoice = {
  readonly show: (typeof SECTIONS)[number];
  readonly processing: Processing;
  /** The size whose figures are told, and whose run is opened and saved. */
  readonly n: number;
  readonly delay: DelayId;
  /** Likewise the time-out, in milliseconds. */
  readonly timeout: number;
};

export const USUAL_CHOICE: CostsChoice = {
  show: 'decision',
  processing: USUAL_PROCESSING,
  n: 16,
  delay: 'usual',
  timeout: 90,
};

/** Microseconds: slower than any machine that anybody would take. */
export const PROCESSING_MAX = 5_000;

export function queryOf({ show, processing, n, delay, timeout }: CostsChoice): string {
  if (show === 'timers') return `show=timers&delay=${delay}&timeout=${timeout}`;
  const { message, sign, verify } = processing;
  return `show=decision&n=${n}&message=${message}&sign=${sign}&verify=${verify}`;
}

const KEYS = ['show', 'n', 'message', 'sign', 'verify', 'delay', 'timeout'];

type Reading = { readonly query: URLSearchParams; readonly problems: string[] };

/** `present` counts for what the query leaves open, and for what cannot be read, which the problem then names. */
export function readQuery(
  query: string,
  present: CostsChoice,
): { readonly choice: CostsChoice; readonly problem: string } {
  const reading: Reading = { query: new URLSearchParams(query), problems: [] };
  const { message, sign, verify } = present.processing;
  const choice: CostsChoice = {
    show: oneOf(reading, 'show', SECTIONS, present.show),
    processing: {
      message: micros(reading, 'message', message),
      sign: micros(reading, 'sign', sign),
      verify: micros(reading, 'verify', verify),
    },
    n: oneNumber(reading, 'n', SIZES, present.n),
    delay: oneOf(reading, 'delay', delayIds, present.delay),
    timeout: oneNumber(reading, 'timeout', TIMEOUTS, present.timeout),
  };
  const strange = strangersIn(reading.query, KEYS).map((key) => `${key} means nothing here`);
  const problems = [...reading.problems, ...strange];
  const problem = problems.length === 0 ? '' : `In the address, ${problems.join(', and ')}.`;
  return { choice, problem };
}

function oneOf<T extends string>(
  { query, problems }: Reading,
  name: string,
  allowed: readonly T[],
  present: T,
): T {
  const text = query.get(name);
  const found = allowed.find((each) => each === text);
  if (text !== null && found === undefined)
    problems.push(`${name} is one of ${allowed.join(', ')}, not ${quoted(text)}`);
  return found ?? present;
}

function oneNumber(
  reading: Reading,
  name: string,
  allowed: readonly number[],
  present: number,
): number {
  return Number(oneOf(reading, name, allowed.map(String), String(present)));
}

function micros({ query, problems }: Reading, name: string, present: number): number {
  const text = query.get(name);
  if (text === null) return present;
  const figure = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (figure <= PROCESSING_MAX) return figure;
  problems.push(
    `${name} is a whole number of microseconds up to ${PROCESSING_MAX}, not ${quoted(text)}`,
  );
  return present;
}
