import type { AdversaryContext, Envelope, ProcessId, Tactic } from '../../../model/index.ts';
import { isLive, overlap, weakSize } from '../../../quorum/thresholds.ts';
import { asBody, parseMessage } from '../parse.ts';
import { primaryOf } from '../state.ts';
import { contraryOperation } from './kit/contrary.ts';
import { mayAnswer } from './kit/answers.ts';
import { answersFor, isKnown, voteFor, type Target } from './kit/amnesia.ts';
import { phaseMessage } from './kit/read.ts';
import { latestMachine, machineOf } from './kit/sealed.ts';
import { accompliceRequest, outsiders } from './kit/two-faces.ts';
import { nextOwnView, viewChangeOf } from './kit/views.ts';

/**
 * F2: a fork although the first primary is loyal. The loyal replicas fall into those who are *fed*, q-b of them with the
 * primary, and those who are *kept* in the dark. The members vote for the primary's proposal towards the fed ones only, and
 * their own machines never hear of it. Once the fed have committed, the members forget: they lead the kept ones into a view
 * of their own with VIEW-CHANGEs that show nothing, and there have something else ordered under the same sequence number.
 *
 * The kept ones must not be prepared by themselves. With n-b < q the loyal replicas need the members for that, and no control
 * of the network is called for; otherwise the network has to hold up what goes to them.
 */
export type AmnesiaPlan = {
  stage: 'waiting' | 'feeding' | 'leaving' | 'done';
  /** What members may have voted for before the mark was set. */
  readonly base: number;
  target: Target | null;
  fed: readonly ProcessId[];
  kept: readonly ProcessId[];
  /** Of the fed, who was seen to commit. */
  committed: ProcessId[];
  /** The view in which they forget. */
  next: number;
  /** Wake-ups since the stage began. */
  ticks: number;
  stamp: number;
};

const PACE = 40_000;
/** Wake-ups after which a stage that does not get on is given up: some seconds. */
const TICKS_MAX = 200;

export const amnesiaFork: Tactic<AmnesiaPlan> = {
  id: 'amnesia-fork',
  kind: 'colluding',
  title: 'Forgets what was decided',
  sentence:
    'They help one half to decide, then show nothing of it in a view change, and let the other half decide something else.',
  powers: ['the keys of all members', 'a client of their own that signs the contrary order'],
  role: 'any',
  options: [],
  covers: { F2: {}, B35: {} },
  protocols: ['pbft'],

  outlook({ n, q, members, isHeldUp }) {
    const needed = overlap(n, q);
    const loyal = n - members.length;
    if (loyal < 2) return 'a fork needs two loyal replicas to be told different things';
    if (members.length < needed)
      return `the two quorums share at least 2q − n = ${needed} replicas, and all that they share must forget; of colluders there ${members.length === 1 ? 'is' : 'are'} ${members.length}`;
    if (isHeldUp || !isLive(n, q, members.length)) return null;
    return `the ${loyal} loyal replicas are a quorum of ${q} by themselves, so that none of them can be kept in the dark unless the network holds up messages as well`;
  },

  start(ctx) {
    const machines = ctx.members.map((member) => machineOf(member, ctx));
    const base = Math.max(...machines.map((m) => Math.max(m.highest, m.assigned, m.executed)));
    ctx.setTimer('pace', PACE);
    return {
      stage: 'waiting',
      base,
      target: null,
      fed: [],
      kept: [],
      committed: [],
      next: 0,
      ticks: 0,
      stamp: 0,
    };
  },

  onSend(plan, message, ctx) {
    if (message.body.type === 'reply') return mayAnswer(message.from, ctx) ? [message] : [];
    const isBetween = plan.stage === 'feeding' || plan.stage === 'leaving';
    return isBetween && plan.fed.includes(message.to) ? [] : [message];
  },

  onReceive(plan, envelope, ctx) {
    if (plan.stage === 'done' || envelope.from === ctx.accomplice) return true;
    if (isNewToMembers(envelope, ctx)) return false;
    if (plan.stage === 'waiting') return !chooseTarget(plan, envelope, ctx);
    watch(plan, envelope);
    return !isHidden(plan, envelope);
  },

  onTimer(plan, _timer, ctx) {
    plan.ticks += 1;
    if (plan.stage === 'feeding') feed(plan, ctx);
    else if (plan.stage === 'leaving') leave(plan, ctx);
    if (plan.stage !== 'done') ctx.setTimer('pace', PACE);
  },
};

/** What clients ask for is kept from the machines: what they know of they would propose themselves, and not forget. */
function isNewToMembers(envelope: Envelope, ctx: AdversaryContext): boolean {
  if (envelope.body.type !== 'request' || envelope.to >= ctx.n) return false;
  const said = parseMessage(envelope.body);
  return said?.type === 'request' && !isKnown(said, machineOf(envelope.to, ctx));
}

