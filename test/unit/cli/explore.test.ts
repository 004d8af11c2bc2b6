import { describe, expect, it } from 'vitest';
import { parley } from './support.ts';

describe('parley explore', () => {
  it('visits every state of four replicas with one traitor, and says so', async () => {
    const { status, out } = await parley(['explore', '--byzantine', '2']);
    expect(status).toBe(0);
    expect(out).toContain('n = 4, f = 1, traitors: R2');
    expect(out).toContain('Safe: all 11808 states visited');
  });

  it('calls nothing safe in which nobody decides', async () => {
    const { out } = await parley(['explore', '--byzantine', '0,1,2,3']);
    expect(out).toContain('Safe for nothing: all 1 states visited');
  });

  it('tells a shortest fork where a rule is missing, and exits 1', async () => {
    const { status, out } = await parley(['explore', '--ablate', 'no-commit-phase']);
    expect(status).toBe(1);
    expect(out).toContain('Broken on purpose: A replica decides as soon as it is prepared.');
    expect(out).toMatch(/Forked: .* after 10 steps/);
    expect(out.trim().split('\n').at(-1)).toMatch(/^10\. R\d /);
  });

  it('takes the names that rules have in scenarios', async () => {
    const slip = await parley(['explore', '--ablate', 'committed-by-q-1']);
    const rule = await parley(['explore', '--ablate', 'commit-quorum']);
    expect(rule).toEqual(slip);
    expect(rule.out).toMatch(/Forked: .* after 12 steps/);
  });

  it('prints one JSON object on demand', async () => {
    const { status, out } = await parley([
      'explore',
      '--n',
      '3',
      '--f',
      '1',
      '--quorum',
      '2',
      '--json',
    ]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ n: 3, quorum: 2, verdict: 'forked', depth: 6 });
  });

  it('takes the quorum by its rule: 2f+1 forks five with one traitor, n-f does not', async () => {
    const five = [
      'explore',
      '--n',
      '5',
      '--f',
      '1',
      '--byzantine',
      '0',
      '--views',
      '0',
      '--quorum',
    ];
    const forked = await parley([...five, '2f+1']);
    expect(forked.status).toBe(1);
    expect(forked.out).toContain('n = 5, f = 1, quorum 2f+1, traitors: R0');
    expect(forked.out).toContain('Forked');
    const safe = await parley([...five, 'n-f']);
    expect(safe.out).toContain('Safe: all');
    expect(safe.status).toBe(0);
  });

  it('gives up at the number of states that was allowed', async () => {
    const { status, out } = await parley(['explore', '--states', '500']);
    expect(status).toBe(1);
    expect(out).toContain('given up beyond 500 states');
  });

  it.each([
    [['--n', '9'], '--n must be a whole number from 1 to 8; it is 9'],
    [['--byzantine', '0,4'], '--byzantine must be a whole number from 0 to 3; it is 4'],
    [['--byzantine', '1,1'], '--byzantine must name each replica once; it is 1,1'],
    [['--ablate', 'luck'], 'or the slips prepared-by-q-1,'],
    [['--ablate', 'back-off'], '--ablate must be among the rules prepare-quorum,'],
    [['--ablate', 'constructor'], '--ablate must be among the rules prepare-quorum,'],
    [['--quorum', 'most'], '--quorum must be among intersect, 2f+1, n-f or a whole number; it is'],
    [['--quorum', '5'], '--quorum must be a whole number from 1 to 4; it is 5'],
    [['--views', 'two'], '--views must be a whole number from 0 to 4; it is two'],
    [['here'], 'unexpected argument here'],
  ])('refuses %j', async (args, message) => {
    const { status, err } = await parley(['explore', ...args]);
    expect(status).toBe(2);
    expect(err).toContain(message);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
