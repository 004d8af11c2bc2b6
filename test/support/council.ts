import type {
  Actor,
  Body,
  Context,
  Data,
  Fact,
  Micros,
  ProcessId,
  ReplicaConfig,
  Shortcuts,
  Statement,
} from '../../src/core/model/index.ts';
import { pbft } from '../../src/core/protocols/pbft/index.ts';
import type { ClientState } from '../../src/core/protocols/pbft/client.ts';
import type { Message } from '../../src/core/protocols/pbft/messages.ts';
import type { ReplicaState } from '../../src/core/protocols/pbft/state.ts';
import { digestOf, isSignedBy, signatureOf } from './council-crypto.ts';
import { shuffled } from './council-random.ts';
import { shortcutsOf } from './council-shortcuts.ts';

/**
 * A council of real PBFT processes without the kernel: one list of messages in flight, one handler at a time, everything
 * recorded. Slow and obvious on purpose: it is what the conformance tests stand on.
 */

export type Flying = { readonly from: ProcessId; readonly to: ProcessId; readonly body: Message };
export type Refusal = { readonly body: Data; readonly reason: string };
type Timer = { readonly after: Micros; readonly due: Micros };

/** What one handler did. */
export type Done = {
  readonly sent: Flying[];
  readonly facts: Fact[];
  readonly rejected: Refusal[];
  readonly ignored: Refusal[];
};

type Process = Done & {
  readonly id: ProcessId;
  readonly actor: Actor<never, never>;
  state: ReplicaState | ClientState;
  isCrashed: boolean;
  readonly timers: { [name: string]: Timer };
};

export type CouncilOptions = {
  readonly n?: number;
  readonly f?: number;
  readonly q?: number;
  readonly clients?: number;
  /** Of every client. */
  readonly operations?: readonly string[];
  /** Replicas that run no protocol: the test speaks for them, and what they are sent is kept in `heard`. */
  readonly byzantine?: readonly ProcessId[];
  /** K, and L, which is four times K unless given; by default so large that no checkpoint is taken. */
  readonly interval?: number;
  readonly window?: number;
  readonly batch?: number;
  /** Options of the protocol that are on. */
  readonly shortcuts?: readonly (keyof Shortcuts)[];
  /** Rules switched off, at all or at some. */
  readonly ablate?: readonly string[];
  readonly ablateAt?: Readonly<Record<ProcessId, readonly string[]>>;
};

export const VIEW_CHANGE: Micros = 1_000;
export const CLIENT_TIMEOUT: Micros = 4_000;

/** Far more than any test needs: a message storm fails instead of hanging. */
const DELIVERIES_MAX = 200_000;

const nothingDone = (): Done => ({ sent: [], facts: [], rejected: [], ignored: [] });

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

function sizesOf({
  interval = 64,
  window = 4 * interval,
  batch = 1,
}: CouncilOptions): Omit<ReplicaConfig, 'ablate' | keyof Shortcuts> {
  return { viewChange: VIEW_CHANGE, checkpointInterval: interval, window, batch };
}

export class Council {
  readonly n: number;
  readonly f: number;
  readonly q: number;
  now: Micros = 0;
  flight: Flying[] = [];
  /** What replicas that the test speaks for were sent. */
  readonly heard: Flying[] = [];
  /** What processes have stated about themselves, in order. */
  readonly stated: { readonly at: Micros; readonly process: ProcessId; readonly fact: Fact }[] = [];
  /** Everything that was put on the network, lost or not, one entry for each receiver. */
  readonly traffic: Flying[] = [];
  readonly sizes: ReturnType<typeof sizesOf>;
  private readonly processes = new Map<ProcessId, Process>();
  private readonly clients: number;
  private readonly losses: ((flying: Flying) => boolean)[] = [];

  constructor(options: CouncilOptions = {}) {
    this.n = options.n ?? 4;
    this.f = options.f ?? Math.floor((this.n - 1) / 3);
    this.q = options.q ?? Math.floor((this.n + this.f) / 2) + 1;
    this.clients = options.clients ?? 1;
    this.sizes = sizesOf(options);
    const ablated = (id: ProcessId): Record<string, boolean> =>
      Object.fromEntries(
        [...(options.ablate ?? []), ...(options.ablateAt?.[id] ?? [])].map((rule) => [rule, true]),
      );
    for (let id = 0; id < this.n; id += 1) {
      if (options.byzantine?.includes(id)) continue;
      this.seat(id, pbft.replica, {
        ...this.sizes,
        ...shortcutsOf(options.shortcuts),
        ablate: ablated(id),
      });
    }
    for (let id = this.n; id < this.n + this.clients; id += 1) {
      this.seat(id, pbft.client, {
        ...this.sizes,
        timeout: CLIENT_TIMEOUT,
        interval: 0,
        operations: options.operations ?? [],
        ...shortcutsOf(options.shortcuts),
        ablate: ablated(id),
      });
    }
  }

