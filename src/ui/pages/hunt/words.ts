/** What the page says of a hunt and of a proof, in plain words. */
import { nearText } from '../../../core/base/nearest.ts';
import type { Catalog, ProtocolInfo } from '../../../core/model/index.ts';
import { quorumSize } from '../../../core/quorum/thresholds.ts';
import type { HuntChoice } from '../../../store/hunt/choice.ts';
import type { Found, Search, Tried } from '../../../store/hunt/search.ts';
import type { Known } from '../../../store/hunt/known-states.ts';
import { COUNTED_TO, STATES_MAX } from '../../../store/hunt/known-states.ts';
import type { Proof } from '../../../store/hunt/proof.ts';
import { figure } from '../../../viz/figure.ts';
import type { BlindHunt } from './hunted.ts';

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

export function monitorTitle({ monitors }: Catalog, id: string): string {
  return monitors.find((monitor) => monitor.id === id)?.title ?? id;
}

function without({ ablate }: HuntChoice): string {
  return ablate.length === 0 ? 'the full protocol' : `without ${ablate.join(', ')}`;
}

/** "pbft, n = 4, f = 1, 1 faulty, without commit-phase." */
export function huntedCouncil(asked: HuntChoice): string {
  const { protocol, replicas, tolerance, faulty } = asked;
  return `${protocol}, n = ${replicas}, f = ${tolerance}, ${faulty} faulty, ${without(asked)}.`;
}

/** Which scenarios a hunt tries, measured by what is promised. */
export function scopeText(
  { tolerance, faulty }: HuntChoice,
  protocol: ProtocolInfo | undefined,
): string {
  const seats = `Random scenarios with ${counted(faulty, 'faulty replica')}`;
  if (protocol?.terms.tolerance === '') return `${seats}; this protocol promises to bear none.`;
  if (faulty > tolerance)
    return `${seats}, more than the ${figure(tolerance)} that the council promises to bear: what breaks may be no fault of the protocol.`;
  return 'Random scenarios within what the council promises to bear.';
}

/** Of a hunt without any rule left out: it should find nothing where the promise can be kept, and is kept to. */
export function wholeText({ replicas, tolerance, faulty }: HuntChoice): string {
  const isBearable = faulty <= tolerance && replicas > 3 * tolerance;
  return `None: this is the full protocol${isBearable ? ', and a hunt should find nothing' : ''}.`;
}

type Fields = Readonly<Record<string, unknown>>;

/** What troubles a run, by the field of a short scenario. */
const TROUBLES = ['faults', 'interventions', 'injections', 'timers', 'cost'];

/** The latency of a short scenario where nothing hinges on it. */
const CALM_LATENCY = '{"kind":"constant","value":10000}';

/** Whether nobody is faulty and nothing is late in a scenario in its short form, which leaves out what is usual. */
export function isCalm(short: Fields): boolean {
  return TROUBLES.every((field) => short[field] === undefined) && isCalmNetwork(short['network']);
}

function isCalmNetwork(network: unknown = {}): boolean {
  if (typeof network !== 'object' || network === null) return false;
  return Object.entries(network).every(
    ([field, value]) => field === 'latency' && JSON.stringify(value) === CALM_LATENCY,
  );
}

/** What a calm run that was found is worth, and what would show more. */
export function calmText({ monitors }: Catalog, broken: string): string {
  const dividing = monitors.filter(({ id }) => DIVIDING.includes(id));
  const isInner = dividing.every(({ id }) => id !== broken);
  const more = `To look for an attack, hunt until ${dividing.map(({ title }) => title).join(' or ')} breaks.`;
  return `This run is calm: nobody is faulty, and no message is late.${isInner ? ` It shows that a rule is not kept, and no attack. ${more}` : ''}`;
}

/** The monitors that break where loyal replicas come to differ. */
const DIVIDING = ['agreement', 'order'];

/** What the blind hunts came to for a rule of the gallery. */
export function blindText({ runs, monitor, short, missed }: BlindHunt, catalog: Catalog): string {
  if (monitor === null)
    return `Blind hunts broke nothing in ${counted(runs, 'scenario')}: ${missed ?? ''}`;
  const broken = monitorTitle(catalog, monitor);
  return short !== null && isCalm(short)
    ? `A blind hunt found no attack, but a calm run, in scenario ${figure(runs)}: nobody is faulty, and ${broken} breaks all the same.`
    : `A blind hunt broke ${broken} in scenario ${figure(runs)}.`;
}

export function provedCouncil(asked: HuntChoice): string {
  const { replicas, tolerance, views } = asked;
  const seated = `traitors: ${traitorNames(asked)}; ${counted(views, 'view change')} at most`;
  return `n = ${replicas}, f = ${tolerance}, ${seated}; ${without(asked)}.`;
}

function traitorNames({ traitors }: HuntChoice): string {
  return traitors.length === 0 ? 'nobody' : traitors.map((id) => `R${id}`).join(', ');
}

/** How it stands with a hunt: shown, and read out when it changes. '' where nothing is to be said. */
export function huntVerdict(search: Search, catalog: Catalog): string {
  const { status, prey, found, tally, problem } = search;
  switch (status) {
    case 'idle':
    case 'trying':
      return '';
    case 'shortening':
      return `Scenario ${figure(prey ?? 0)} breaks a promise. It is being shortened.`;
    case 'found':
      return found === null ? '' : brokenText(found, catalog);
    case 'nothing':
      return `${unbroken(search, catalog)} in ${counted(tally.runs, 'run')}.`;
    case 'stopped':
      return stoppedText(search, catalog);
    case 'failed':
      return `The hunt failed: ${problem}`;
  }
}

