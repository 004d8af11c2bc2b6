/**
 * Every number that a scenario may not exceed, with the reason. Reaching one is a clear message, never silence.
 */
export const LIMITS = {
  /** A council is watched up to here; beyond it the page could not keep up with n squared messages. */
  replicasOnPage: 128,
  /** Headless runs draw nothing, but each phase still costs n squared messages. */
  replicasHeadless: 1_024,
  /** Seeds are 32-bit: the keyed draws mix 32-bit words, so that a longer seed would only repeat a shorter one. */
  seedMax: 4_294_967_295,
  /** Microseconds, a good half hour. Packed trace records keep times as signed 32-bit integers. */
  timeMax: 2_000_000_000,
  /** Microseconds. Status messages are sent every half time-out: a shorter one would drown the run in them. */
  timeoutMin: 1_000,
  /** Microseconds; one second for one message is slower than any machine worth simulating. */
  costMax: 1_000_000,
  /** Lanes that a diagram can still show beside the replicas. */
  clientsMax: 64,
  /** For each client. */
  requestsMax: 10_000,
  /** Of all clients together: the page keeps about two million events, and a request costs dozens. */
  requestsInAllMax: 20_000,
  /** Sequence numbers from one checkpoint to the next: beyond it no run takes two of them. */
  checkpointIntervalMax: 1_000,
  /** Sequence numbers in use at once. A VIEW-CHANGE shows a certificate for each, and carries up to so many. */
  windowMax: 4_000,
  /** Requests in one proposal; a PRE-PREPARE carries them all to each backup. */
  batchMax: 64,
  /** Fault entries. A replica has one mark at a time, so that more entries only replace each other. */
  faultsMax: 1_000,
  /** Texts that ride in requests; more than anybody would follow on a screen. */
  injectionsMax: 100,
  /** Families that one text names. */
  familiesMax: 32,
  /** Characters of a family's name: a badge and a menu entry. */
  familyMax: 24,
  partitionsMax: 1_000,
  /** Orders of the scheduling adversary; each is compared with every message. */
  delaysMax: 1_000,
  /** Senders or receivers that one of them may name: every replica and client that there can be. */
  delayNamesMax: 1_089,
  /** Microseconds, ten minutes: what is held up longer might as well be lost. */
  delayMax: 600_000_000,
  /** A person's clicks in one run. */
  interventionsMax: 1_000,
  /** Messages with one label on one link: far more than any run sends again. */
  copiesMax: 1_000_000,
  /** Characters of the name of a field that somebody tampers with: a few steps inwards. */
  fieldMax: 60,
  /** Simulation steps within one microsecond. */
  afterMax: 10_000_000,
  /** Characters of an order or of a text that an agent reads: it travels in every copy of the request. */
  textMax: 1_000,
  /** Orders dealt to the clients in turn; twice as many as there can be clients. */
  payloadsMax: 128,
  /** Characters of a title: one line on the screen. */
  titleMax: 200,
  /** Characters of a scenario file. The largest scenario within these limits is smaller. */
  fileMax: 1_000_000,
  /** Characters of a link: what browsers and mail programs carry without cutting it. */
  linkMax: 60_000,
} as const;
