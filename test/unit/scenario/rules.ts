import type { ScenarioRules } from '../../../src/core/scenario/schema.ts';

/** A small catalogue: the schema is tested against what it is handed, not against today's registry. */
export const RULES: ScenarioRules = {
  replicasMax: 128,
  protocols: [
    { id: 'pbft', ablations: ['no-commit-phase', 'no-back-off'], refuse: () => null },
    { id: 'generals', ablations: ['no-majority'], refuse: () => null },
    { id: 'other', ablations: [], refuse: () => null },
  ],
  tactics: [
    {
      id: 'equivocate',
      kind: 'lying',
      protocols: ['pbft'],
      options: [
        { id: 'share', label: 'Share', kind: 'number', min: 1, max: 9, default: 5, unit: 'tenths' },
        {
          id: 'vote',
          label: 'Vote',
          kind: 'choice',
          choices: [
            { id: 'one', label: 'For one' },
            { id: 'both', label: 'For both' },
          ],
          default: 'one',
        },
      ],
    },
    { id: 'mute', kind: 'lying', protocols: [], options: [] },
    { id: 'fork', kind: 'colluding', protocols: ['pbft'], options: [] },
    { id: 'injected', kind: 'prompt-injected', protocols: ['pbft'], options: [] },
  ],
  messages: ['pre-prepare', 'prepare', 'commit', 'reply'],
};
