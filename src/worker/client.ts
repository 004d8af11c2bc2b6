/**
 * The page's side of the worker. One request of a kind is under way at a time; of those that wait behind it only the
 * newest counts, because the page only ever wants to know about the present playhead and the present run.
 */
import type {
  AnswerTo,
  Ask,
  Engine,
  FromWorker,
  Outcome,
  RequestKind,
  ToWorker,
} from './messages.ts';
import type { Timeline } from '../core/model/index.ts';

/** The part of a Worker that is used here. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

/** After that long without an answer a request counts as dropped: replaying from a snapshot takes well under a second. */
const DROPPED_AFTER_MS = 20_000;

type Pending = {
  readonly message: ToWorker;
  readonly resolve: (outcome: Outcome<unknown>) => void;
  readonly reject: (error: Error) => void;
  /** What the worker had said when this was sent. */
  heardBefore: number;
  deadline: ReturnType<typeof setTimeout> | null;
};

type Lane = { active: Pending | null; waiting: Pending | null };

/** Requests of these kinds are never dropped in favour of a newer one. */
const LASTING: ReadonlySet<RequestKind> = new Set([
  'hello',
  'step',
  'locate',
  'message',
  'report',
  'write',
  'lines',
]);

export function createClient(spawn: () => WorkerLike): Engine {
  return new Client(spawn);
}

class Client implements Engine {
  readonly #spawn: () => WorkerLike;
  #worker: WorkerLike | null = null;
  #nextId = 1;
  /** Messages that came from the worker, as a sign of life. */
  #heard = 0;
  readonly #lanes = new Map<string, Lane>();
  readonly #progress: ((run: number, timeline: Timeline) => void)[] = [];
  readonly #crash: ((message: string) => void)[] = [];

  constructor(spawn: () => WorkerLike) {
    this.#spawn = spawn;
    this.#start();
  }

  ask<K extends RequestKind>(kind: K, ask: Ask<K>): Promise<Outcome<AnswerTo<K>>> {
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      /* eslint-disable @typescript-eslint/consistent-type-assertions -- The table of requests fixes both types by
         the kind; the compiler cannot follow that through a queue of all kinds. */
      const pending: Pending = {
        message: { id, kind, ask } as ToWorker,
        resolve: (outcome) => resolve(outcome as Outcome<AnswerTo<K>>),
        reject,
        heardBefore: 0,
        deadline: null,
      };
      /* eslint-enable @typescript-eslint/consistent-type-assertions */
      this.#enqueue(LASTING.has(kind) ? `${kind} ${id}` : kind, pending);
    });
  }

  onProgress(listener: (run: number, timeline: Timeline) => void): void {
    this.#progress.push(listener);
  }

  onCrash(listener: (message: string) => void): void {
    this.#crash.push(listener);
  }

  restart(): void {
    this.#stop('The engine was started anew.');
    this.#start();
  }

  #start(): void {
    const worker = this.#spawn();
    worker.onmessage = (event) => this.#receive(event.data);
    worker.onerror = (event) => this.#crashed(event.message || 'The engine could not be started.');
    worker.onmessageerror = () => this.#crashed('A message of the engine could not be read.');
    this.#worker = worker;
  }

  #stop(reason: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    const lanes = [...this.#lanes.values()];
    this.#lanes.clear();
    for (const lane of lanes) {
      for (const pending of [lane.active, lane.waiting]) {
        if (pending) settle(pending).reject(new Error(reason));
      }
    }
  }

  #crashed(message: string): void {
    if (!this.#worker) return;
    this.#stop(message);
    for (const listener of this.#crash) listener(message);
  }

  #enqueue(key: string, pending: Pending): void {
    if (!this.#worker) {
      pending.reject(new Error('The engine is not running.'));
      return;
    }
    const lane = this.#lanes.get(key) ?? { active: null, waiting: null };
    this.#lanes.set(key, lane);
    if (lane.active) {
      lane.waiting?.resolve({ status: 'overtaken' });
      lane.waiting = pending;
    } else this.#send(key, lane, pending);
  }

  #send(key: string, lane: Lane, pending: Pending): void {
    lane.active = pending;
    pending.heardBefore = this.#heard;
    pending.deadline = setTimeout(() => this.#drop(key, lane, pending), DROPPED_AFTER_MS);
    this.#worker?.postMessage(pending.message);
  }

  /** A worker that closed itself or hangs reports no error: its silence is all there is to go by. */
  #drop(key: string, lane: Lane, pending: Pending): void {
    if (this.#heard === pending.heardBefore) {
      const seconds = DROPPED_AFTER_MS / 1000;
      this.#crashed(`The engine has said nothing for ${seconds} seconds.`);
      return;
    }
    this.#release(key, lane);
    pending.reject(new Error(`The engine did not answer the request "${pending.message.kind}".`));
  }

  #release(key: string, lane: Lane): void {
    lane.active = null;
    const next = lane.waiting;
    lane.waiting = null;
    if (next) this.#send(key, lane, next);
    else this.#lanes.delete(key);
  }

  #receive(message: FromWorker): void {
    this.#heard += 1;
    if (message.status === 'progress') {
      for (const listener of this.#progress) listener(message.run, message.timeline);
      return;
    }
    if (message.status === 'broken') {
      this.#crashed(message.message);
      return;
    }
    for (const [key, lane] of this.#lanes) {
      const pending = lane.active;
      if (pending?.message.id !== message.id) continue;
      settle(pending);
      this.#release(key, lane);
      deliver(pending, message);
      return;
    }
  }
}

function settle(pending: Pending): Pending {
  if (pending.deadline !== null) clearTimeout(pending.deadline);
  pending.deadline = null;
  return pending;
}

function deliver(pending: Pending, message: FromWorker): void {
  if (message.status === 'done') pending.resolve({ status: 'done', value: message.answer });
  else if (message.status === 'overtaken') pending.resolve({ status: 'overtaken' });
  else if (message.status === 'failed') pending.reject(new Error(message.message));
}
