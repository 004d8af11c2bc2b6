import type { ScenarioRules } from '../../../src/core/scenario/named.ts';

const FORMS: ScenarioRules['protocols'][number]['compose'] = {
  commit: {
    signer: 'traitor',
    receivers: 'replicas',
    fields: [
      { id: 'view', label: 'View', hint: '', kind: 'number', min: 0, max: 9 },
      { id: 'value', label: 'Value', hint: '', kind: 'value', max: 20 },
      { id: 'how', label: 'How', hint: '', kind: 'choice', choices: [{ id: 'so', label: 'So' }] },
    ],
  },
};

/** A small catalogue: the schema is tested against what it is handed, not against today's registry. */
export const RULES: ScenarioRules = {
  replicasMax: 128,
  protocols: [
    {
      id: 'pbft',
      ablations: ['no-commit-phase', 'no-back-off'],
      refuse: () => null,
      compose: FORMS,
    },
    { id: 'generals', ablations: ['no-majority'], refuse: () => null, compose: {} },
    { id: 'other', ablations: [], refuse: () => null, compose: {} },
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
