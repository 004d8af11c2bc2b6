import { describe, expect, it } from 'vitest';
import { fairness } from '../../../src/core/monitors/fairness.ts';
import { viewStability } from '../../../src/core/monitors/view-stability.ts';
import * as build from '../../support/council-messages.ts';
import { executed, Watch } from './stream.ts';

const change = (view: number) => ({ fact: 'view-change-sent', view, reason: 'time' }) as const;

describe('view stability', () => {
  it('[L4] fires when somebody leaves a view although nothing is wrong', () => {
    const watch = new Watch(viewStability);
    expect(watch.tell(1, change(1))[0]?.detail).toMatch(/^R1 asked for view 1, although nothing/);
    expect(watch.tell(2, change(1))).toEqual([]);
  });

  it('[L4] is silent where messages are slow, lost or delayed for a price, and after any fault', () => {
    for (const timing of [{ delay: 30_000 }, { calmFrom: null }, { delay: null }]) {
      const watch = new Watch(viewStability, { timing });
      expect(watch.tell(1, change(1))).toEqual([]);
    }
    const watch = new Watch(viewStability);
    watch.mark(0, 'crashed');
    expect(watch.tell(1, change(1))).toEqual([]);
  });

  it('[L4] is silent where no council could reach the quorum', () => {
    const watch = new Watch(viewStability, { n: 4, f: 3, q: 7 });
    expect(watch.tell(1, change(1))).toEqual([]);
  });

  it('[L4] is silent once more requests were under way than proposals take at once', () => {
    const send = (client: number) =>
      ({
        fact: 'request-sent',
        request: { client, timestamp: 1, operation: 'order ATTACK' },
        attempt: 0,
      }) as const;
    const crowd = (many: number, timing = {}) => {
      const watch = new Watch(viewStability, { timing });
      for (let client = 4; client < 4 + many; client += 1) watch.tell(client, send(client));
      return watch.tell(1, change(1)).length;
    };
    expect([crowd(16), crowd(17)]).toEqual([1, 0]);
    expect([crowd(2, { batch: 2 }), crowd(3, { batch: 2 })]).toEqual([1, 0]);
  });

  it('[L5] fires when a correct replica follows traitors alone', () => {
    const watch = new Watch(viewStability, { traitors: [3] });
    watch.mark(3, 'lying');
    watch.get(1, build.viewChange(3, 1));
    expect(watch.tell(1, change(1))[0]?.detail).toMatch(/because others did, and no correct/);
  });

  it('[L5] is silent about timers, about following correct ones, and where there are too many traitors', () => {
    const own = new Watch(viewStability, { traitors: [3] });
    own.mark(3, 'lying');
    own.tell(1, change(1));
    own.get(2, build.viewChange(1, 1));
    own.tell(2, change(1));
    expect(own.violations).toEqual([]);
    const many = new Watch(viewStability, { traitors: [0, 3] });
    many.mark(3, 'lying');
    many.mark(0, 'lying');
    many.get(1, build.viewChange(3, 1));
    expect(many.tell(1, change(1))).toEqual([]);
  });

  it('[L3] fires when more views fail in a row than time-outs and faulty primaries account for', () => {
    const watch = new Watch(viewStability);
    watch.mark(3, 'crashed');
    // f = 1, 16 D + T = 360 ms needs one doubling of T = 200 ms, and two: four views may fail.
    for (let view = 1; view <= 4; view += 1) watch.tell(1, change(view));
    expect(watch.violations).toEqual([]);
    expect(watch.tell(1, change(5))[0]?.detail).toMatch(/^R1 asked for view 5: 5 views in a row/);
  });

  it('[L3] begins anew with progress, with every new mark, and once the network is calm', () => {
    const progress = new Watch(viewStability);
    progress.mark(3, 'crashed');
    for (let view = 1; view <= 12; view += 1) {
      progress.tell(1, change(view));
      if (view % 4 === 0) progress.tell(1, executed({ seq: view }));
    }
    expect(progress.violations).toEqual([]);

    const late = new Watch(viewStability, { timing: { calmFrom: 100 } });
    late.mark(3, 'crashed');
    for (let view = 1; view <= 8; view += 1) late.tell(1, change(view));
    late.wait(200);
    for (let view = 9; view <= 12; view += 1) late.tell(1, change(view));
    expect(late.violations).toEqual([]);
    expect(late.tell(1, change(13))).toHaveLength(1);
  });

  it('[L3] asks nothing where too many are away', () => {
    const watch = new Watch(viewStability);
    watch.mark(3, 'crashed');
    watch.mark(2, 'crashed');
    for (let view = 1; view <= 12; view += 1) watch.tell(1, change(view));
    expect(watch.violations).toEqual([]);
  });
});

