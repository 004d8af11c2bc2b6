/**
 * Runs that are kept as transcripts beside the presets, each for a rule of PBFT that no preset needs. They are too special for the
 * menu; the test beside them says which rules and facts no transcript shows.
 */
export const MORE_SCENARIOS: Readonly<Record<string, object>> = {
  /** NV5: after a fork the two sides show certificates that exclude each other, and the next primary refuses to choose. */
  'certificates-contradict': {
    signatures: 'ideal',
    faults: [
      { replicas: [0, 3], kind: 'colluding', tactic: 'fork', until: 60_000 },
      { replicas: [0], kind: 'crashed', at: 60_000 },
    ],
    workload: { requests: 3 },
    until: 1_500_000,
  },
  /** G9: a forked replica finds out by a checkpoint that its state is wrong, and fetches the right one. */
  'wrong-state-given-up': {
    signatures: 'ideal',
    faults: [{ replicas: [0, 3], kind: 'colluding', tactic: 'fork', until: 60_000 }],
    workload: { requests: 4 },
    pbft: { checkpointInterval: 2, window: 4 },
  },
  /** S2, S8: who is asked for the state says nothing, and meanwhile a later checkpoint is stable. */
  'state-from-another': {
    signatures: 'ideal',
    faults: [
      { replicas: [3], kind: 'crashed', at: 60_000, until: 400_000 },
      { replicas: [0], kind: 'lying', tactic: 'corrupt-state', options: { lie: 'nothing' } },
    ],
    workload: { requests: 26, interval: 0 },
    pbft: { checkpointInterval: 2, window: 4 },
  },
  /** O1, O2, T11: no commit arrives, the view changes, and what was executed tentatively is taken back. */
  'tentative-taken-back': {
    network: {
      latency: { kind: 'constant', value: 10_000 },
      partitions: [
        {
          at: 25_000,
          until: 350_000,
          groups: [
            [0, 1],
            [2, 3],
          ],
        },
      ],
    },
    pbft: { tentative: true },
    workload: { requests: 2 },
  },
  /** O4, O6, CL8, CL9: all options on, several clients, batches, and a replica that lies to clients. */
  'short-cuts-and-a-liar': {
    signatures: 'ideal',
    faults: [{ replicas: [1], kind: 'lying', tactic: 'wrong-reply' }],
    workload: {
      clients: 2,
      requests: 4,
      interval: 20_000,
      payload: ['add score 3', 'get score'],
    },
    pbft: { tentative: true, readOnly: true, digestReplies: true, batch: 4 },
  },
  /** X4, BA1: a primary orders a client's request twice, in batches. */
  'ordered-twice': {
    signatures: 'ideal',
    faults: [{ replicas: [0], kind: 'lying', tactic: 'reorder-requests' }],
    workload: { clients: 3, requests: 2 },
    pbft: { batch: 4 },
  },
  /** ND1: a primary names a time that has not come. */
  'time-refused': {
    signatures: 'ideal',
    faults: [{ replicas: [0], kind: 'lying', tactic: 'wrong-digest', options: { lie: 'time' } }],
    workload: { requests: 2, payload: 'stamp now' },
  },
};