  private seat<C, S extends ReplicaState | ClientState>(
    id: ProcessId,
    actor: Actor<C, S>,
    config: C,
  ): void {
    const process = {
      ...nothingDone(),
      id,
      // The state of a process is only ever handed to its own actor.
      actor: actor as unknown as Actor<never, never>,
      state: undefined as unknown as S,
      isCrashed: false,
      timers: {},
    };
    this.processes.set(id, process);
    process.state = actor.start(config, this.contextOf(process, nothingDone()));
  }

  private contextOf(process: Process, done: Done): Context {
    const send = (to: ProcessId, body: Body): void => this.put(process, { to, body }, done);
    const isWithin = (id: Data, low: number, high: number): id is ProcessId =>
      Number.isInteger(id) && Number(id) >= low && Number(id) < high;
    return {
      self: process.id,
      now: this.now,
      n: this.n,
      f: this.f,
      q: this.q,
      isReplica: (id): id is ProcessId => isWithin(id, 0, this.n),
      isClient: (id): id is ProcessId => isWithin(id, this.n, this.n + this.clients),
      send,
      broadcast: (body) => {
        for (let to = 0; to < this.n; to += 1) if (to !== process.id) send(to, body);
      },
      setTimer: (name, after) => {
        process.timers[name] = { after, due: this.now + after };
      },
      clearTimer: (name) => {
        delete process.timers[name];
      },
      digest: digestOf,
      sign: (statement: Statement) => signatureOf(process.id, statement),
      verify: isSignedBy,
      isSignedBy: (signer, message, statementOf) =>
        isSignedBy(signer, statementOf(message), message.sig),
      attachment: () => '',
      random: (label, bound) => label % bound,
      note: (fact) => {
        record(process, done, 'facts', frozen(fact));
        this.stated.push({ at: this.now, process: process.id, fact });
      },
      reject: (body, reason) => record(process, done, 'rejected', { body, reason }),
      ignore: (body, reason) => record(process, done, 'ignored', { body, reason }),
    };
  }

  private put(process: Process, { to, body }: { to: ProcessId; body: Body }, done: Done): void {
    const flying: Flying = { from: process.id, to, body: frozen(body) as Message };
    record(process, done, 'sent', flying);
    this.traffic.push(flying);
    if (!this.losses.some((isLost) => isLost(flying))) this.flight.push(flying);
  }

  private process(id: ProcessId): Process {
    const process = this.processes.get(id);
    if (process === undefined) throw new Error(`There is no process ${id}`);
    return process;
  }

  private handle(id: ProcessId, act: (process: Process, ctx: Context) => void): Done {
    const process = this.process(id);
    const done = nothingDone();
    if (!process.isCrashed) act(process, this.contextOf(process, done));
    return done;
  }

  /** Hands a message to a process now. It need not have been in flight, nor be a message at all. */
  deliver(to: ProcessId, body: Data | Message, from: ProcessId = 0): Done {
    const envelope = { from, to, body: frozen(body) as Body, event: 0 };
    return this.handle(to, ({ actor, state }, ctx) => {
      actor.onMessage(state as never, envelope, ctx);
    });
  }

  deliverAll(to: ProcessId, bodies: readonly Message[]): void {
    for (const body of bodies) this.deliver(to, body);
  }

  /** To all replicas that run the protocol, but not back to its signer. */
  announce(body: Message): void {
    for (const id of this.replicas())
      if (!('replica' in body) || body.replica !== id) this.deliver(id, body);
  }

  /** Delivers everything in flight and what follows from it: first in, first out, or in an order drawn from the seed. */
  settle(order: { readonly seed?: number; readonly copies?: number } = {}): void {
    for (let round = 0; this.flight.length > 0; round += 1) {
      if (this.traffic.length > DELIVERIES_MAX) throw new Error('a message storm');
      const batch = Array.from({ length: order.copies ?? 1 }, () => this.flight).flat();
      this.flight = [];
      const queue = order.seed === undefined ? batch : shuffled(batch, order.seed + round);
      for (const flying of queue) this.arrive(flying);
    }
  }

  private arrive(flying: Flying): void {
    this.now += 1;
    if (this.processes.has(flying.to)) this.deliver(flying.to, flying.body, flying.from);
    else this.heard.push(flying);
  }

  /** Takes out of flight what meets the condition, for the test to deliver or to lose. */
  take(isTaken: (flying: Flying) => boolean): Flying[] {
    const taken = this.flight.filter(isTaken);
    this.flight = this.flight.filter((flying) => !isTaken(flying));
    return taken;
  }

