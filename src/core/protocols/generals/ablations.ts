import type { AblationInfo } from '../../model/index.ts';

/**
 * The rules that can be left out, each consulted at the one decision point of its clause: those of both algorithms, of oral
 * messages, and of signed ones. What then goes wrong is shown by the cases of the scenarios and told in docs/ablations.md.
 */
const MISSING: Readonly<Record<string, string>> = {
  'retreat-by-default':
    'Silence is not taken for an order to retreat: who hears nothing has nothing to pass on, to count or to obey.',
  'last-round': 'One round fewer is played: OM(m-1) or SM(m-1).',
  relay: 'Lieutenants keep to themselves what they heard.',
  'relay-to-all': 'Lieutenants pass on what they heard to the next general only.',
  majority: 'A lieutenant obeys what the commander told it, whatever the others heard.',
  'strict-majority':
    'Where no order has a majority, a lieutenant obeys what the commander told it.',
  'own-word': 'What a lieutenant heard from the commander itself is not counted.',
  'known-teller': 'A message may say that somebody else than its sender has passed it on.',
  'chain-signatures': 'The signatures of a chain are not checked.',
  'distinct-signers': 'The same general may stand in a chain twice.',
  'chain-length': 'A chain counts in whichever round it comes, however few have signed it.',
  choice: 'Of several orders the first one that came is obeyed.',
};

export const ABLATIONS: Readonly<Record<string, AblationInfo>> = Object.fromEntries(
  Object.entries(MISSING).map(([rule, missing]) => [rule, { missing, mutants: [] }]),
);
