/** Plain data: what states, messages and facts are made of, so that a snapshot of them is cheap and honest. */
export type Data =
  null | boolean | number | string | readonly Data[] | { readonly [key: string]: Data };

/** Simulated time in integer microseconds since the start of the run. */
export type Micros = number;

/** Replicas are 0..n-1, then the clients of the workload, then the guest client, then one accomplice for each replica. */
export type ProcessId = number;

/** Position of an event in the trace, from 0. */
export type EventIndex = number;

/** A part of a text: from its first character to one past its last. */
export type TextSpan = readonly [start: number, end: number];

/** What a signature covers beside the domain tag, the run's id and the signer: the message type first, then every field. */
export type Statement = readonly Data[];

/** A message: plain data with a type. Signed ones carry the claimed signer and a hex signature among their fields. */
export type Body = { readonly type: string; readonly [key: string]: Data };

/** A delivered message. `from` is the network's source, never an identity: identity is what the signature proves. */
export type Envelope = {
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly body: Body;
  /** The send event that put it on the network. */
  readonly event: EventIndex;
};