function brokenText({ hunted: { monitor, runs } }: Found, catalog: Catalog): string {
  return `${monitorTitle(catalog, monitor)} broke in scenario ${figure(runs)}.`;
}

function stoppedText(search: Search, catalog: Catalog): string {
  const { prey, tally } = search;
  return prey === null
    ? `Stopped. ${unbroken(search, catalog)} in ${counted(tally.runs, 'run')}.`
    : `Stopped while scenario ${figure(prey)}, which breaks a promise, was being shortened.`;
}

function unbroken({ asked }: Search, catalog: Catalog): string {
  const wanted = asked?.monitor ?? '';
  return wanted === '' ? 'Nothing broke' : `${monitorTitle(catalog, wanted)} did not break`;
}

/** What the runs came to in which it did not break: the other figures, where the protocol has them. */
export function talliedText(search: Search, catalog: Catalog): string {
  const { asked } = search;
  const wanted = asked?.monitor ?? '';
  const kept =
    wanted === ''
      ? 'All promises were kept'
      : `In none of them did the monitor ${monitorTitle(catalog, wanted)} break`;
  const figures = tallyFigures(search, memberOf(asked, catalog));
  return figures === '' ? `${kept}.` : `${kept}. ${figures}`;
}

/** Protocols whose members hear words of each other and obey most of them. */
const WITH_WORDS = ['generals', 'majority'];

function tallyFigures({ asked, tally }: Search, member: string): string {
  const { calm, moved, rivalled, torn } = tally;
  if (WITH_WORDS.includes(asked?.protocol ?? ''))
    return `${counted(calm, 'run')} stayed calm; in ${counted(torn, 'run')} loyal ${member}s heard contradictory words about one order.`;
  if (asked?.protocol !== 'pbft') return '';
  return `${counted(calm, 'run')} stayed calm, in ${figure(moved)} the view changed, and in ${figure(rivalled)} of them loyal replicas were prepared for two values at one sequence number.`;
}

function memberOf(asked: HuntChoice | null, { protocols }: Catalog): string {
  return protocols.find(({ id }) => id === asked?.protocol)?.terms.member ?? 'replica';
}

export function nearestText(nearest: Tried, { asked }: Search, catalog: Catalog): string {
  return `Scenario ${figure(nearest.number)}: ${nearText(nearest, memberOf(asked, catalog))}.`;
}

/** What makes one run nearer than another. */
export function nearerText({ torn }: Tried): string {
  return torn > 0
    ? 'A run is the nearer, the fewer other words would have undone the majority that somebody loyal obeyed; of equals, the more heard contradictory words.'
    : 'Nearer is who has more loyal replicas prepared for a second value, for a fork takes a quorum of them; of equals, who got to the higher view.';
}

/** What is known of the size of a proof before it is tried. */
export function foretold(known: Known | null): string {
  if (known === null)
    return `How many states there are shows only in counting. The page gives up beyond ${figure(STATES_MAX)}.`;
  if (known === 'more')
    return `Probably too large for the page: this council has more than ${figure(COUNTED_TO)} states, as counted before, and the page gives up beyond ${figure(STATES_MAX)}.`;
  return `${counted(known.states, 'state')}, as counted before${known.states > COUNTED_TO ? ': they take some 500 MB of memory' : ''}.`;
}

/** How it stands with a proof, likewise. */
export function proofVerdict({ status, explored, states, problem }: Proof): string {
  switch (status) {
    case 'idle':
    case 'visiting':
      return '';
    case 'stopped':
      return `Stopped. No fork among ${counted(states, 'state')}.`;
    case 'failed':
      return `The proof failed: ${problem}`;
    case 'done':
      return explored === null ? '' : verdictText(explored);
  }
}

function verdictText({ verdict, states, depth, decided }: NonNullable<Proof['explored']>): string {
  switch (verdict) {
    case 'safe':
      return decided === 0
        ? 'Safe for nothing: nobody decides in any state.'
        : 'Safe: no reachable state forks.';
    case 'forked':
      return `Forked: two loyal replicas decide differently after ${counted(depth, 'step')}.`;
    case 'unknown':
      return `Unknown: no fork within ${counted(depth, 'step')}; given up beyond ${counted(states - 1, 'state')}.`;
  }
}

/** What a proof takes for granted, and what it says nothing of. */
export function assumed(asked: HuntChoice): readonly string[] {
  const { replicas: n, tolerance: f, traitors, views } = asked;
  const liars =
    traitors.length === 0
      ? 'Nobody is a traitor.'
      : `${traitorNames(asked)} may have sent everything that a traitor’s keys can sign, to whomever it helps.`;
  return [
    `One sequence number, and two orders that compete for it, A and B.`,
    `n = ${n}, f = ${f}, quorums of ${quorumSize('intersect', n, f)}; ${counted(views, 'view change')} at most.`,
    liars,
    'Messages arrive at any time, in any order, or never.',
    'Nothing is said of several sequence numbers, checkpoints, execution, clients and time.',
  ];
}
