import { describe, expect, it } from 'vitest';
import { measureRun, parseScenario } from '../../../../src/core/index.ts';
import {
  BATCH,
  COST_CHARTS,
  costPlan,
  costRows,
  costTable,
  decisionsTimed,
  SIZES,
  USUAL_PROCESSING,
} from '../../../../src/store/costs/cost-lab.ts';
import type { CostKey, CostRow } from '../../../../src/store/costs/cost-lab.ts';
import type { Planned, Point } from '../../../../src/store/costs/measurements.ts';
import {
  backOffText,
  bestTimeout,
  TIMER_CHARTS,
  timerPlan,
  timerRows,
  timerTable,
} from '../../../../src/store/costs/timer-lab.ts';
import type { TimerKey } from '../../../../src/store/costs/timer-lab.ts';

/** The runs of a plan that are wanted, made here. */
function measured<K>(plan: readonly Planned<K>[], isWanted: (key: K) => boolean): Point<K>[] {
  return plan
    .filter(({ key }) => isWanted(key))
    .map(({ key, scenario, isWeighed }) => {
      const parsed = parseScenario(scenario, 'page');
      if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
      return { key, measured: measureRun(parsed.scenario, { isWeighed }) };
    });
}

describe('what a decision costs', () => {
  const small = (key: CostKey): boolean => [1, 4, 16].includes(key.n);
  const rows = costRows(measured(costPlan(USUAL_PROCESSING), small));
  const at = (n: number) => rows.find((row) => row.n === n);

  it('is what the paper counts: a request, n-1 proposals, two rounds of all to all, n answers', () => {
    const counted = (n: number): number => 1 + (n - 1) + (n - 1) ** 2 + n * (n - 1) + n;
    for (const n of [1, 4, 16]) expect(at(n)?.messages).toBe(counted(n));
  });

  it('stands in the tables as it was counted', () => {
    const cell = (id: string, row: CostRow): unknown => {
      const chart = COST_CHARTS.find((each) => each.id === id);
      return chart && costTable(chart, [row]).rows[0]?.[1];
    };
    const [row] = rows;
    if (row === undefined) throw new Error('a council of one is measured');
    const large = { ...row, messages: 19_901, bytes: 121_794.25 };
    expect(cell('messages', large)).toBe(19_901);
    expect(cell('bytes', large)).toBe(121_794.25);
  });

  it('grows with the square in messages, bytes and checks, and with n in signatures made', () => {
    const growth = (figure: 'messages' | 'bytes' | 'verifies' | 'signs'): number =>
      (at(16)?.[figure] ?? 0) / (at(4)?.[figure] ?? 1);
    for (const figure of ['messages', 'bytes', 'verifies'] as const) {
      expect(growth(figure)).toBeGreaterThan(12);
      expect(growth(figure)).toBeLessThan(20);
    }
    expect(growth('signs')).toBeLessThan(4.5);
  });

  it('takes the middle one of many times where that is cheap, and says of how many', () => {
    expect(SIZES.map(decisionsTimed)).toEqual([101, 101, 101, 101, 77, 31, 11, 3, 3]);
    for (const n of [1, 4, 16]) expect(at(n)?.timed).toBe(decisionsTimed(n));
    const chart = COST_CHARTS.find(({ id }) => id === 'latency');
    expect(chart && costTable(chart, rows).rows.at(-1)?.at(-1)).toBe(77);
  });

  it('has a ceiling with processing, which batches lift', () => {
    expect(at(16)?.ceiling).toBeLessThan(at(4)?.ceiling ?? 0);
    expect(at(16)?.batchedCeiling).toBeGreaterThan(1.5 * (at(16)?.ceiling ?? 0));
    expect(at(16)?.busyLatency).toBeGreaterThan(at(16)?.latency ?? Infinity);
    expect(BATCH).toBeGreaterThan(1);
  });

  it('is measured for every size on the axis, and a table holds what was', () => {
    expect(rows.map(({ n }) => n)).toEqual(SIZES);
    for (const chart of COST_CHARTS) {
      const table = costTable(chart, rows);
      expect(table.rows.map(([n]) => n)).toEqual([1, 4, 16]);
      expect(table.head).toHaveLength(1 + chart.series.length + (chart.of === undefined ? 0 : 1));
      for (const row of table.rows) expect(row).toHaveLength(table.head.length);
    }
  });
});

describe('how long to wait', () => {
  const wanted = ({ timeout, seed }: TimerKey): boolean =>
    seed === 1 && [5, 90, 1_500].includes(timeout);
  const rows = timerRows(measured(timerPlan('usual'), wanted));
  const at = (timeout: number) => rows.find((row) => row.timeout === timeout);

  it('too short is thrash: view after view, few answers, and without back-off none', () => {
    expect(at(5)?.withBackOff?.changes).toBeGreaterThan(20);
    expect(at(5)?.withBackOff?.rate).toBeLessThan((at(90)?.withBackOff?.rate ?? 0) / 2);
    expect(at(5)?.without).toMatchObject({ rate: 0, recovery: Infinity });
  });

  it('what back-off makes of too short a time-out is told by the runs themselves', () => {
    const { changes = 0, rate = 0 } = at(5)?.withBackOff ?? {};
    const best = Math.round(at(90)?.withBackOff?.rate ?? 0);
    expect(backOffText(rows)).toBe(
      `Here 5 ms came to ${changes} view changes and ${Math.round(rate)} answers a second with it, and to 0 without; 90 ms came to ${best}.`,
    );
    expect(backOffText(timerRows([]))).toBe('');
  });

  it('right is one view change, soon after the crash', () => {
    expect(at(90)?.withBackOff?.changes).toBe(1);
    expect(at(90)?.withBackOff?.recovery).toBeLessThan(400);
    expect(bestTimeout(rows)?.timeout).toBe(90);
  });

  it('too long is standing still: the crash costs more than the time-out', () => {
    expect(at(1_500)?.withBackOff?.recovery).toBeGreaterThan(1_500);
    expect(at(1_500)?.withBackOff?.rate).toBeLessThan(at(90)?.withBackOff?.rate ?? 0);
  });

  it('back-off makes no difference where nothing is to be backed off from', () => {
    expect(at(90)?.without).toEqual(at(90)?.withBackOff);
  });

  it('says never where nothing recovered', () => {
    const recovery = TIMER_CHARTS.find(({ figure }) => figure === 'recovery');
    if (!recovery) throw new Error('there is a chart of the recovery');
    const table = timerTable(recovery, rows);
    expect(table.rows.map(([timeout]) => timeout)).toEqual([5, 90, 1_500]);
    expect(table.rows[0]?.[2]).toBe('never');
  });
});