describe('fairness', () => {
  const request = (client: number, timestamp = 1) => ({
    client,
    timestamp,
    operation: `add ${client} 1`,
  });
  const send = (client: number, timestamp = 1) =>
    ({ fact: 'request-sent', request: request(client, timestamp), attempt: 0 }) as const;
  const held = (client: number) => ({ fact: 'request-held', request: request(client) }) as const;
  const LONG = 5_000_000;

  function starved(holders: readonly number[], shape = {}) {
    const watch = new Watch(fairness, shape);
    watch.tell(4, send(4));
    for (const id of holders) watch.tell(id, held(4));
    watch.wait(LONG);
    watch.tell(5, send(5));
    return watch;
  }

  it('[L6] fires when a client waits while later requests of others are executed', () => {
    const watch = starved([1, 2]);
    const [violation] = watch.tell(1, executed({ client: 5, timestamp: 1 }));
    expect(violation).toMatchObject({ monitor: 'fairness', replicas: [] });
    expect(violation?.detail).toMatch(
      /^Request 1 \(“add 4 1”\) of client 1 has waited for 5000 ms/,
    );
    expect(watch.tell(2, executed({ client: 5, timestamp: 1 }))).toEqual([]);
  });

  it('[L6] is silent about earlier requests, short waits, and what too few replicas hold', () => {
    expect(starved([1]).tell(1, executed({ client: 5, timestamp: 1 }))).toEqual([]);
    const first = new Watch(fairness);
    first.tell(5, send(5));
    first.tell(4, send(4));
    for (const id of [1, 2]) first.tell(id, held(4));
    first.wait(LONG);
    expect(first.tell(1, executed({ client: 5, timestamp: 1 }))).toEqual([]);
    const short = new Watch(fairness);
    short.tell(4, send(4));
    for (const id of [1, 2]) short.tell(id, held(4));
    short.tell(5, send(5));
    expect(short.tell(1, executed({ client: 5, timestamp: 1 }))).toEqual([]);
  });

  it('[L6] counts from the first progress in a calm network: before it the time-outs are still long', () => {
    const watch = starved([1, 2], { timing: { calmFrom: 100 } });
    watch.tell(6, send(6));
    expect(watch.tell(1, executed({ client: 5, timestamp: 1 }))).toEqual([]);
    watch.wait(LONG);
    expect(watch.tell(1, executed({ client: 6, timestamp: 1 }))).toHaveLength(1);
  });

  it('[L6] counts from when no more requests are under way than proposals take at once', () => {
    const watch = starved([1, 2], { timing: { window: 2 } });
    for (const client of [6, 7]) watch.tell(client, send(client));
    expect(watch.tell(1, executed({ client: 5, timestamp: 1 }))).toEqual([]);
    expect(watch.tell(1, executed({ client: 6, timestamp: 1 }))).toEqual([]);
    watch.wait(LONG);
    expect(watch.tell(1, executed({ client: 7, timestamp: 1 }))).toHaveLength(1);
  });

  it('[L6] counts from when the network is calm, and asks nothing where too many are away', () => {
    const never = starved([1, 2], { timing: { calmFrom: null } });
    expect(never.tell(1, executed({ client: 5, timestamp: 1 }))).toEqual([]);
    const away = new Watch(fairness, { traitors: [0, 3] });
    away.tell(4, send(4));
    for (const id of [1, 2]) away.tell(id, held(4));
    away.mark(0, 'lying');
    away.mark(3, 'lying');
    away.wait(LONG);
    away.tell(5, send(5));
    expect(away.tell(1, executed({ client: 5, timestamp: 1 }))).toEqual([]);
  });
});