/** The first proposal of a loyal primary that no member's machine knows anything about. */
function chooseTarget(plan: AmnesiaPlan, { body }: Envelope, ctx: AdversaryContext): boolean {
  const said = phaseMessage(body);
  if (said?.type !== 'pre-prepare' || said.requests.length === 0) return false;
  const { view, seq, digest, replica: primary, requests } = said;
  const loyal = outsiders(ctx);
  const isLoyal = primary === primaryOf(view, ctx.n) && loyal.includes(primary);
  if (!isLoyal || view !== latestMachine(ctx).view || seq <= plan.base) return false;
  const machines = ctx.members.map((member) => machineOf(member, ctx));
  if (requests.some((request) => machines.some((machine) => isKnown(request, machine))))
    return false;
  plan.target = { view, seq, digest, requests };
  plan.fed = [primary, ...loyal.filter((id) => id !== primary)].slice(
    0,
    Math.max(1, ctx.q - ctx.members.length),
  );
  plan.kept = loyal.filter((id) => !plan.fed.includes(id));
  plan.stage = 'feeding';
  plan.ticks = 0;
  feed(plan, ctx);
  return true;
}

/** Until all of the fed have committed, and what they sent for it had time to arrive. */
function feed(plan: AmnesiaPlan, ctx: AdversaryContext): void {
  const { target, committed, fed } = plan;
  if (target === null) return;
  const lacking = fed.filter((id) => !committed.includes(id));
  for (const member of ctx.members) for (const to of lacking) voteFor(target, { member, to }, ctx);
  if (lacking.length > 0 && plan.ticks <= TICKS_MAX) return;
  if (plan.ticks === 0) return;
  for (const member of ctx.members.slice(0, ctx.f)) answersFor(target, member, ctx);
  plan.stage = 'leaving';
  plan.ticks = 0;
  plan.next = nextOwnView(Math.max(latestMachine(ctx).view, target.view), ctx);
}

/** The members ask the kept ones for a view of their own, and let its leader have something else to propose. */
function leave(plan: AmnesiaPlan, ctx: AdversaryContext): void {
  const { target, next } = plan;
  if (target === null) return;
  const machines = ctx.members.map((member) => machineOf(member, ctx));
  const isOrdered = machines.some((m) => m.view >= next && m.executed >= target.seq);
  if (isOrdered || plan.ticks > TICKS_MAX) {
    plan.stage = 'done';
    return;
  }
  for (const member of ctx.members) forget(plan, member, ctx);
  if (plan.ticks <= 1) offerAnother(plan, target, ctx);
}

/** A VIEW-CHANGE that shows nothing of the target, because the machine never heard of it. */
function forget({ next, kept }: AmnesiaPlan, member: ProcessId, ctx: AdversaryContext): void {
  const machine = machineOf(member, ctx);
  if (machine.view >= next && machine.active) return;
  const prepared = Object.values(machine.certificates);
  const body = asBody(viewChangeOf(member, { view: next, prepared }, ctx));
  for (const to of [...kept, ...ctx.members]) if (to !== member) ctx.send(member, to, body);
}

function offerAnother(plan: AmnesiaPlan, { requests }: Target, ctx: AdversaryContext): void {
  const operation = contraryOperation(requests[0]?.operation ?? '');
  const order = asBody(accompliceRequest(plan, operation, ctx));
  ctx.send(ctx.accomplice, primaryOf(plan.next, ctx.n), order);
  // Fewer than f+1 move nobody: the kept ones must have something to wait for, so that their own timers do.
  if (ctx.members.length >= weakSize(ctx.f)) return;
  for (const to of plan.kept) ctx.send(ctx.accomplice, to, order);
}

function watch(plan: AmnesiaPlan, { body }: Envelope): void {
  const said = phaseMessage(body);
  if (plan.stage !== 'feeding' || said?.type !== 'commit' || plan.target === null) return;
  const { view, seq, digest } = plan.target;
  const isMeant = said.view === view && said.seq === seq && said.digest === digest;
  const isNews = plan.fed.includes(said.replica) && !plan.committed.includes(said.replica);
  if (!isMeant || !isNews) return;
  plan.committed = [...plan.committed, said.replica];
}

/** The machines of members hear nothing of the fed ones, and of the others nothing about what is to be forgotten. */
function isHidden({ fed, target }: AmnesiaPlan, { from, body }: Envelope): boolean {
  if (fed.includes(from)) return true;
  const said = phaseMessage(body);
  if (said === null || target === null) return false;
  return said.view <= target.view && said.seq >= target.seq;
}
