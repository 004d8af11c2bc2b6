import type { AblationCase } from '../../model/index.ts';
import { crashed, liar, puppet, without } from './without.ts';

/** Quorums and votes. */
export const voteCases: readonly AblationCase[] = [
  without(
    'quorum',
    {
      title: 'f+1 for a quorum',
      watch:
        'The primary R0 tells each half of the backups another order, and each half decides at once.',
      explanation:
        'Two sets of f+1 replicas need not have a loyal one in common. A quorum is so large that any two of them do.',
      breaks: 'agreement',
    },
    { faults: [liar(0, 'equivocate')] },
  ),
  without(
    'quorum-2f+1',
    {
      title: '2f+1 for a quorum, of five',
      watch:
        'With n = 5 and f = 1 three votes are 2f+1, and two groups of three need share only one replica: the traitor.',
      explanation:
        '2f+1 is the right number only for n = 3f+1. The rule that always holds is floor((n+f)/2)+1, here 4.',
      breaks: 'agreement',
    },
    { replicas: 5, faults: [liar(0, 'equivocate')] },
  ),
  without(
    'quorum-majority',
    {
      title: 'A bare majority of seven',
      watch:
        'Four of seven are a majority; two majorities share one replica, and this one tells each the opposite.',
      explanation:
        'A majority is enough against crashes, where nobody lies. Against lies two quorums must share more than f replicas: five of seven.',
      breaks: 'agreement',
    },
    { replicas: 7, tolerance: 2, faults: [liar(0, 'equivocate')] },
  ),
  without(
    'tolerance-third',
    {
      title: 'A tolerance that is not there',
      watch:
        'Six replicas bear one traitor, not n/3 = 2; with the quorum for two, two silent replicas stop the council.',
      explanation:
        'f is (n-1)/3 rounded down. A larger one asks for quorums that need not come together: 5 of 6 instead of 4.',
      breaks: 'completion',
    },
    { replicas: 6, tolerance: 1, faults: [crashed(0, 4, 5)] },
  ),
  without(
    'prepare-quorum',
    {
      title: 'One prepare too few',
      watch: 'R0 proposes two orders, and loyal replicas are prepared on both in the same view.',
      explanation:
        'Prepared has to mean that no other order can be prepared in this view; that takes a quorum, the primary and q-1 backups.',
      breaks: 'agreement',
    },
    { faults: [liar(0, 'equivocate')] },
  ),
  without(
    'vote-digest',
    {
      title: 'Votes for anything',
      watch:
        'Votes for one order are counted for the other, too, and both halves of the council decide.',
      explanation:
        'A vote is for one digest. Counted together whatever they are for, they show only that everybody is there.',
      breaks: 'agreement',
    },
    { faults: [liar(0, 'equivocate')] },
  ),
  without(
    'primary-votes-once',
    {
      title: 'The primary votes twice',
      watch:
        'R0 sends each side its proposal and a prepare for it; counted as two votes they make a quorum with one backup.',
      explanation:
        'The pre-prepare is the primary’s vote. As a set of ids a quorum contains it once, however many messages it sends.',
      breaks: 'agreement',
    },
    { faults: [liar(0, 'equivocate', { how: 'prepares' })] },
  ),
  without(
    'primary-counts',
    {
      title: 'The primary does not count',
      watch:
        'With one backup crashed there are a primary and two backups: a quorum, but never three prepares.',
      explanation:
        'If the primary’s proposal is not a vote, f silent backups stop the council. Two projects have had this fault.',
      breaks: 'completion',
    },
    { faults: [crashed(0, 3)] },
  ),
  without(
    'one-prepare-each',
    {
      title: 'A prepare counted many times',
      watch:
        'R6 repeats its prepare to everybody, so that half of seven is prepared on either of the two orders of R0.',
      explanation:
        'A quorum is a set of replicas. It takes n = 7 to see it: with n = 4 the traitor’s one vote is enough for what it could get in this way.',
      breaks: 'agreement',
    },
    { replicas: 7, tolerance: 2, faults: [liar(0, 'equivocate'), puppet(6, 'echo')] },
  ),
  without(
    'commit-digest',
    {
      title: 'Commits for anything',
      watch:
        'R1 votes to commit an order that nobody has proposed, and R2 counts that vote for the one that it executes.',
      explanation:
        'A certificate that holds a vote for something else proves less than it says. No fork comes of it alone, because a replica votes to commit only what it is prepared on itself; without that rule, too, it does.',
      breaks: 'certificates',
    },
    { faults: [liar(1, 'split-votes', { towards: 'everybody' })] },
  ),
  without(
    'commit-needs-prepared',
    {
      title: 'Committed, but not prepared',
      watch:
        'R0 proposes one order to R1 and R2 and another to R3; R3 takes the commits of the others for commits of its own order, and executes that.',
      explanation:
        'It takes two rules. A quorum of commits for the right order holds f+1 loyal replicas that were prepared, so that nothing is lost where commits are read for what they say. Where they are not, being prepared is what saves R3: no quorum has voted for its order. Full PBFT does both.',
      breaks: 'agreement',
    },
    { faults: [liar(0, 'equivocate', { share: 30 })], together: ['commit-digest'] },
  ),
];
