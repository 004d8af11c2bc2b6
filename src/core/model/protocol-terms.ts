/** What a screen calls the parts of a council. */
export type Terms = {
  /** A member of the council: "replica". */
  readonly member: string;
  /** Who begins: "primary". */
  readonly leader: string;
  /** f in words: "traitors tolerated"; '' where none are reckoned with. */
  readonly tolerance: string;
  /** What is decided one after the other: "sequence number". */
  readonly slot: string;
  /** What clients send: "request". */
  readonly request: string;
  /** What the members give back: "reply"; in the plural, "replies". */
  readonly replies: string;
  /** The word for a run in which loyal members came to different values: "Forked". */
  readonly split: string;
  /** The time under one leader; absent: "view". */
  readonly era?: string;
  /** Whether leaders change, so that views are worth telling. */
  readonly hasViews: boolean;
  /** Whether the quorum rule plays a part; else the bounds are those of interactive consistency. */
  readonly hasQuorums: boolean;
  /** Whether somebody begins, and wears the crown. */
  readonly hasLeader: boolean;
  /** The timer that the ring around a member shows. */
  readonly timer: string;
};
