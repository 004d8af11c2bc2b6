import { isGenuine } from '../../../src/core/evidence/verify.ts';
import type {
  Bench,
  Body,
  Data,
  Fact,
  MarkKind,
  Monitor,
  Observation,
  Proof,
  Timing,
  Violation,
} from '../../../src/core/model/index.ts';
import { pbft } from '../../../src/core/protocols/pbft/index.ts';
import type { Message } from '../../../src/core/protocols/pbft/messages.ts';
import { court } from '../evidence/support.ts';

type Shape = {
  readonly n?: number;
  readonly f?: number;
  readonly q?: number;
  readonly traitors?: readonly number[];
  readonly timing?: Partial<Timing>;
};

/** A calm network whose messages take 10 ms at most. Events of a stream are 10 microseconds apart. */
const TIMING: Timing = {
  viewChange: 200_000,
  delay: 10_000,
  calmFrom: 0,
  checkpointInterval: 8,
  window: 16,
  batch: 1,
  until: 60_000_000,
};

/** A monitor under a hand-made stream of observations. Clients are n and above; all are correct but `strangers`. */
export class Watch<S extends Data> {
  readonly traitors: Set<number>;
  readonly strangers = new Set<number>();
  readonly violations: Violation[] = [];
  readonly #monitor: Monitor<S>;
  readonly #bench: Bench;
  #state: S;
  #event = 0;
  #waited = 0;
  #cause: number | null = null;

  constructor(monitor: Monitor<S>, shape: Shape = {}) {
    this.traitors = new Set(shape.traitors);
    const now = (): number => this.#at();
    const open = court(shape.n ?? 4, shape.q ?? 3);
    this.#bench = {
      n: shape.n ?? 4,
      f: shape.f ?? 1,
      q: shape.q ?? 3,
      get now() {
        return now();
      },
      isCorrect: (replica) => !this.traitors.has(replica),
      isCorrectClient: (client) => !this.strangers.has(client),
      timing: { ...TIMING, ...shape.timing },
      testimony: (body) => pbft.testimony(body),
      isGenuine: (claim) => isGenuine(claim, pbft, open),
      breachOf: (claim) => pbft.breach([claim], open),
    };
    this.#monitor = monitor;
    this.#state = monitor.start(this.#bench);
  }

  /** `process` states `fact`; the violations that follow at once. */
  tell(process: number, fact: Fact): readonly Violation[] {
    return this.#observe({ kind: 'fact', ...this.#where(process), fact, cause: this.#cause });
  }

  /** A correct process sends a message, to whomever. */
  send(process: number, body: Message): readonly Violation[] {
    return this.#observe({ kind: 'sent', ...this.#where(process), body });
  }

  /** A correct process gets a message; what it states next it states because of it. */
  get(process: number, body: Message, from = 0): readonly Violation[] {
    const where = this.#where(process);
    this.#cause = where.event;
    return this.#observe({ kind: 'received', ...where, from, body });
  }

  convict(process: number, proof: Partial<Proof> = {}): readonly Violation[] {
    const messages: readonly Body[] = [];
    const whole = {
      kind: 'k',
      because: 'it lied',
      replica: process,
      at: 0,
      messages,
      deliveries: [],
    };
    return this.#observe({ kind: 'proof', ...this.#where(process), proof: { ...whole, ...proof } });
  }

  /** So many microseconds pass. */
  wait(micros: number): void {
    this.#waited += micros;
  }

  mark(process: number, mark: MarkKind): readonly Violation[] {
    return this.#observe({ kind: 'mark', ...this.#where(process), mark });
  }

  finish(): readonly Violation[] {
    return this.#monitor.finish(this.#state, this.#bench);
  }

  /** States survive being copied as JSON: that is what snapshots rely on. */
  copyState(): void {
    this.#state = JSON.parse(JSON.stringify(this.#state)) as S;
  }

  #where(process: number): { at: number; event: number; process: number } {
    this.#event += 1;
    return { at: this.#at(), event: this.#event, process };
  }

  #at(): number {
    return this.#event * 10 + this.#waited;
  }

  #observe(observation: Observation): readonly Violation[] {
    const found = this.#monitor.observe(this.#state, observation, this.#bench);
    this.violations.push(...found);
    this.copyState();
    return found;
  }
}

type Certificate = {
  readonly view?: number;
  readonly seq?: number;
  readonly digest: string;
  readonly voters?: readonly number[];
};

export function prepared({ view = 0, seq = 1, digest, voters = [0, 1, 2] }: Certificate): Fact {
  return { fact: 'prepared', view, seq, digest, voters };
}

export function committed({ view = 0, seq = 1, digest, voters = [0, 1, 2] }: Certificate): Fact {
  return { fact: 'committed', view, seq, digest, voters };
}

type Execution = {
  readonly view?: number;
  readonly seq?: number;
  readonly digest?: string;
  readonly state?: string;
  readonly client?: number;
  readonly timestamp?: number;
  readonly operation?: string;
  readonly result?: string;
  readonly fresh?: boolean;
};

export function executed(told: Execution = {}): Fact {
  const { view = 0, seq = 1, digest = 'a', state = 's' } = told;
  const {
    client = 4,
    timestamp = 1,
    operation = 'order ATTACK',
    result = 'ATTACK',
    fresh = true,
  } = told;
  return {
    fact: 'executed',
    view,
    seq,
    digest,
    state,
    requests: [{ client, timestamp, operation, result, fresh }],
  };
}

export function sent(timestamp = 1, operation = 'order ATTACK', attempt = 1): Fact {
  return { fact: 'request-sent', request: { client: 4, timestamp, operation }, attempt };
}

export function accepted(replicas: readonly number[], result = 'ATTACK', timestamp = 1): Fact {
  return {
    fact: 'reply-accepted',
    request: { client: 4, timestamp, operation: 'order ATTACK' },
    result,
    replicas,
  };
}
