import { describe, expect, it } from 'vitest';
import { TACTICS } from '../../../src/core/registry.ts';
import { actionLabel } from '../../../src/core/base/action-words.ts';
import type { Action, MessageRef } from '../../../src/core/model/index.ts';

const COUNCIL = { replicas: 4, workload: { clients: 1 } };
const message: MessageRef = {
  from: 1,
  to: 4,
  kind: 'reply',
  view: 0,
  number: 1,
  copy: 0,
  repeat: 0,
};

const label = (action: Action): string => actionLabel(action, COUNCIL, TACTICS);

describe('the name of an intervention', () => {
  it('says what is done to replicas', () => {
    expect(label({ do: 'crash', replicas: [0, 2] })).toBe('crash R0, R2');
    expect(label({ do: 'collude', replicas: [0, 3], tactic: 'fork' })).toBe(
      'R0, R3: colluding (forks the council)',
    );
    expect(label({ do: 'isolate', replicas: [2], until: 400_000 })).toBe('cut off R2 until 400 ms');
    expect(label({ do: 'isolate', replicas: [2], until: null })).toBe('cut off R2');
    expect(label({ do: 'rejoin', replicas: [2] })).toBe('R2 back in reach');
  });

  it('quotes what a person wrote', () => {
    expect(label({ do: 'order', text: 'order RETREAT' })).toBe('order “order RETREAT”');
  });

  it('says what is done to which message', () => {
    expect(label({ do: 'drop', message })).toBe('drop REPLY from R1 to C1');
    expect(label({ do: 'delay', message, by: 30_000 })).toBe('delay by 30 ms REPLY from R1 to C1');
    expect(label({ do: 'tamper', message: { ...message, to: 5 }, field: 'result' })).toBe(
      'tamper with result of REPLY from R1 to you',
    );
  });

  it('says who writes to whom', () => {
    expect(label({ do: 'compose', from: 3, kind: 'commit', to: [1, 9], fields: {} })).toBe(
      'COMMIT by hand from R3 to R1, X3',
    );
  });
});
