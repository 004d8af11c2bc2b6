import { describe, expect, it } from 'vitest';
import {
  BAR_FIELDS,
  LANE_PHASES,
  LANE_ROW_FIELDS,
  LANE_SIGNS,
  LANE_START_FIELDS,
  MARK_KINDS,
  MESSAGE_FIELDS,
} from '../../../src/core/model/index.ts';
import type { ProcessView, Scenario } from '../../../src/core/model/index.ts';
import { openRun } from '../../../src/core/session/run.ts';
import { parts } from './parts.ts';
import { played, scenarioOf } from './support.ts';

function rowsOf(packed: Int32Array, fields: readonly string[]): Record<string, number>[] {
  return Array.from({ length: packed.length / fields.length }, (_, row) =>
    Object.fromEntries(fields.map((name, i) => [name, packed[row * fields.length + i] ?? -1])),
  );
}

const ASK = { cap: 1_000_000, buckets: 64, process: null };

/** The phase of a lane as the replica itself shows it. */
function phaseIn(process: ProcessView): string {
  if (process.role === 'client') return 'idle';
  if (!process.replica.active) return 'changing view';
  const open = process.replica.slots.find(({ phase }) => phase !== 'idle' && phase !== 'executed');
  return open?.phase ?? 'idle';
}

const TROUBLED: Partial<Scenario> = {
  faults: [{ replicas: [0], kind: 'crashed', at: 60_000, until: 700_000 }],
  network: {
    ...scenarioOf().network,
    partitions: [{ at: 300_000, until: 420_000, groups: [[1, 2], [3]] }],
  },
};

describe.each([
  ['a calm council', {}],
  ['a crash, a view change and a partition', TROUBLED],
  ['pipelined requests', { workload: { ...scenarioOf().workload, clients: 5 } }],
] as const)('the lanes of %s', (_, changes) => {
  const run = played(changes);
  const { reached } = run.timeline();

  it('stand at every moment as the replicas themselves do', () => {
    for (let part = 1; part < 60; part += 1) {
      const at = Math.floor((reached * part) / 60);
      // A tile that begins right after this microsecond.
      const { start } = run.tile({ ...ASK, from: at + 1, until: at + 2 });
      const lanes = rowsOf(start, LANE_START_FIELDS);
      const here = run.momentAt(at);
      const processes = run.processesAt(here);
      for (const process of processes) {
        const lane = lanes.find((each) => each.process === process.id);
        if (process.role === 'client' || lane === undefined) continue;
        const stands = [LANE_PHASES[lane.phase ?? 0], MARK_KINDS[lane.mark ?? 0]];
        expect([at, process.id, ...stands]).toEqual([
          at,
          process.id,
          phaseIn(process),
          process.mark.kind,
        ]);
      }
    }
  });

  it('are the same in pieces as in one', () => {
    const whole = run.tile({ ...ASK, from: 0, until: reached + 1 });
    const cuts = [0, 1, 2, 3, 4, 5].map((part) => Math.floor(((reached + 1) * part) / 5));
    const pieces = cuts
      .slice(1)
      .map((until, part) => run.tile({ ...ASK, from: cuts[part] ?? 0, until }));
    expect(pieces.flatMap(({ rows }) => [...rows])).toEqual([...whole.rows]);
    expect(pieces.reduce((sum, { sent }) => sum + sent, 0)).toBe(whole.sent);
    expect(whole.sent).toBe(run.recording.flights.length);
    const events = new Set(
      pieces.flatMap(({ messages }) => rowsOf(messages, MESSAGE_FIELDS).map(({ event }) => event)),
    );
    expect(events.size).toBe(whole.sent);
  });
});

describe('a tile', () => {
  const run = played(TROUBLED);
  const { reached } = run.timeline();
  const whole = run.tile({ ...ASK, from: 0, until: reached + 1 });

  it('tells every execution, crash and recovery', () => {
    const signs = rowsOf(whole.rows, LANE_ROW_FIELDS).map(({ sign }) => LANE_SIGNS[sign ?? 0]);
    const executions = [0, 1, 2, 3].map((replica) => {
      const found = run.processesAt(run.momentAt(reached)).find(({ id }) => id === replica);
      return found?.role === 'replica' ? found.replica.ledgerLength : 0;
    });
    const all = executions.reduce((sum, count) => sum + count, 0);
    const executed = signs.filter((sign) => sign === 'executed').length;
    expect(executed).toBeGreaterThan(0);
    expect(executed).toBeLessThanOrEqual(all);
    expect(signs).toContain('crash');
    expect(signs).toContain('recover');
    expect(signs).toContain('view-entered');
  });

  it('names the partitions that touch it, and no others', () => {
    expect(whole.partitions).toEqual([
      { from: 300_000, until: 420_000, groups: [[1, 2], [3], [0]] },
    ]);
    expect(run.tile({ ...ASK, from: 0, until: 300_000 }).partitions).toEqual([]);
  });

  it('counts in bars what is more than its cap, and loses nobody', () => {
    const counted = run.tile({ ...ASK, from: 0, until: reached + 1, cap: 10 });
    const bars = rowsOf(counted.bars ?? new Int32Array(), BAR_FIELDS);
    const sum = (name: string): number => bars.reduce((all, bar) => all + (bar[name] ?? 0), 0);
    const fates = Array.from({ length: run.recording.flights.length }, (_, flight) =>
      run.recording.flights.at(flight),
    );
    expect(counted.messages).toHaveLength(0);
    expect(sum('sent')).toBe(whole.sent);
    expect(sum('spoiled')).toBe(
      fates.filter(({ fate }) => ['lost', 'partition', 'crashed', 'rejected'].includes(fate))
        .length,
    );
    expect(sum('arrived')).toBe(
      fates.filter(({ fate }) => ['delivered', 'rejected', 'ignored'].includes(fate)).length,
    );
  });

  it('still holds the messages of the process that is looked at', () => {
    const counted = run.tile({ ...ASK, from: 0, until: reached + 1, cap: 10, process: 2 });
    const messages = rowsOf(counted.messages, MESSAGE_FIELDS);
    const all = rowsOf(whole.messages, MESSAGE_FIELDS);
    expect(messages).toEqual(all.filter(({ from, to }) => from === 2 || to === 2));
  });

  it('says whether anything recorded later can change it', () => {
    const open = openRun(scenarioOf(), parts);
    open.advance(20);
    const now = open.timeline().reached;
    expect(open.tile({ ...ASK, from: 0, until: now + 50_000 }).isFinal).toBe(false);
    expect(whole.isFinal).toBe(true);
  });

  it('knows how many messages were sent in each part of the run', () => {
    const counts = run.density(7);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(whole.sent);
    const first = run.tile({ ...ASK, from: 0, until: Math.floor(reached / 7) + 1 });
    expect(counts[0]).toBe(first.sent);
  });
});