  /** From now on such messages are lost. Gives the undo. */
  lose(isLost: (flying: Flying) => boolean): () => void {
    this.losses.push(isLost);
    this.take(isLost);
    return () => {
      this.losses.splice(this.losses.indexOf(isLost), 1);
    };
  }

  fire(id: ProcessId, timer: string): Done {
    const process = this.process(id);
    const armed = process.timers[timer];
    if (armed === undefined) throw new Error(`the timer ${timer} of ${id} does not run`);
    delete process.timers[timer];
    this.now = Math.max(this.now, armed.due);
    return this.handle(id, ({ actor, state }, ctx) => actor.onTimer(state as never, timer, ctx));
  }

  /** Lets time pass: messages arrive at once, timers when they are due, until the time or, with it, nothing is left. */
  run(until: Micros): void {
    for (;;) {
      this.settle();
      const next = this.nextTimer();
      if (next === null || next.due > until) break;
      this.fire(next.id, next.timer);
    }
    this.now = Math.max(this.now, until);
  }

  private nextTimer(): { id: ProcessId; timer: string; due: Micros } | null {
    const armed = [...this.processes.values()]
      .filter((process) => !process.isCrashed)
      .flatMap(({ id, timers }) =>
        Object.entries(timers).map(([timer, { due }]) => ({ id, timer, due })),
      );
    return armed.sort((a, b) => a.due - b.due)[0] ?? null;
  }

  /** Stops a process; what is sent to it meanwhile is lost. Its state is its stable storage. */
  crash(id: ProcessId): void {
    const process = this.process(id);
    process.isCrashed = true;
    for (const name of Object.keys(process.timers)) delete process.timers[name];
  }

  recover(id: ProcessId): Done {
    this.process(id).isCrashed = false;
    return this.handle(id, ({ actor, state }, ctx) => actor.onRecover(state as never, ctx));
  }

  /** A person's order, through a client. */
  order(client: ProcessId, operation: string): Done {
    return this.handle(client, ({ actor, state }, ctx) =>
      actor.onOrder?.(state as never, operation, ctx),
    );
  }

  wait(micros: Micros): void {
    this.now += micros;
  }

  /** Whether it runs the protocol, and the test does not speak for it. */
  runs(id: ProcessId): boolean {
    return this.processes.has(id);
  }

  replica(id: ProcessId): ReplicaState {
    return this.process(id).state as ReplicaState;
  }

  client(id: ProcessId = this.n): ClientState {
    return this.process(id).state as ClientState;
  }

  /** Replicas that run the protocol and have not crashed. */
  replicas(): ProcessId[] {
    return [...this.processes.values()]
      .filter(({ id, isCrashed }) => id < this.n && !isCrashed)
      .map(({ id }) => id);
  }

  /** How long the timer was set for, or null if it does not run. */
  timer(id: ProcessId, name: string): Micros | null {
    return this.process(id).timers[name]?.after ?? null;
  }

  rejected(id: ProcessId): Refusal[] {
    return this.process(id).rejected;
  }

  ignored(id: ProcessId): Refusal[] {
    return this.process(id).ignored;
  }

  /** Facts of one kind that a process has noted, oldest first. */
  facts<K extends Fact['fact']>(id: ProcessId, kind: K): Extract<Fact, { fact: K }>[] {
    return factsOf(this.process(id), kind);
  }

  /** Messages of one type that a process has sent, one entry for each receiver. */
  sent<T extends Message['type']>(id: ProcessId, type: T): SentOf<T>[] {
    return sentOf(this.process(id), type);
  }
}

type SentOf<T extends Message['type']> = {
  readonly to: ProcessId;
  readonly body: Extract<Message, { type: T }>;
};

export function factsOf<K extends Fact['fact']>(done: Done, kind: K): Extract<Fact, { fact: K }>[] {
  return done.facts.filter((fact): fact is Extract<Fact, { fact: K }> => fact.fact === kind);
}

export function sentOf<T extends Message['type']>(done: Done, type: T): SentOf<T>[] {
  return done.sent.flatMap(({ to, body }) =>
    body.type === type ? [{ to, body: body as Extract<Message, { type: T }> }] : [],
  );
}

function record<K extends keyof Done>(
  process: Done,
  done: Done,
  list: K,
  item: Done[K][number],
): void {
  (process[list] as unknown[]).push(item);
  (done[list] as unknown[]).push(item);
}

/** Operations that a replica has executed for the first time, in order; null requests as ''. */
export function executed(council: Council, id: ProcessId): string[] {
  return council
    .facts(id, 'executed')
    .flatMap(({ requests }) =>
      requests.length === 0
        ? ['']
        : requests.filter(({ fresh }) => fresh).map(({ operation }) => operation),
    );
}

/** Digests by sequence number, as the replica holds them. */
export function ledger(council: Council, id: ProcessId): string[] {
  return council.replica(id).ledger.map(({ digest }) => digest);
}
