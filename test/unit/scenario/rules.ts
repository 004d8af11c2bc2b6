import type { ScenarioRules } from '../../../src/core/scenario/schema.ts';

/** A small catalogue: the schema is tested against what it is handed, not against today's registry. */
export const RULES: ScenarioRules = {
  replicasMax: 128,
  protocols: [
    { id: 'pbft', ablations: ['no-commit-phase', 'no-back-off'] },
    { id: 'other', ablations: ['no-order'] },
  ],
  tactics: [
    { id: 'equivocate', kind: 'lying', protocols: ['pbft'] },
    { id: 'mute', kind: 'lying', protocols: [] },
    { id: 'fork', kind: 'colluding', protocols: ['pbft'] },
    { id: 'injected', kind: 'prompt-injected', protocols: ['pbft'] },
  ],
};
