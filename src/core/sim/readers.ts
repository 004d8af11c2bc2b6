import type { Fact, Guard, Injection, ProcessId, RequestRef, TextSpan } from '../model/index.ts';
import type { Settings } from './settings.ts';

/** What an agent is, by replica. */
type Agent = { readonly family: string; readonly guard: Guard };

/** A text that has reached an agent. Plain data, as snapshots need it. */
type Letter = {
  readonly text: string;
  /** Who signed it: the client of the request, or the replica that carried it in its proposal. */
  readonly from: ProcessId;
};

/** One that an agent behind a guard has not opened: it waits until what it came with is executed. */
type Sealed = Letter & { readonly request: RequestRef | null; readonly seq: number | null };

type Hooks = {
  /** Records and announces what the laboratory states about a replica. */
  readonly note: (replica: ProcessId, fact: Fact) => void;
  readonly isCorrect: (replica: ProcessId) => boolean;
  readonly turn: (replica: ProcessId, text: string) => void;
};

/** Who is neither listed nor guarded: an agent of a model of its own. */
const PLAIN: Agent = { family: '', guard: 'none' };

/**
 * The agents as readers. Replicas vote on the order of opaque requests; what rides in a request or beside a proposal changes no
 * vote of the protocol. But an agent reads it, once: as soon as its machine holds it, and so before it votes; behind the guard
 * `quarantine`, after its machine has executed and answered what it came with. A susceptible agent that finds an instruction
 * turns. Traitors read nothing: they follow a plan already.
 */
export class Readers {
  /** By replica: the texts that it has read. */
  #read: (readonly string[])[];
  /** By replica: what its guard keeps from it. */
  #sealed: (readonly Sealed[])[];
  /** What is to be read once the handler's effects are applied; empty between steps. */
  #due: { readonly replica: ProcessId; readonly letter: Letter }[] = [];
  readonly #settings: Settings;
  readonly #hooks: Hooks;
  readonly #agents: readonly Agent[];

  constructor(settings: Settings, hooks: Hooks) {
    const { n, scenario } = settings;
    this.#settings = settings;
    this.#hooks = hooks;
    this.#read = Array.from({ length: n }, () => []);
    this.#sealed = Array.from({ length: n }, () => []);
    this.#agents = Array.from(
      { length: n },
      (_, id) => scenario.agents.find(({ replicas }) => replicas.includes(id)) ?? PLAIN,
    );
  }

  /** A replica's machine stated this. Whatever it is about to send has not left yet. */
  heard(replica: ProcessId, fact: Fact): void {
    switch (fact.fact) {
      case 'text-held':
      case 'request-held': {
        const { request, text } = fact;
        if (text === undefined) return;
        return this.#receive(replica, { text, from: request.client, request, seq: null });
      }
      case 'note-held':
        return this.#receive(replica, {
          text: fact.text,
          from: fact.replica,
          request: null,
          seq: fact.seq,
        });
      case 'executed':
        return this.#open(replica, fact);
      case 'read':
        return this.#open(replica, { seq: null, requests: [fact.request] });
      default:
        return;
    }
  }

  /** The effects of the handler are applied: what it has executed is answered. False if nothing was to be read. */
  readDue(): boolean {
    if (this.#due.length === 0) return false;
    const due = this.#due;
    this.#due = [];
    for (const { replica, letter } of due) this.#readNow(replica, letter);
    return true;
  }

  save(): SavedReaders {
    return { read: this.#read.slice(), sealed: this.#sealed.slice() };
  }

  load(saved: SavedReaders): void {
    this.#read = saved.read.slice();
    this.#sealed = saved.sealed.slice();
    this.#due = [];
  }

  #receive(replica: ProcessId, letter: Sealed): void {
    if (this.#agents[replica]?.guard !== 'quarantine') return this.#readNow(replica, letter);
    this.#sealed[replica] = [...(this.#sealed[replica] ?? []), letter];
  }

  /** What came with these requests, or with the proposal of this sequence number, is answered with this handler. */
  #open(
    replica: ProcessId,
    { seq, requests }: { readonly seq: number | null; readonly requests: readonly RequestRef[] },
  ): void {
    const sealed = this.#sealed[replica] ?? [];
    if (sealed.length === 0) return;
    const isOf = (letter: Sealed): boolean =>
      (seq !== null && letter.seq === seq) ||
      requests.some((request) => isSame(request, letter.request));
    this.#sealed[replica] = sealed.filter((letter) => !isOf(letter));
    for (const letter of sealed.filter(isOf)) this.#due.push({ replica, letter });
  }

  #readNow(replica: ProcessId, { text, from }: Letter): void {
    const read = this.#read[replica] ?? [];
    if (read.includes(text) || !this.#hooks.isCorrect(replica)) return;
    this.#read[replica] = [...read, text];
    const obeyed = this.#isSusceptible(replica, text) ? this.#heeds(text) : [];
    this.#hooks.note(replica, { fact: 'text-read', from, text, obeyed });
    if (obeyed.length > 0) this.#hooks.turn(replica, text);
  }

  /** The same text works on the same families wherever they meet it. What no injection of the scenario holds works on all. */
  #isSusceptible(replica: ProcessId, text: string): boolean {
    const { injections } = this.#settings.scenario;
    const written = injections.filter((injection) => injection.text === text);
    const family = this.#agents[replica]?.family ?? '';
    return written.length === 0 || written.some((injection) => reaches(injection, family));
  }

  #heeds(text: string): readonly TextSpan[] {
    const tactic = this.#settings.tactics.find(({ kind }) => kind === 'prompt-injected');
    return tactic?.heeds?.(text) ?? [];
  }
}

export type SavedReaders = {
  readonly read: readonly (readonly string[])[];
  readonly sealed: readonly (readonly Sealed[])[];
};

function reaches({ families }: Injection, family: string): boolean {
  return families === null || families.includes(family);
}

function isSame(request: RequestRef, other: RequestRef | null): boolean {
  return request.client === other?.client && request.timestamp === other.timestamp;
}
