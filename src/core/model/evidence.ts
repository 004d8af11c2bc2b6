import type { Body, Data, EventIndex, Micros, ProcessId, Statement } from './data.ts';

/** What somebody signed, as it stood alone on the network or inside another message. */
export type Claim = {
  readonly signer: ProcessId;
  /** The message type. */
  readonly kind: string;
  /** What it is about. One who follows the protocol says one thing about it: kind and subject name the slot. */
  readonly subject: string;
  /** What it says about it: different values contradict each other. */
  readonly value: string;
  /** 0 where the message has none. */
  readonly view: number;
  readonly seq: number;
  readonly signature: string;
  /** The signed message, cut out of whatever it came in. */
  readonly message: Body;
};

/** The public facts by which a claim is judged: nothing of the run, and no secret key. */
export interface Court {
  readonly n: number;
  /** The quorum that the council is configured for. */
  readonly q: number;
  verify(signer: ProcessId, statement: Statement, signature: string): boolean;
  digest(domain: string, data: Data): string;
}

/** What one signer said, and what it shows. `because` tells in a clause what is wrong with it. */
export type Breach = { readonly kind: string; readonly because: string };

/** What a protocol knows about the words of its replicas. */
export interface Law {
  /** The signed claims in a message, frozen, the outermost first; none for what is malformed. Signatures are not checked. */
  testimony(body: Body): readonly Claim[];
  /** What the signature of a claim covers. */
  statement(claim: Claim): Statement;
  /** What a claim is about, in words: "sequence number 3 in view 0". */
  topic(claim: Claim): string;
  /** Kinds of claims of one signer that may exclude each other although they are about different subjects. */
  readonly rivals: Readonly<Record<string, readonly string[]>>;
  /**
   * What no replica that follows the protocol ever signs, and these claims of one signer with valid signatures show: one claim by
   * itself, or two rivals. Two that contradict each other about one subject need no rule of a protocol.
   */
  breach(claims: readonly Claim[], court: Court): Breach | null;
}

/** Messages signed by one replica that no replica which follows the protocol signs. Anybody can check it with the public keys. */
export type Proof = Breach & {
  readonly replica: ProcessId;
  readonly at: Micros;
  /** One message, or two that exclude each other, the earlier one first. */
  readonly messages: readonly Body[];
  /** The deliveries by which loyal processes got them. */
  readonly deliveries: readonly EventIndex[];
};
