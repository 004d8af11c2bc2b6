import type { AblationCase } from '../../model/index.ts';
import { SMALL, crashed, late, puppet, without } from './without.ts';

/** Proposals and execution. */
export const proposalCases: readonly AblationCase[] = [
  without(
    'one-proposal',
    {
      title: 'A second proposal',
      watch:
        'R0 proposes one order, which R1 decides, and then another one for the same number, which the others accept in its place.',
      explanation:
        'The first proposal for a sequence number stands for the whole view. The second one is nothing but evidence against the primary.',
      breaks: 'agreement',
    },
    {
      faults: [puppet(0, 'second-proposal')],
      delays: [late(60_000, { kinds: ['commit'], to: [2, 3] })],
    },
  ),
  without(
    'digest-check',
    {
      title: 'Another order behind the digest',
      watch:
        'R0 gives R1 another order than the rest under the same digest; all vote for the digest, and memories differ.',
      explanation:
        'The votes are for the digest. Only if everybody checks that it belongs to the order do they say anything about the order.',
      breaks: 'order',
    },
    { faults: [puppet(0, 'wrong-body')] },
  ),
  without(
    'request-signatures',
    {
      title: 'An order that nobody gave',
      watch: 'R0 makes up an order in the name of the client, and the council executes it.',
      explanation:
        'The primary may propose only what a client has signed, and the backups are there to see to it.',
      breaks: 'integrity',
    },
    { faults: [puppet(0, 'fabricated')] },
  ),
  without(
    'check-before-storing',
    {
      title: 'Numbers spoiled in advance',
      watch:
        'The backup R3 sends worthless proposals for the next numbers; they are refused, and yet take the place of the good ones.',
      explanation:
        'A message that fails any check must leave no trace. Otherwise a single backup can make every order cost a view change.',
      breaks: 'completion',
    },
    { faults: [puppet(3, 'spoiled-numbers')], workload: { requests: 30 }, until: 5_000_000 },
  ),
  without(
    'execution-order',
    {
      title: 'Executed across a gap',
      watch: 'R0 leaves out two numbers, and the replicas execute the third all the same.',
      explanation:
        'Replicas agree on a sequence. Who executes what comes in at once has agreed on nothing but a set.',
      breaks: 'order',
    },
    { faults: [puppet(0, 'skipped-numbers')] },
  ),
  without(
    'null-requests',
    {
      title: 'Gaps that are never filled',
      watch:
        'R0 leaves out two numbers; the new view proposes null requests for them, nobody votes on these, and nothing is ever executed again.',
      explanation:
        'A null request does nothing, but it has to be agreed on like any other, or what comes after the gap waits for ever.',
      breaks: 'completion',
    },
    { faults: [puppet(0, 'skipped-numbers')] },
  ),
  without(
    'exactly-once',
    {
      title: 'Executed twice',
      watch: 'R0 gives one order two numbers, and it is carried out twice.',
      explanation:
        'Clients and primaries send again; that is harmless only because the replicas remember the last request of each client and its answer.',
      breaks: 'integrity',
    },
    { faults: [puppet(0, 'same-twice')] },
  ),
  without(
    'dedup-at-execution',
    {
      title: 'Decided too early what is new',
      watch:
        'When the second proposal of the same order comes the first has not been executed yet; so both count as new.',
      explanation:
        'Whether an order was executed before is known only when its turn comes, and from replicated state: everything else differs between replicas.',
      breaks: 'integrity',
    },
    { faults: [puppet(0, 'same-twice')] },
  ),
  without(
    'old-timestamps',
    {
      title: 'An old order as a new one',
      watch:
        'R0 proposes the first order of the client again after its second, and it is executed again.',
      explanation:
        'The timestamps of a client only grow. What is older than the last request that was executed for it was executed, or given up, long ago.',
      breaks: 'integrity',
    },
    { faults: [puppet(0, 'old-order')], workload: { requests: 4 } },
  ),
  without(
    'execute-once',
    {
      title: 'Executed again in the next view',
      watch:
        'R2 has executed the order; the new view proposes it again, as it must, and R2 executes it a second time.',
      explanation:
        'A new view proposes again what may have been decided, so that those who missed it catch up. Who has executed the sequence number takes part in the votes and skips the rest.',
      breaks: 'integrity',
    },
    { faults: [crashed(35_000, 0)], delays: [late(200_000, { kinds: ['commit'], to: [1, 3] })] },
  ),
  without(
    'high-mark',
    {
      title: 'No high water mark',
      watch: 'R0 jumps far ahead after a few orders, and the replicas follow beyond their window.',
      explanation:
        'The window bounds what a primary can make the others remember, and how far the numbers can run away from the last stable checkpoint.',
      breaks: 'checkpoints',
    },
    { faults: [puppet(0, 'far-number')], workload: { requests: 6 }, sizes: SMALL },
  ),
  without(
    'low-mark-inclusive',
    {
      title: 'The low water mark included',
      watch:
        'R0 proposes a new order for the number of the stable checkpoint itself, and the replicas accept it.',
      explanation:
        'What lies at or below the low water mark is settled, and the log that could tell so is discarded. Just one number too many opens it again.',
      breaks: 'checkpoints',
    },
    {
      faults: [puppet(0, 'covered-number')],
      workload: { requests: 6, interval: 100_000 },
      sizes: SMALL,
    },
  ),
  without(
    'window-of-two',
    {
      title: 'A window of one interval',
      watch:
        'Four clients keep the council busy; with each checkpoint the primary has to wait until it is stable, and does not get done in time.',
      explanation:
        'A window of one checkpoint interval leaves no room to go on while a checkpoint becomes stable. Two intervals or more let ordering and checkpoints overlap.',
      breaks: 'completion',
    },
    { workload: { clients: 4, requests: 20, interval: 0 }, sizes: SMALL, until: 1_500_000 },
  ),
  without(
    'only-primary-proposes',
    {
      title: 'A proposal by a backup',
      watch: 'R3 proposes before the primary does, and the others are prepared on it.',
      explanation:
        'The primary of the view gives the numbers; the certificate of a decision holds its proposal. One that holds somebody else’s is refused in the next view, and what was decided with it can be lost.',
      breaks: 'certificates',
    },
    { faults: [puppet(3, 'usurper')] },
  ),
];
