import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { MONITORS, PROTOCOLS } from '../../src/core/registry.ts';
import { ROWS } from '../unit/monitors/failing/rows.ts';
import { monitorList, rowComplaints, withMonitors } from './monitors.ts';

const path = fileURLToPath(new URL('../../docs/monitors.md', import.meta.url));

describe('the monitors', () => {
  it('stand in docs/monitors.md as the registry has them', () => {
    const document = readFileSync(path, 'utf8');
    const now = withMonitors(document, monitorList(MONITORS, PROTOCOLS));
    if (process.env.PARLEY_DOCS === 'write') writeFileSync(path, now);
    else expect(document, 'PARLEY_DOCS=write npm run unit -- test/tidy').toBe(now);
  });

  it('are each seen to fail, for every clause that they claim', () => {
    expect(rowComplaints(MONITORS, ROWS)).toEqual([]);
  });
});

describe('the rule of the monitors', () => {
  const [first] = MONITORS;

  it('finds a monitor, or a clause of one, that no run shows failing, and a row for nothing', () => {
    const two = MONITORS.filter(({ id }) => ['order', 'termination'].includes(id));
    const rows = [
      { monitor: 'order', clause: 'I5' },
      { monitor: 'termination', clause: '' },
    ];
    expect(rowComplaints(two, rows)).toEqual([]);
    expect(rowComplaints(two, rows.slice(1))).toEqual(['order I5 is never seen to fail.']);
    expect(rowComplaints(two.slice(0, 1), rows)).toEqual(['termination is not claimed.']);
    expect(first?.clauses.length).toBeGreaterThan(1);
    expect(rowComplaints(MONITORS.slice(0, 1), [])).toHaveLength(first?.clauses.length ?? 0);
  });

  it('puts the list between its marks, whatever stood there', () => {
    const document = 'a\n<!-- monitors: x -->\nold\n<!-- /monitors -->\nb\n';
    const now = withMonitors(document, '- new');
    expect(now).toBe('a\n<!-- monitors: x -->\n\n- new\n\n<!-- /monitors -->\nb\n');
    expect(withMonitors(now, '- new')).toBe(now);
    expect(() => withMonitors('a\n', '- new')).toThrow('no place');
  });
});
