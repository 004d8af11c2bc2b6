import type { ScenarioRules } from '../../../src/core/scenario/schema.ts';

/** A small catalogue: the schema is tested against what it is handed, not against today's registry. */
export const RULES: ScenarioRules = {
  replicasMax: 128,
  protocols: ['pbft'],
  tactics: [
    { id: 'equivocate', kind: 'lying' },
    { id: 'mute', kind: 'lying' },
    { id: 'fork', kind: 'colluding' },
    { id: 'injected', kind: 'prompt-injected' },
  ],
  messages: ['pre-prepare', 'prepare', 'commit', 'reply'],
  ablations: ['no-commit-phase', 'no-back-off'],
};
