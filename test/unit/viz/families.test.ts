import { describe, expect, test } from 'vitest';
import type { Agent } from '../../../src/core/model/index.ts';
import { agentBadges, agentWords } from '../../../src/viz/families.ts';
import { councilSeq } from '../../../src/viz/stage/input.ts';
import { stageScene } from '../../../src/viz/stage/scene.ts';
import { fullCouncil, replica, slot, stageInput } from './builders.ts';

const agents: readonly Agent[] = [
  { replicas: [0, 3], family: 'atlas', guard: 'none' },
  { replicas: [1], family: 'Ajax', guard: 'quarantine' },
  { replicas: [2], family: '', guard: 'quarantine' },
];

describe('family badges', () => {
  test('are initials, with a number where two begin alike', () => {
    const badges = agentBadges(agents);
    expect([0, 1, 2, 3, 4].map((id) => badges.get(id)?.letter)).toEqual([
      'A2',
      'A1',
      '',
      'A2',
      undefined,
    ]);
  });

  test('say in words what the letter stands for', () => {
    expect(agentWords({ family: 'atlas', guard: 'none' })).toBe('family atlas');
    expect(agentWords({ family: '', guard: 'quarantine' })).toBe(
      'a model of its own, behind a quarantine',
    );
  });

  test('stand beside the replicas where there is room, and in their labels always', () => {
    const input = stageInput(fullCouncil(4), { agents: agentBadges(agents) });
    const scenes = stageScene(input).replicas;
    expect(scenes.map(({ family }) => family)).toEqual([
      { letter: 'A2', isGuarded: false },
      { letter: 'A1', isGuarded: true },
      null,
      { letter: 'A2', isGuarded: false },
    ]);
    expect(scenes[1]?.label).toContain('An agent, family Ajax, behind a quarantine.');
    const small = stageInput(fullCouncil(40), { agents: agentBadges(agents) });
    const [first] = stageScene(small).replicas;
    expect(first?.family).toBeNull();
    expect(first?.label).toContain('family atlas');
  });
});

test('a council of which all have turned still works on something', () => {
  const open = slot({ seq: 3 });
  const turned = [0, 1, 2, 3].map((id) =>
    replica(id, { slots: [open] }, { kind: 'prompt-injected' }),
  );
  expect(councilSeq(turned)).toBe(3);
});
