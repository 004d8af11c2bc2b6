import { describe, expect, it } from 'vitest';
import { MONITORS, PRESETS, PROTOCOLS, TACTICS } from '../../src/core/registry.ts';
import { projectFiles, report } from './project.ts';
import { REGISTRY, registryComplaints } from './registry-rule.ts';

const files = projectFiles();

describe('the registry', () => {
  it('lists every protocol, tactic, monitor and preset that is written', () => {
    expect(report(registryComplaints(files))).toEqual([]);
  });

  it.each([
    ['protocols', PROTOCOLS.map(({ id }) => id)],
    ['tactics', TACTICS.map(({ id }) => id)],
    ['monitors', MONITORS.map(({ id }) => id)],
    ['presets', PRESETS.map(({ name }) => name)],
  ])('gives no two %s the same id', (_, ids) => {
    expect(ids.length).toBeGreaterThan(0);
    expect([...new Set(ids)]).toEqual(ids);
  });

  it('calls a thing by the name of its file', () => {
    const paths = files.map(({ path }) => path.slice(0, -'.ts'.length));
    const isNamed = (folder: RegExp, id: string) =>
      paths.some((path) => folder.test(path) && path.endsWith(`/${id}`));
    const presets = PRESETS.filter(({ name }) => !isNamed(/scenario\/presets/, name));
    const monitors = MONITORS.filter(({ id }) => !isNamed(/monitors/, id));
    const tactics = TACTICS.filter(({ id }) => !isNamed(/adversaries|attacks/, id));
    expect({ presets, monitors, tactics }).toEqual({ presets: [], monitors: [], tactics: [] });
  });

  it('holds presets whose question has exactly one right answer', () => {
    const odd = PRESETS.filter(
      ({ question }) => question.answers.filter(({ isRight }) => isRight).length !== 1,
    );
    expect(odd.map(({ name }) => name)).toEqual([]);
  });
});

describe('the rule of the registry', () => {
  const listed = "import { mute } from './adversaries/mute.ts';\nexport const TACTICS = [mute];\n";
  const mute = {
    path: 'src/core/adversaries/mute.ts',
    text: 'export const mute: Tactic<null> = {};\n',
  };

  function complaints(registry: string, path: string, text: string) {
    return registryComplaints([{ path: REGISTRY, text: registry }, mute, { path, text }]);
  }

  it('is content with what is imported and listed', () => {
    expect(complaints(listed, 'src/core/adversaries/kit.ts', 'export const x = 1;')).toEqual([]);
  });

  it('finds what is not imported, and what is imported but not listed', () => {
    const late = 'export const late: Monitor = {};';
    expect(complaints(listed, 'src/core/monitors/late.ts', late)).toHaveLength(1);
    const unused = "import { mute } from './adversaries/mute.ts';";
    expect(complaints(unused, 'src/core/adversaries/kit.ts', '')).toHaveLength(1);
  });

  it('finds a preset file without a preset, and a protocol folder without a descriptor', () => {
    expect(complaints(listed, 'src/core/scenario/presets/odd.ts', '')).toHaveLength(1);
    expect(complaints(listed, 'src/core/protocols/raft/replica.ts', '')).toHaveLength(1);
  });
});
