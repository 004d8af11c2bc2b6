import type { Body, ProcessId } from './data.ts';
import type { AdversaryContext } from './fault.ts';
import type { ComposedFields } from './scenario.ts';

/** A field of the form in which a person writes a message as a traitor. Numbers are whole. */
export type ComposeField = {
  readonly id: string;
  readonly label: string;
  /** One plain sentence: what it means, and what may stand there. */
  readonly hint: string;
} & (
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  /** So many characters at most. */
  | { readonly kind: 'text'; readonly max: number }
  /** A digest that was seen, or the text of an order that the traitors' own client then signs. */
  | { readonly kind: 'value'; readonly max: number }
  | {
      readonly kind: 'choice';
      readonly choices: readonly { readonly id: string; readonly label: string }[];
    }
);

/** How one kind of message is written by hand: what a form is made of. */
export type ComposerInfo = {
  /** Who sends and signs it: the traitor, or the client that the traitors own; `nobody`: the traitor sends it, and nothing is signed. */
  readonly signer: 'traitor' | 'client' | 'nobody';
  readonly receivers: 'replicas' | 'clients';
  readonly fields: readonly ComposeField[];
};

/** Who writes, in whose name, and the keys that are at hand. */
export type Quill = {
  readonly from: ProcessId;
  readonly as: ProcessId;
  readonly ctx: AdversaryContext;
};

export interface Composer extends ComposerInfo {
  /** What the form begins with: what the sender's own state suggests. */
  suggest(quill: Quill): ComposedFields;
  /** Every field is there and within its range. Nothing has to make sense beyond that: receivers are the judges. */
  write(fields: ComposedFields, quill: Quill): Body;
}

/** A message as it would be sent, and who can sign it. */
export type Draft = {
  readonly fields: ComposedFields;
  readonly body: Body;
  readonly sender: ProcessId;
  /** Null: nothing is signed. */
  readonly signer: ProcessId | null;
  /** False: nobody of the cabal has the key of whom it names, so that it is a forgery. */
  readonly isGenuine: boolean;
};
