import type { AblationCase } from '../../model/index.ts';
import { SMALL, VICTIM_HELD_UP, crashed, late, liar, puppet, without } from './without.ts';

/** Replies of these come late. */
const slowReplies = (by: number, ...from: readonly number[]) => ({
  at: 0,
  until: 8_000_000,
  from,
  kinds: ['reply'],
  by,
});

/** Checkpoints, state transfer and clients. */
export const checkpointCases: readonly AblationCase[] = [
  without(
    'stable-by-f+1',
    {
      title: 'A checkpoint stable by two',
      watch: 'Two of four replicas vouch for a checkpoint, and the others discard their logs.',
      explanation:
        'Of f+1 replicas only one need be loyal, and it may be the next to crash. With a quorum f+1 loyal ones can hand out the state.',
      breaks: 'checkpoints',
    },
    { workload: { requests: 4 }, sizes: SMALL },
  ),
  without(
    'checkpoint-digest',
    {
      title: 'Checkpoints of different states',
      watch: 'R0 vouches for a state that nobody has, and is counted together with the others.',
      explanation:
        'A checkpoint is stable when a quorum states the same digest. Counted together whatever they state, a wrong one becomes the truth.',
      breaks: 'checkpoints',
    },
    { faults: [liar(0, 'wrong-checkpoint')], workload: { requests: 6 }, sizes: SMALL },
  ),
  without(
    'one-checkpoint-each',
    {
      title: 'A checkpoint message counted twice',
      watch: 'The network delivers every message twice, and two replicas make three.',
      explanation:
        'It needs no traitor: a network that repeats messages is enough to turn two replicas into a quorum if messages are counted instead of senders.',
      breaks: 'checkpoints',
    },
    { workload: { requests: 4 }, network: { duplicate: 1 }, sizes: SMALL },
  ),
  without(
    'h-without-state',
    {
      title: 'A window ahead of the state',
      watch:
        'R3 gets its commits late; it learns that a checkpoint is stable, moves its window there, and has lost the log that leads to it.',
      explanation:
        'The low water mark may follow a stable checkpoint only when the replica has that state, or fetches it. Else it discards what it still needs.',
      breaks: 'checkpoints',
    },
    {
      workload: { requests: 6, interval: 0 },
      delays: [{ at: 0, until: 8_000_000, kinds: ['commit'], to: [3], by: 60_000 }],
      sizes: SMALL,
    },
  ),
  without(
    'garbage-collection',
    {
      title: 'Nothing is discarded',
      watch:
        'After a few checkpoints R0 crashes; the VIEW-CHANGE messages now show more certificates than a window has, and are refused.',
      explanation:
        'Discarding what lies below a stable checkpoint keeps memory bounded, and messages as well: nobody can tell a replica that never discards from one that floods.',
      breaks: 'completion',
    },
    { faults: [crashed(500_000, 0)], workload: { requests: 20, interval: 0 }, sizes: SMALL },
  ),
  without(
    'checkpoint-at-once',
    {
      title: 'A checkpoint taken too late',
      watch:
        'Messages overtake each other; a replica that executes two orders in one go states the state after the second for the first.',
      explanation:
        'The digest is that of the state right after the sequence number. A copy taken then, not a look at what the state is now.',
      breaks: 'checkpoints',
    },
    {
      workload: { clients: 4, requests: 12, interval: 0 },
      network: { scheduler: { kind: 'reorder', upTo: 40_000 } },
      sizes: SMALL,
    },
  ),
  without(
    'reply-table',
    {
      title: 'A checkpoint without answers',
      watch:
        'R3 was cut off and fetches the state, but not which orders were executed; what comes again is executed again.',
      explanation:
        'Who has executed what is part of the replicated state. Without it a fetched state is right only until somebody repeats himself.',
      breaks: 'order',
    },
    {
      workload: { clients: 2, requests: 12, interval: 0 },
      network: { partitions: [{ at: 0, until: 300_000, groups: [[3]] }] },
      sizes: SMALL,
    },
  ),
  without(
    'transfer-target',
    {
      title: 'A state on the word of one',
      watch:
        'R3 states a checkpoint far ahead; the others believe it alone, give up what they have, and ask it for a state that does not exist.',
      explanation:
        'Nothing is fetched before f+1 replicas say that it exists, and nothing is installed without a quorum. One liar then moves nobody.',
      breaks: 'checkpoints',
    },
    {
      faults: [liar(3, 'wrong-checkpoint', { lie: 'ahead' })],
      workload: { requests: 6 },
      sizes: SMALL,
    },
  ),
  without(
    'wait-for-state',
    {
      title: 'Executing on a state that is not there',
      watch: 'R3 was cut off and is fetching a state, and meanwhile executes what comes after it.',
      explanation:
        'Votes may be logged while a state is being fetched, but executing requests on the old one gives answers that no other replica gives.',
      breaks: 'order',
    },
    {
      workload: { requests: 12, interval: 0 },
      network: { partitions: [{ at: 0, until: 300_000, groups: [[3]] }] },
      sizes: SMALL,
    },
  ),
  without(
    'client-quorum',
    {
      title: 'The client believes the first reply',
      watch: 'R3 answers with a lie, a little earlier than the others.',
      explanation:
        'Of f+1 equal replies at least one is from a loyal replica. The first reply is from whoever is fastest.',
      breaks: 'client-safety',
    },
    { faults: [liar(3, 'wrong-reply')], delays: [slowReplies(20_000, 0, 1, 2)] },
  ),
  without(
    'reply-result',
    {
      title: 'Different replies counted together',
      watch: 'The client has two replies, one of them the lie of R3, and takes the last one.',
      explanation: 'f+1 replies count only if they say the same.',
      breaks: 'client-safety',
    },
    {
      faults: [liar(3, 'wrong-reply')],
      delays: [slowReplies(20_000, 0, 1), slowReplies(5_000, 3)],
    },
  ),
  without(
    'one-reply-each',
    {
      title: 'One replica, two replies',
      watch: 'The network delivers every message twice, and so the lie of R3 is counted twice.',
      explanation: 'f+1 replies are those of f+1 replicas.',
      breaks: 'client-safety',
    },
    {
      faults: [liar(3, 'wrong-reply')],
      delays: [slowReplies(40_000, 0, 1, 2)],
      network: { duplicate: 1 },
    },
  ),
  without(
    'client-view',
    {
      title: 'A client led astray',
      watch:
        'R3 answers rightly and adds that it leads by now; the client gives its next order to R3 alone, which keeps silent.',
      explanation:
        'A client takes the view from f+1 replies, of which one at least is from a loyal replica. Else one liar turns it to whom it likes, and each order waits until the client asks everybody.',
      breaks: 'completion',
    },
    {
      faults: [liar(3, 'wrong-reply', { lie: 'view' })],
      timers: { viewChange: 200_000, client: 60_000_000 },
      delays: [slowReplies(20_000, 1, 2), slowReplies(5_000, 3)],
    },
  ),
  without(
    'transfer-check',
    {
      title: 'A state taken as it comes',
      watch: 'R3 was cut off and fetches the state; R0 sends it wrong pages, and it installs them.',
      explanation:
        'The digest of a stable checkpoint is vouched for by a quorum. Checked against it, a state can be taken from anybody; unchecked, from nobody.',
      breaks: 'checkpoints',
    },
    {
      faults: [liar(0, 'corrupt-state')],
      workload: { requests: 12, interval: 0 },
      network: { partitions: [{ at: 0, until: 300_000, groups: [[3]] }] },
      sizes: SMALL,
    },
  ),
  without(
    'state-check',
    {
      title: 'A wrong state that is never noticed',
      watch:
        'R3 has installed a wrong state. Checkpoint after checkpoint a quorum states another digest than its own, and it takes no notice; when R0 crashes, no three are left that state the same.',
      explanation:
        'It takes two rules: a state is checked before it is installed, and compared at every checkpoint afterwards. Where only the first is left out, R3 sees at the next checkpoint that its state is another one and fetches it again, from somebody who has stopped lying. Where both are, it is of no use as soon as it is needed: no checkpoint becomes stable, the window fills, and the council stands still. With at most f faulty replicas nothing else gives a loyal one a wrong state.',
      breaks: 'completion',
    },
    {
      faults: [{ ...liar(0, 'corrupt-state'), until: 420_000 }, crashed(800_000, 0)],
      workload: { requests: 30, interval: 10_000 },
      network: { partitions: [{ at: 0, until: 300_000, groups: [[3]] }] },
      sizes: SMALL,
      together: ['transfer-check'],
    },
  ),
  without(
    'rollback',
    {
      title: 'What was executed tentatively stays',
      watch:
        'R2 has executed the order before it was committed; the new view decides another one, and R2 keeps both.',
      explanation:
        'Executing before the commit is a bet that the view does not change. If it does, the memory goes back to what is certain.',
      breaks: 'order',
    },
    { faults: [puppet(1, 'lonely-commit')], delays: [VICTIM_HELD_UP], sizes: { tentative: true } },
  ),
  without(
    'tentative-quorum',
    {
      title: 'Two tentative replies',
      watch:
        'R1 and R2 tell the client a result that may still be taken back; the new view puts another order first, and the result changes.',
      explanation:
        'A tentative reply says that its sender is prepared. Only a quorum of prepared replicas outlives a view change, so a client waits for a quorum of tentative replies; f+1 are enough for final ones.',
      breaks: 'client-safety',
    },
    {
      faults: [puppet(1, 'hasty-reply')],
      delays: [VICTIM_HELD_UP],
      workload: { requests: 1, payload: 'get order' },
      sizes: { tentative: true },
    },
  ),
  without(
    'kept-time',
    {
      title: 'The time is taken anew',
      watch:
        'R2 has executed an order that notes the time; those who execute it in the next view note another one.',
      explanation:
        'The time is the one input that replicas cannot work out alike. The primary’s choice is part of the proposal and stays so when a later view takes it up.',
      breaks: 'order',
    },
    {
      faults: [crashed(35_000, 0)],
      workload: { payload: 'stamp hill' },
      delays: [late(200_000, { kinds: ['commit'], to: [1, 3] })],
    },
  ),
];
