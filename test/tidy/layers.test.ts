import { describe, expect, it } from 'vitest';
import { cycleComplaints, importsOf, layerComplaints } from './layers.ts';
import { projectFiles, report } from './project.ts';

describe('the direction of imports', () => {
  const files = projectFiles();

  it('holds everywhere', () => {
    expect(report(layerComplaints(files))).toEqual([]);
  });

  it('has no cycles', () => {
    expect(report(cycleComplaints(files))).toEqual([]);
  });

  it('is checked on real files', () => {
    const kernel = files.find((file) => file.path === 'src/core/model/kernel.ts');
    expect(kernel && importsOf(kernel).map(({ target }) => target)).toContain(
      'src/core/model/data.ts',
    );
  });
});

describe('the rule against wrong imports', () => {
  function complaints(path: string, target: string) {
    return report(layerComplaints([{ path, text: `\nimport { x } from '${target}';\n` }]));
  }

  it.each([
    ['src/core/model/data.ts', '../base/assert.ts'],
    ['src/core/protocols/pbft/replica.ts', '../raft/replica.ts'],
    ['src/core/protocols/pbft/attacks/fork.ts', '../../raft/replica.ts'],
    ['src/core/protocols/pbft/replica.ts', '../../adversaries/mute.ts'],
    ['src/core/protocols/pbft/replica.ts', '../../sim/kernel.ts'],
    ['src/core/protocols/pbft/replica.ts', '@noble/hashes/sha2.js'],
    ['src/core/monitors/agreement.ts', 'node:fs'],
    ['src/core/sim/kernel.ts', '../protocols/pbft/index.ts'],
    ['src/viz/stage/scene.ts', '../../store/lab.ts'],
    ['src/viz/stage/scene.ts', 'd3'],
    ['src/ui/stage.tsx', '../core/index.ts'],
    ['src/worker/client.ts', '../core/index.ts'],
    ['src/cli/main.ts', '../core/session/run.ts'],
    ['src/elsewhere/thing.ts', '../core/model/index.ts'],
  ])('%s may not import %s', (path, target) => {
    expect(complaints(path, target)).toHaveLength(1);
  });

  it.each([
    ['src/core/protocols/pbft/attacks/fork.ts', '../messages.ts'],
    ['src/core/protocols/pbft/attacks/injected.ts', '../../../adversaries/instructions.ts'],
    ['src/core/protocols/pbft/replica.ts', '../../quorum/vote-box.ts'],
    ['src/core/crypto/ed25519.ts', '@noble/hashes/sha2.js'],
    ['src/cli/main.ts', '../core/index.ts'],
    ['src/viz/stage/scene.ts', 'd3-shape'],
  ])('%s may import %s', (path, target) => {
    expect(complaints(path, target)).toEqual([]);
  });

  it('sees types, re-exports and imports at run time, and names the line', () => {
    const path = 'src/core/monitors/order.ts';
    const text = [
      "import type { A } from '../sim/queue.ts';",
      "export { b } from '../sim/kernel.ts';",
      "const c = () => import('../sim/trace.ts');",
    ].join('\n');
    const found = layerComplaints([{ path, text }]);
    expect(found.map((complaint) => complaint.line)).toEqual([1, 2, 3]);
  });

  it('finds a cycle of two and names the way', () => {
    const a = { path: 'src/viz/a.ts', text: "import type { B } from './b.ts';" };
    const b = { path: 'src/viz/b.ts', text: "import type { A } from './a.ts';" };
    const [first] = cycleComplaints([a, b]);
    expect(first?.advice).toContain('src/viz/a.ts > src/viz/b.ts > src/viz/a.ts');
    expect(cycleComplaints([a])).toEqual([]);
  });
});
