import { describe, expect, it } from 'vitest';
import { parley } from './support.ts';

const TINY = ['--n', '4,7', '--messages', '60', '--scenarios', '1'];

describe('parley bench', () => {
  it('measures each council with each kind of trace and signature, and a hunt', async () => {
    const { status, out } = await parley(['bench', ...TINY, '--json']);
    expect(status).toBe(0);
    // A request, then 3, 9 and 12 messages of the three phases, and 4 replies; with seven 6, 36, 42 and 7.
    const rows = [
      { n: 4, decisions: 1, messages: 29 },
      { n: 7, decisions: 1, messages: 92 },
    ];
    const measured: unknown = JSON.parse(out);
    expect(measured).toMatchObject({
      series: [
        { signatures: 'ideal', trace: 'facts', rows },
        { signatures: 'ideal', trace: 'full', rows },
        { signatures: 'ed25519', trace: 'facts', rows },
      ],
      hunt: { scenarios: 1 },
    });
    const rates = [...out.matchAll(/"(?:messages|scenarios)PerSecond":([\d.]+)/g)];
    expect(rates).toHaveLength(7);
    for (const [, rate] of rates) expect(Number(rate)).toBeGreaterThan(0);
  });

  it('prints one table for each kind, with how the cost grows, and the rate of the hunt', async () => {
    const { out } = await parley(['bench', ...TINY]);
    expect(out.match(/^ *n +decisions +messages +messages\/s/gm)).toHaveLength(3);
    expect(out.match(/^A decision costs n to the power of -?[\d.]+\.$/gm)).toHaveLength(3);
    expect(out).toMatch(/^Hunting at n = 4 with one traitor: 1 scenarios, [\d,]+ a second\.$/m);
  });

  it.each([
    [['bench', '--n', '0'], '--n must be a whole number from 1 to 1024; it is 0'],
    [['bench', '--messages', 'many'], '--messages must be a whole number'],
    [['bench', 'fast'], 'unexpected argument fast'],
  ])('refuses %j', async (args, message) => {
    const { status, err } = await parley(args);
    expect(status).toBe(2);
    expect(err).toContain(message);
  });
});
