/** How an address names a place in the demo: `step=3`, or `step=yours&n=7&f=2&same=2` for the summary. */
import { LEAST, MOST } from './yours.ts';
import type { Council } from './yours.ts';
import { quoted, strangersIn } from '../query.ts';
import { DEMO_STEPS } from './steps.ts';

/** Where one stands: at a step, by position, or at the summary. */
export type DemoStop = { readonly at: 'step'; readonly step: number } | { readonly at: 'yours' };

export const START: DemoStop = { at: 'step', step: 0 };

export type DemoPlace = { readonly stop: DemoStop; readonly council: Council };

export function queryOf({ stop, council: { n, f, same } }: DemoPlace): string {
  return stop.at === 'yours' ? `step=yours&n=${n}&f=${f}&same=${same}` : `step=${stop.step + 1}`;
}

const KEYS = ['step', 'n', 'f', 'same'];

/** What a query names; `present` counts for what it leaves open. The problem says what could not be read, or is ''. */
export function readQuery(
  query: string,
  present: DemoPlace,
): DemoPlace & { readonly problem: string } {
  const read = new URLSearchParams(query);
  const place = readPlace(read, present);
  const strange = strangersIn(read, KEYS).map((key) => `It says ${key}, which means nothing here.`);
  return { ...place, problem: [place.problem, ...strange].filter((text) => text !== '').join(' ') };
}

function readPlace(
  read: URLSearchParams,
  present: DemoPlace,
): DemoPlace & { readonly problem: string } {
  const step = read.get('step');
  if (step === null) return { ...present, problem: '' };
  if (step === 'yours') return { stop: { at: 'yours' }, ...readCouncil(read, present.council) };
  const number = wholeOf(step);
  const isStep = number >= 1 && number <= DEMO_STEPS.length;
  if (isStep) return { ...present, stop: { at: 'step', step: number - 1 }, problem: '' };
  const problem = `The address names the step ${quoted(step)}, and there are 1 to ${DEMO_STEPS.length} and “yours”. This is the first.`;
  return { ...present, stop: START, problem };
}

function readCouncil(
  read: URLSearchParams,
  present: Council,
): { readonly council: Council; readonly problem: string } {
  const council = { ...present };
  const problems: string[] = [];
  for (const name of ['n', 'f', 'same'] as const) {
    const text = read.get(name);
    if (text === null) continue;
    const number = wholeOf(text);
    const most = name === 'n' ? MOST : council.n - (name === 'f' ? 1 : 0);
    if (number >= LEAST[name] && number <= most) council[name] = number;
    else
      problems.push(
        `${name} is a whole number from ${LEAST[name]} to ${most}, not ${quoted(text)}`,
      );
  }
  const problem = problems.length === 0 ? '' : `In the address, ${problems.join(', and ')}.`;
  return { council: fitting(council), problem };
}

/** No more than all can turn or be of one model. */
function fitting({ n, f, same }: Council): Council {
  return { n, f: Math.min(f, n - 1), same: Math.min(same, n) };
}

const wholeOf = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : NaN);
