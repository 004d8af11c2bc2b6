import type {
  About,
  Body,
  ClientConfig,
  Context,
  Data,
  Protocol,
  Scenario,
} from '../../src/core/model/index.ts';
import { DEFAULTS } from '../../src/core/scenario/defaults.ts';

/**
 * A protocol just large enough to exercise the kernel: a client asks all replicas, every replica answers it and tells
 * the others, and the client is content with q answers. Nothing in it is Byzantine tolerant.
 */
type ToyReplica = { answered: number; told: number; rejected: number; recoveries: number };
type ToyClient = {
  readonly operations: readonly string[];
  readonly timeout: number;
  next: number;
  isWaiting: boolean;
  orders: string[];
  answers: { [replica: number]: boolean };
  completed: number;
};

const TERMS = {
  member: 'replica',
  leader: 'primary',
  tolerance: 'faults tolerated',
  slot: 'number',
  request: 'request',
  replies: 'replies',
  era: 'view',
  hasViews: false,
  split: 'Forked',
  hasQuorums: true,
  hasLeader: true,
  timer: 'beat',
};

export const toyProtocol: Protocol<ToyReplica, ToyClient> = {
  id: 'toy',
  title: 'Toy',
  source: 'none',
  messages: {
    ask: { label: 'Ask', glyph: 'circle', meaning: 'A client asks.' },
    answer: { label: 'Answer', glyph: 'chevron', meaning: 'A replica answers.' },
    tell: { label: 'Tell', glyph: 'diamond', meaning: 'A replica tells the others.' },
  },
  rules: {},
  ablations: {},
  sums: { council: () => '', work: () => '', figures: () => [], assumptions: () => [] },
  backgroundTimers: ['beat'],
  terms: TERMS,
  configure: () => ({}),
  proposal: () => null,
  narrator: {
    notable: [],
    tellFact: () => [],
    tellProgress: () => [],
    tellTimer: () => [],
    tellDue: () => [],
    tellRunning: () => [],
    tellOver: () => [],
    tellWaiting: () => [],
    tellShortage: () => [],
    tellBehind: () => [],
    tellSides: () => [],
    tellFork: () => [],
  },
  replica: {
    start(_config, ctx) {
      ctx.setTimer('beat', 30_000);
      return { answered: 0, told: 0, rejected: 0, recoveries: 0 };
    },
    onMessage(state, { body }, ctx) {
      if (!ctx.verify(num(body['by']), signed(body), body['sig'] ?? '')) {
        state.rejected++;
        return ctx.reject(body, 'bad signature');
      }
      if (body.type === 'tell') {
        state.told++;
        return;
      }
      state.answered++;
      ctx.note({ fact: 'rule', rule: 'answer' });
      const number = num(body['number']);
      ctx.broadcast(sign(ctx, 'tell', number));
      ctx.send(num(body['by']), sign(ctx, 'answer', number));
    },
    onTimer(_state, timer, ctx) {
      ctx.setTimer(timer, 30_000);
    },
    onRecover(state, ctx) {
      state.recoveries++;
      ctx.setTimer('beat', 30_000);
    },
  },
  client: {
    start(config: ClientConfig, ctx) {
      const state = {
        operations: config.operations,
        timeout: config.timeout,
        next: 0,
        isWaiting: false,
        orders: [],
        answers: {},
        completed: 0,
      };
      ask(state, ctx);
      return state;
    },
    onMessage(state, { body }, ctx) {
      if (!state.isWaiting || num(body['number']) !== state.next) return ctx.ignore(body, 'late');
      state.answers[num(body['by'])] = true;
      const replicas = Object.keys(state.answers).map(Number);
      if (replicas.length < ctx.q) return;
      state.completed++;
      state.isWaiting = false;
      const request = { client: ctx.self, timestamp: state.next, operation: 'toy' };
      ctx.note({ fact: 'reply-accepted', request, result: 'done', replicas });
      ctx.clearTimer('retry');
      ask(state, ctx);
    },
    onTimer(state, _timer, ctx) {
      state.next--;
      ask(state, ctx);
    },
    onRecover() {
      // Clients do not crash.
    },
    onOrder(state, operation, ctx) {
      state.orders.push(operation);
      ask(state, ctx);
    },
  },
  testimony: () => [],
  statement: () => [],
  topic: () => '',
  rivals: {},
  breach: () => null,
  about: (body): About => ({
    view: 0,
    number: num(body['number']),
    seq: num(body['number']),
    digest: '',
  }),
  inspectReplica: (state) => ({
    view: 0,
    active: true,
    primary: 0,
    waiting: state.answered,
    slots: [],
    ledger: [],
    ledgerLength: state.told,
    low: 0,
    high: 0,
    fetching: null,
    viewChanges: [],
    memory: [],
  }),
  inspectClient: (state) => ({
    operation: state.orders.at(-1) ?? '',
    timestamp: state.next,
    attempt: 0,
    replies: [],
    needed: 0,
    completed: state.completed,
    left: 0,
    accepted: '',
  }),
};

function ask(state: ToyClient, ctx: Context): void {
  const total = state.operations.length + state.orders.length;
  if (state.next >= total) return;
  state.next++;
  state.answers = {};
  state.isWaiting = true;
  ctx.broadcast(sign(ctx, 'ask', state.next));
  ctx.setTimer('retry', state.timeout);
}

function sign(ctx: Context, type: string, number: number): Body {
  const body = { type, number, by: ctx.self };
  return { ...body, sig: ctx.sign(signed(body)) };
}

export function signed(body: { readonly [key: string]: Data | undefined }): readonly Data[] {
  return [body['type'] ?? '', body['number'] ?? 0, body['by'] ?? 0];
}

function num(value: Data | undefined): number {
  return typeof value === 'number' ? value : -1;
}

/** The defaults of the scenario format for the toy protocol: two clients, less patient, and ideal signatures for speed. */
export function toyScenario(changes: Partial<Scenario> = {}): Scenario {
  return {
    ...DEFAULTS,
    protocol: 'toy',
    signatures: 'ideal',
    timers: { viewChange: 200_000, client: 100_000 },
    workload: { clients: 2, requests: 5, interval: 50_000, payload: 'order ATTACK' },
    ...changes,
  };
}
