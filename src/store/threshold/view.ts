/** What the page shows, as its address says it: the rule, the runs a square, the chosen square, and the dial's f and its square. */
import { hashOf } from '../pages.ts';
import type { Site } from '../pages.ts';
import type { Lab } from '../lab.ts';
import { quoted, strangersIn } from '../query.ts';
import { DIAL_TOLERANCES, RULES, RUN_CHOICES, SIZES, TRAITORS, USUAL_RUNS } from './spec.ts';
import type { MapRule, RunChoice } from './spec.ts';

export type View = {
  readonly rule: MapRule;
  readonly runs: RunChoice;
  readonly n: number;
  readonly traitors: number;
  readonly f: number;
  /** The dial's chosen square: so many replicas, and their quorum. */
  readonly council: number;
  readonly q: number;
};

const USUAL = { rule: 'intersect', runs: USUAL_RUNS, n: 4, traitors: 2, f: 1 } as const;

/** Three replicas for each traitor, of whom those wait that must answer: the square that shows why they are too few. */
function usualSquare(f: number): Pick<View, 'council' | 'q'> {
  return { council: 3 * f, q: 2 * f };
}

export type Read = {
  readonly view: View;
  /** What of the address was no use, or ''. */
  readonly problem: string;
};

const KEYS = ['rule', 'runs', 'n', 't', 'f', 'council', 'q'];

/** Wrong values are told, and the usual ones stand in for them. */
export function readView(query: string): Read {
  const given = new URLSearchParams(query);
  const wrong: string[] = [];
  const oneOf = <T extends string | number>(name: string, known: readonly T[], usual: T): T => {
    const text = given.get(name);
    if (text === null) return usual;
    const found = known.find((each) => String(each) === text);
    if (found === undefined)
      wrong.push(`${name} is one of ${known.join(', ')}, not ${quoted(text)}`);
    return found ?? usual;
  };
  const n = oneOf('n', SIZES, USUAL.n);
  const traitors = oneOf('t', TRAITORS, Math.min(USUAL.traitors, n));
  const f = oneOf('f', DIAL_TOLERANCES, USUAL.f);
  const usual = usualSquare(f);
  const council = oneOf(
    'council',
    SIZES.filter((size) => size > f),
    usual.council,
  );
  const q = oneOf(
    'q',
    SIZES.filter((size) => size <= council),
    Math.min(usual.q, council),
  );
  const view: View = {
    rule: oneOf('rule', RULES, USUAL.rule),
    runs: oneOf('runs', RUN_CHOICES, USUAL.runs),
    n,
    traitors: Math.min(traitors, n),
    f,
    council,
    q,
  };
  if (traitors > n) wrong.push(`of ${n} replicas at most ${n} are traitors, not ${traitors}`);
  wrong.push(...strangersIn(given, KEYS).map((key) => `${key} means nothing here`));
  const problem = wrong.length === 0 ? '' : `The address was not understood: ${wrong.join('; ')}.`;
  return { view, problem };
}

export function queryOf({ rule, runs, n, traitors, f, council, q }: View): string {
  const usual = { rule: USUAL.rule, runs: USUAL.runs, f: USUAL.f, ...usualSquare(f) };
  const query = new URLSearchParams({ n: String(n), t: String(traitors) });
  if (rule !== usual.rule) query.set('rule', rule);
  if (runs !== usual.runs) query.set('runs', String(runs));
  if (f !== usual.f) query.set('f', String(f));
  if (council !== usual.council || q !== usual.q) {
    query.set('council', String(council));
    query.set('q', String(q));
  }
  return query.toString();
}

/** A dial of another f opens at its usual square. */
export function showTolerance(lab: Lab, f: number): void {
  show(lab, { f, ...usualSquare(f) });
}

/** Shows something else, and lets the address say so. */
export function show(lab: Lab, change: Partial<View>): void {
  const { view } = readView(lab.site.getState().query);
  const site = { page: 'threshold', query: queryOf({ ...view, ...change }) } as const;
  goTo(lab, site);
}

function goTo(lab: Lab, site: Site): void {
  lab.site.setState(site);
  lab.around.writeAddress(hashOf(site).slice(1));
}

/** The way back from another page, which names no query, leads to what was shown before. */
export function rememberView(lab: Lab): void {
  let last = lab.site.getState().query;
  lab.site.subscribe(({ page, query }) => {
    if (page !== 'threshold') return;
    if (query === '' && last !== '') goTo(lab, { page, query: last });
    else last = query === '' ? '' : queryOf(readView(query).view);
  });
}
