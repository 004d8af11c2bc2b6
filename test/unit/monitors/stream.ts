import type {
  Bench,
  Data,
  Fact,
  MarkKind,
  Monitor,
  Observation,
  Violation,
} from '../../../src/core/model/index.ts';

type Shape = {
  readonly n?: number;
  readonly f?: number;
  readonly q?: number;
  readonly traitors?: readonly number[];
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

  constructor(monitor: Monitor<S>, shape: Shape = {}) {
    this.traitors = new Set(shape.traitors);
    const now = (): number => this.#event * 10;
    this.#bench = {
      n: shape.n ?? 4,
      f: shape.f ?? 1,
      q: shape.q ?? 3,
      get now() {
        return now();
      },
      isCorrect: (replica) => !this.traitors.has(replica),
      isCorrectClient: (client) => !this.strangers.has(client),
    };
    this.#monitor = monitor;
    this.#state = monitor.start(this.#bench);
  }

  /** `process` states `fact`; the violations that follow at once. */
  tell(process: number, fact: Fact): readonly Violation[] {
    return this.#observe({ kind: 'fact', ...this.#where(process), fact });
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
    return { at: this.#event * 10, event: this.#event, process };
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
