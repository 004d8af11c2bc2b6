import { entryOf } from '../../base/entry-of.ts';
import type { AblationInfo, Clause } from '../../model/index.ts';

/**
 * The rules that can be left out, each consulted at the one decision point of its clause: those of both algorithms, of oral
 * messages, and of signed ones. What then goes wrong is shown by the cases of the scenarios and told in docs/ablations.md.
 */
const MISSING: Readonly<Record<string, readonly [clause: string, missing: string]>> = {
  'retreat-by-default': [
    'OM2',
    'Silence is not taken for an order to retreat: who hears nothing has nothing to pass on, to count or to obey.',
  ],
  'last-round': ['OM7', 'One round fewer is played: OM(m-1) or SM(m-1).'],
  relay: ['OM3', 'Lieutenants keep to themselves what they heard.'],
  'relay-to-all': ['OM3', 'Lieutenants pass on what they heard to the next general only.'],
  majority: ['OM5', 'A lieutenant obeys what the commander told it, whatever the others heard.'],
  'strict-majority': [
    'OM5',
    'Where no order has a majority, a lieutenant obeys what the commander told it.',
  ],
  'own-word': ['OM3', 'What a lieutenant heard from the commander itself is not counted.'],
  'known-teller': ['OM4', 'A message may say that somebody else than its sender has passed it on.'],
  'chain-signatures': ['SM10', 'The signatures of a chain are not checked.'],
  'distinct-signers': ['SM10', 'The same general may stand in a chain twice.'],
  'chain-length': [
    'SM10',
    'A chain counts in whichever round it comes, however few have signed it.',
  ],
  choice: ['SM10', 'Of several orders the first one that came is obeyed.'],
};

/** Lamport, Shostak and Pease, "The Byzantine Generals Problem", TOPLAS 1982; the numbers are those of the conformance tests. */
const CLAUSES: ReadonlyMap<string, Clause> = new Map(
  (
    [
      ['OM2', 'Who gets no order takes it for RETREAT.', 'TOPLAS 1982, 3'],
      ['OM3', 'Each lieutenant passes on to all others what it heard.', 'TOPLAS 1982, 3'],
      ['OM4', 'The receiver of a message knows who sent it.', 'TOPLAS 1982, 3'],
      ['OM5', 'A lieutenant obeys what the majority of all it heard says.', 'TOPLAS 1982, 3'],
      ['OM7', 'Against m traitors m+1 rounds are played.', 'TOPLAS 1982, 3'],
      [
        'SM10',
        'An order counts in a round with as many different signatures, and all choose alike among those that count.',
        'TOPLAS 1982, 4',
      ],
    ] as const
  ).map(([id, text, source]) => [id, { id, text, source }]),
);

export const ABLATIONS: Readonly<Record<string, AblationInfo>> = Object.fromEntries(
  Object.entries(MISSING).map(([rule, [clause, missing]]) => [
    rule,
    { missing, mutants: [], clause: entryOf(CLAUSES, clause) },
  ]),
);
