import type { AblationCase } from '../../model/index.ts';
import { VICTIM_HELD_UP, puppet, without } from './without.ts';

/** Decisions. */
export const decisionCases: readonly AblationCase[] = [
  without(
    'commit-phase',
    {
      title: 'Without commits',
      watch:
        'R2 executes the order as soon as it is prepared, and R1, who leads the next view, decides another one with the rest.',
      explanation:
        'Prepared means that no other order can be prepared in this view. It does not mean that anybody else knows of it: the next view may begin without R2, and nothing binds it. With the commit phase R2 waits until a quorum is prepared, of which every later view hears.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'lonely-commit')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'commit-quorum',
    {
      title: 'One commit too few',
      watch:
        'R2 executes the order with its own commit and that of the traitor R1; R0 and R3 know nothing of it and decide something else.',
      explanation:
        'A quorum of commits holds at least f+1 loyal replicas, and any later view contains one of them. With one commit less there may be a single one, and the next view does without it.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'lonely-commit')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'one-commit-each',
    {
      title: 'A commit counted twice',
      watch:
        'R1 sends R2 the same commit twice, and R2 takes it for two of the three that it needs.',
      explanation:
        'A quorum is a set of replicas, not a heap of messages: the network, or a traitor, can deliver a message as often as it likes. Counted by signer, the repetition changes nothing.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'repeated-commit')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'own-message',
    {
      title: 'Its own vote sent back',
      watch: 'R1 returns to R2 its own commit, and R2 counts it a second time.',
      explanation:
        'A replica has counted its own vote when it cast it. What comes back from the network under its own name is a reflection, and full PBFT ignores it.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'reflected-commit')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'signatures',
    {
      title: 'No signatures',
      watch: 'R1 sends R2 a commit in the name of R3, and R2 believes it.',
      explanation:
        'Without signatures one traitor can speak with everybody’s voice, and every quorum is worth one replica. With them the posed commit is rejected.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'posed-commit')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'signer-identity',
    {
      title: 'Signed by the messenger',
      watch:
        'R1 signs a commit that names R3, with its own key, and delivers it itself; R2 checks the signature against the messenger.',
      explanation:
        'The identity is the one inside the message, and only the key of that replica can vouch for it. Who carried the message proves nothing. This mistake was found in a real system.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'posed-commit')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'exact-cache',
    {
      title: 'A careless cache',
      watch:
        'R2 has checked a vote for this order before, and takes a forged one for the same digest as checked, too.',
      explanation:
        'Remembering valid signatures saves much work, but only for exactly the same bytes under the same key. Keyed by the digest alone, the first genuine vote opens the door to forged ones.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'posed-commit')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'signed-type',
    {
      title: 'A prepare dressed up as a commit',
      watch: 'R1 takes the prepare of a loyal replica, calls it a commit, and passes it on to R2.',
      explanation:
        'The signature must cover what kind of message it is. A prepare says that a replica got the proposal; a commit says that a quorum did.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'retyped-commit')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'prepared-certificates',
    {
      title: 'Silence about what was prepared',
      watch:
        'R2 decides with the help of R3; R3 says nothing of it in its VIEW-CHANGE, and the new view decides something else.',
      explanation:
        'The certificates in VIEW-CHANGE messages are the memory of the council across views. Any quorum of them contains a replica that was prepared on whatever was decided; without its certificate the new view cannot know.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'hidden-decision')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'certificates-captured',
    {
      title: 'Cleared too early',
      watch:
        'R3 clears the log of the old view before it builds its VIEW-CHANGE, and has nothing left to show.',
      explanation:
        'The certificate has to be captured before the log of the view is cleared; full PBFT captures it at the moment at which the replica is prepared.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'hidden-decision')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'unexecuted-certificates',
    {
      title: 'Only what was executed',
      watch:
        'R3 is prepared, but has executed nothing; so it does not mention the order, which R2 has executed.',
      explanation:
        'A certificate is needed most where the replica has not seen the decision itself: somebody else may have. So everything prepared above the last stable checkpoint is shown.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'hidden-decision')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'last-reproposal',
    {
      title: 'The last one is left out',
      watch:
        'R3 shows its certificate, but the new view proposes only what lies below it: nothing.',
      explanation:
        'The range that a new view proposes again ends at the highest certificate, that one included. An error by one loses exactly the latest decision.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'hidden-decision')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'new-view-validation',
    {
      title: 'A NEW-VIEW believed blindly',
      watch:
        'R1 opens view 1 as if nothing had been prepared, although the VIEW-CHANGE of R3 in its hand says otherwise.',
      explanation:
        'The new primary may be the traitor. So every backup computes for itself what follows from the VIEW-CHANGE messages, and refuses a NEW-VIEW that says anything else.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'unfounded-view')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'new-view-proposals',
    {
      title: 'Proposals that do not follow',
      watch:
        'The VIEW-CHANGE messages are checked, what the NEW-VIEW proposes is not: R1 leaves out the order that R2 has executed.',
      explanation:
        'Genuine VIEW-CHANGE messages do not help if the conclusion is left to the traitor. The backups draw it again and compare.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'unfounded-view')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'new-view-quorum',
    {
      title: 'A view opened by two',
      watch:
        'R1 opens view 1 with its own VIEW-CHANGE and that of R0, the only loyal replica that was not prepared.',
      explanation:
        'Two VIEW-CHANGE messages of four need not contain any replica that took part in the decision; any three do.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'short-view')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'one-view-change-each',
    {
      title: 'The same VIEW-CHANGE twice',
      watch: 'R1 fills up the NEW-VIEW with its own VIEW-CHANGE, twice.',
      explanation:
        'Three messages of two replicas are not a quorum. Two implementations have been found that did not look.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'doubled-view')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'nested-signatures',
    {
      title: 'Only the envelope is checked',
      watch: 'R1 signs its NEW-VIEW, but has written the VIEW-CHANGE of R3 in it itself.',
      explanation:
        'A signature on the outside says who put the parcel together, nothing about what is in it. Every message inside is verified by itself.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'posed-view')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'await-new-view',
    {
      title: 'Voting before the NEW-VIEW',
      watch: 'R1 never opens view 1, but proposes in it, and R0 and R3 vote.',
      explanation:
        'The NEW-VIEW is the proof that a proposal of the new primary agrees with what was decided before. Whoever votes without having seen it lets the primary forget.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'no-view')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'leave-old-view',
    {
      title: 'Voting in a view that was left',
      watch:
        'R3 has asked for view 1 and shown that it was not prepared; then R1 gives it the missing prepare, and it votes to commit in view 0 after all.',
      explanation:
        'A VIEW-CHANGE is a promise: this is all that I will ever have done in the earlier views. A vote that comes later makes it a lie, and R2 executes what view 1 knows nothing of.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'late-vote')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'certificate-proof',
    {
      title: 'A certificate without proof',
      watch:
        'R1 lets its own view pass, and claims in the next one that its own order was prepared there.',
      explanation:
        'A certificate is believed for the prepares of a quorum in it. The word of its sender is worth nothing.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'bare-certificate')], delays: [VICTIM_HELD_UP] },
  ),
  without(
    'distinct-in-certificates',
    {
      title: 'One replica, several times',
      watch: 'The certificate that R1 shows holds three votes, all of them its own.',
      explanation:
        'The rule that nobody counts twice holds inside certificates as well as where votes are counted. It was forgotten there in more than one implementation.',
      breaks: 'agreement',
    },
    { faults: [puppet(1, 'own-certificate')], delays: [VICTIM_HELD_UP] },
  ),
];
