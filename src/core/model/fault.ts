import type { Body, Data, Envelope, Micros, ProcessId, Statement, TextSpan } from './data.ts';

/** What an adversary may see and do. It holds the keys of its members and of its accomplice clients, and no others. */
export interface AdversaryContext {
  readonly now: Micros;
  readonly n: number;
  readonly f: number;
  /** The quorum that loyal replicas wait for. */
  readonly q: number;
  /** Ascending. */
  readonly members: readonly ProcessId[];
  /** A client identity of the adversary's own. */
  readonly accomplice: ProcessId;
  /** Options given with the fault: the text of an injection, else ''. */
  readonly text: string;
  /** Every option of the tactic, with its default where none was given. */
  readonly options: TacticOptions;
  /** The protocol state of one of its members: its own machine goes on running. */
  stateOf(member: ProcessId): Data;
  digest(domain: string, data: Data): string;
  /** Throws unless `signer` is a member or the accomplice: there is no key to forge with. */
  sign(signer: ProcessId, statement: Statement): string;
  random(label: number, bound: number): number;
  /** From a member, or from the accomplice. Beyond 4n messages per member in 10 ms the rest is dropped. */
  send(from: ProcessId, to: ProcessId, body: Body): void;
  setTimer(timer: string, after: Micros): void;
  /** A copy of a member's machine as it is now, for the tactic to keep in its own state and to run beside the first. */
  copyOf(member: ProcessId): Data;
  /**
   * Lets a copy do one step, as an unmodified machine of the protocol under the member's key; `copy` is changed by it. What it
   * asks for comes back as data, and is up to the tactic. Facts of a copy are nobody's facts.
   */
  runCopy(member: ProcessId, copy: Data, input: CopyInput): readonly CopyEffect[];
}

/** `recover` arms the timers that a copied machine has lost. */
export type CopyInput =
  | { readonly kind: 'recover' }
  | { readonly kind: 'message'; readonly envelope: Envelope }
  | { readonly kind: 'timer'; readonly timer: string };

export type CopyEffect =
  | { readonly kind: 'send'; readonly to: ProcessId; readonly body: Body }
  | { readonly kind: 'set-timer'; readonly timer: string; readonly after: Micros }
  | { readonly kind: 'clear-timer'; readonly timer: string };

export type Outgoing = { readonly to: ProcessId; readonly body: Body };

/** What was chosen for a tactic, by option. */
export type TacticOptions = { readonly [option: string]: number | string };

/** A dial of a tactic. Numbers are whole. */
export type TacticOption = { readonly id: string; readonly label: string } & (
  | {
      readonly kind: 'number';
      readonly min: number;
      readonly max: number;
      readonly default: number;
      readonly unit: string;
    }
  | {
      readonly kind: 'choice';
      readonly choices: readonly { readonly id: string; readonly label: string }[];
      readonly default: string;
    }
);

/** In which part a traitor plays its tactic: what choosers group by, in this order. */
export const TACTIC_ROLES = ['any', 'primary', 'backup', 'new primary', 'replies'] as const;
export type TacticRole = (typeof TACTIC_ROLES)[number];

/** A council as those who plot against it know it beforehand. */
export type Prospect = {
  readonly n: number;
  readonly f: number;
  readonly q: number;
  readonly members: readonly ProcessId[];
  /** Rules of the protocol that are switched off. */
  readonly ablate: readonly string[];
  /** The network holds up messages by order. */
  readonly isHeldUp: boolean;
};

/** What a faulty replica does. The machine of a member runs on; the tactic bends what leaves and what enters it. */
export interface Tactic<A extends Data = Data> {
  readonly id: string;
  readonly kind: 'lying' | 'colluding' | 'prompt-injected';
  readonly title: string;
  /** One plain sentence: what it does. */
  readonly sentence: string;
  /** What it needs to be able to do. */
  readonly powers: readonly string[];
  readonly role: TacticRole;
  readonly options: readonly TacticOption[];
  /** Entries of the catalogue of Byzantine behaviour that it carries out, each with the options that do so; {}: the defaults. */
  readonly covers: { readonly [entry: string]: TacticOptions };
  /** It does nothing without a person: random scenarios leave it out. */
  readonly idle?: true;
  /** Protocol ids it is written for; empty for any. */
  readonly protocols: readonly string[];
  /** Why it cannot succeed there, as the end of a sentence, with the figures; null where they do not forbid it. */
  outlook?(prospect: Prospect): string | null;
  start(ctx: AdversaryContext): A;
  /** What leaves the member instead of this message. Absent: the message itself. */
  onSend?(
    state: A,
    message: Outgoing & { readonly from: ProcessId },
    ctx: AdversaryContext,
  ): readonly Outgoing[];
  /** Before the member's own machine sees the message; false keeps it from the machine. */
  onReceive?(state: A, envelope: Envelope, ctx: AdversaryContext): boolean;
  onTimer?(state: A, timer: string, ctx: AdversaryContext): void;
  /** Of the kind prompt-injected: the words of a text that it would obey; none: the text turns nobody. */
  heeds?(text: string): readonly TextSpan[];
}
