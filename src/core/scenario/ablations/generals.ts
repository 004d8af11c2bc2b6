import type { AblationCase } from '../../model/index.ts';
import { crashed, liar, without } from './without.ts';

/** The rules of 1982: of both algorithms, of oral messages, and of signed ones. */

const ORAL = { messages: 'oral' };
const SIGNED = { messages: 'signed' };
const colluding = (replicas: readonly number[], tactic: string, options?: object) => ({
  replicas,
  kind: 'colluding',
  tactic,
  ...(options === undefined ? {} : { options }),
});

export const generalsCases: readonly AblationCase[] = [
  without(
    'retreat-by-default',
    {
      title: 'Silence means nothing',
      watch: 'The commander R0 is down, and its lieutenants wait for an order that nobody gives.',
      explanation:
        'A traitor may keep silent. With a default, all who hear nothing do the same; without one they never make up their minds.',
      breaks: 'termination',
    },
    { generals: ORAL, faults: [crashed(0, 0)] },
  ),
  without(
    'last-round',
    {
      title: 'One round fewer',
      watch: 'R0 gives two orders, and nobody compares what was heard.',
      explanation:
        'Each round lays open the lies of one more traitor. Against m of them it takes m+1 rounds, and no algorithm can do with fewer.',
      breaks: 'ic1',
    },
    { generals: ORAL, faults: [liar(0, 'two-orders')] },
  ),
  without(
    'relay',
    {
      title: 'Lieutenants who keep it to themselves',
      watch: 'R0 signs two orders, and each lieutenant knows of one of them alone.',
      explanation:
        'A signature proves who gave an order, not that it is the only one. Lieutenants find out when they show each other what they hold.',
      breaks: 'ic1',
    },
    { replicas: 3, generals: SIGNED, faults: [liar(0, 'two-orders')] },
  ),
  without(
    'relay-to-all',
    {
      title: 'Telling the next one only',
      watch: 'R0 is loyal, R3 passes on the contrary, and R2 hears nothing from R1.',
      explanation:
        'The majority outvotes a liar with the words of the loyal. Each needs them from everybody, because any may be the liar.',
      breaks: 'ic2',
    },
    { generals: ORAL, faults: [liar(3, 'contrary-relay')] },
  ),
  without(
    'majority',
    {
      title: 'Believing the commander',
      watch: 'The lieutenants hear that R0 gave two orders, and each obeys its own.',
      explanation:
        'Passing on helps nobody who does not listen. All take the majority of the same words, and so they do the same.',
      breaks: 'ic1',
    },
    { generals: ORAL, faults: [liar(0, 'two-orders')] },
  ),
  without(
    'strict-majority',
    {
      title: 'A tie is broken by each for itself',
      watch: 'Of four lieutenants two hear ATTACK and two RETREAT: a tie.',
      explanation:
        'Whatever stands for a tie must be the same at everybody. What the commander told each of them is not: he may be the traitor.',
      breaks: 'ic1',
    },
    { replicas: 5, generals: ORAL, faults: [liar(0, 'two-orders')] },
  ),
  without(
    'own-word',
    {
      title: 'A lieutenant who counts only the others',
      watch: 'R0 is loyal; of the two words that R1 gets from others, one is a lie.',
      explanation:
        'Three words, two of them true, make a majority. Without its own there is a tie, and the lieutenant retreats against its orders.',
      breaks: 'ic2',
    },
    { generals: ORAL, faults: [liar(3, 'contrary-relay')] },
  ),
  without(
    'known-teller',
    {
      title: 'Anybody may speak for anybody',
      watch:
        'R1 tells R2 and R3 the contrary, once in its own name and once in the name of the other.',
      explanation:
        'Oral messages are safe only because everybody knows who speaks (assumption A2 of the paper). Else one traitor has as many votes as it likes.',
      breaks: 'ic2',
    },
    { generals: ORAL, faults: [liar(1, 'impersonate')] },
  ),
  without(
    'chain-signatures',
    {
      title: 'Signatures that nobody checks',
      watch: 'R2 changes the order of the loyal R0 before passing it on.',
      explanation:
        'Three generals bear a traitor because he cannot change what is signed without being found out. Unchecked, a signature is ink.',
      breaks: 'ic2',
    },
    { replicas: 3, generals: SIGNED, faults: [liar(2, 'contrary-relay')] },
  ),
  without(
    'distinct-signers',
    {
      title: 'Signing twice',
      watch: 'In the last round R0 shows R3 a second order that only R0 has signed, twice.',
      explanation:
        'm+1 different signers include a loyal one, who has told everybody. One traitor who counts twice can keep an order from the others.',
      breaks: 'ic1',
    },
    { generals: SIGNED, faults: [colluding([0], 'last-moment')] },
  ),
  without(
    'chain-length',
    {
      title: 'An order that comes late',
      watch: 'In the last round R0 shows R3 a second order with its own signature alone.',
      explanation:
        'What comes in round r must bear r signatures: then whoever takes an order knows that there is time to tell the others, or that they know.',
      breaks: 'ic1',
    },
    { generals: SIGNED, faults: [colluding([0], 'last-moment', { chain: 'commander' })] },
  ),
  without(
    'choice',
    {
      title: 'The first order counts',
      watch:
        'All lieutenants come to hold both orders of R0, and each obeys the one that it heard first.',
      explanation:
        'To hold the same set of orders is not enough: all must choose from it alike, whatever came first.',
      breaks: 'ic1',
    },
    { generals: SIGNED, faults: [liar(0, 'two-orders')] },
  ),
];
