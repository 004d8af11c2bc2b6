import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../../src/worker/client.ts';
import type { WorkerLike } from '../../../src/worker/client.ts';
import type { FromWorker, ToWorker } from '../../../src/worker/messages.ts';

class FakeWorker implements WorkerLike {
  readonly received: ToWorker[] = [];
  isTerminated = false;
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  postMessage(message: ToWorker): void {
    this.received.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  say(data: FromWorker): void {
    this.onmessage?.({ data } as MessageEvent<FromWorker>);
  }
  /** Answers the request at this position. */
  answer(index: number, answer: unknown): void {
    this.say({ id: this.received[index]?.id ?? -1, status: 'done', answer });
  }
}

const RANGE = { run: 1, until: 10, cap: 5 };

describe('the client of the engine', () => {
  let workers: FakeWorker[];
  let client: ReturnType<typeof createClient>;
  const worker = (): FakeWorker => {
    const last = workers.at(-1);
    if (!last) throw new Error('no worker was spawned');
    return last;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    workers = [];
    client = createClient(() => {
      const made = new FakeWorker();
      workers.push(made);
      return made;
    });
  });
  afterEach(() => vi.useRealTimers());

  it('gives each answer to its own request', async () => {
    const catalog = client.ask('hello', null);
    const report = client.ask('report', { run: 1 });
    worker().answer(1, 'the report');
    worker().answer(0, 'the catalog');
    await expect(catalog).resolves.toEqual({ status: 'done', value: 'the catalog' });
    await expect(report).resolves.toEqual({ status: 'done', value: 'the report' });
  });

  it('lets only the newest of the waiting requests of a kind through', async () => {
    const first = client.ask('window', { ...RANGE, from: 1 });
    const second = client.ask('window', { ...RANGE, from: 2 });
    const third = client.ask('window', { ...RANGE, from: 3 });
    await expect(second).resolves.toEqual({ status: 'overtaken' });
    expect(worker().received).toHaveLength(1);
    worker().answer(0, 'one');
    worker().answer(1, 'three');
    await expect(first).resolves.toMatchObject({ value: 'one' });
    await expect(third).resolves.toMatchObject({ value: 'three' });
    expect(worker().received.map(({ ask }) => ask)).toMatchObject([{ from: 1 }, { from: 3 }]);
  });

  it('hands on that the worker called a request overtaken', async () => {
    const late = client.ask('report', { run: 1 });
    worker().say({ id: worker().received[0]?.id ?? 0, status: 'overtaken' });
    await expect(late).resolves.toEqual({ status: 'overtaken' });
  });

  it('rejects a request that failed, with the reason, and goes on', async () => {
    const failing = client.ask('report', { run: 1 });
    worker().say({ id: worker().received[0]?.id ?? 0, status: 'failed', message: 'no such run' });
    await expect(failing).rejects.toThrow('no such run');
    const next = client.ask('report', { run: 2 });
    worker().answer(1, 'fine');
    await expect(next).resolves.toMatchObject({ value: 'fine' });
  });

  it('rejects a dropped request after a while and lets the next one through', async () => {
    const dropped = client.ask('window', { ...RANGE, from: 1 });
    const waiting = client.ask('window', { ...RANGE, from: 2 });
    const refusal = expect(dropped).rejects.toThrow('did not answer the request "window"');
    worker().say({ id: null, status: 'progress', run: 1, timeline: {} as never });
    await vi.advanceTimersByTimeAsync(20_000);
    await refusal;
    worker().answer(1, 'two');
    await expect(waiting).resolves.toMatchObject({ value: 'two' });
  });

  it('takes a worker that says nothing at all for a crash', async () => {
    const crashes: string[] = [];
    client.onCrash((message) => crashes.push(message));
    const dropped = client.ask('window', { ...RANGE, from: 1 });
    const waiting = client.ask('window', { ...RANGE, from: 2 });
    const refusals = Promise.all([
      expect(dropped).rejects.toThrow('said nothing for 20 seconds'),
      expect(waiting).rejects.toThrow('said nothing for 20 seconds'),
    ]);
    await vi.advanceTimersByTimeAsync(20_000);
    await refusals;
    expect(crashes).toHaveLength(1);
    expect(worker().isTerminated).toBe(true);
    client.restart();
    expect(workers).toHaveLength(2);
  });

  it('rejects everything when the worker crashes, tells it once, and refuses further requests', async () => {
    const crashes: string[] = [];
    client.onCrash((message) => crashes.push(message));
    const active = client.ask('window', { ...RANGE, from: 1 });
    const waiting = client.ask('window', { ...RANGE, from: 2 });
    const refusals = Promise.all([
      expect(active).rejects.toThrow('out of memory'),
      expect(waiting).rejects.toThrow('out of memory'),
    ]);
    worker().onerror?.({ message: 'out of memory' } as ErrorEvent);
    worker().onerror?.({ message: 'again' } as ErrorEvent);
    await refusals;
    expect(crashes).toEqual(['out of memory']);
    await expect(client.ask('hello', null)).rejects.toThrow('not running');
  });

  it('takes a broken recording for a crash', () => {
    const crashes: string[] = [];
    client.onCrash((message) => crashes.push(message));
    worker().say({ id: null, status: 'broken', message: 'assertion failed' });
    expect(crashes).toEqual(['assertion failed']);
    expect(worker().isTerminated).toBe(true);
  });

  it('starts a fresh worker after a crash', async () => {
    worker().onerror?.({ message: 'gone' } as ErrorEvent);
    client.restart();
    expect(workers).toHaveLength(2);
    const greeting = client.ask('hello', null);
    worker().answer(0, 'hello again');
    await expect(greeting).resolves.toMatchObject({ value: 'hello again' });
  });

  it('passes on how far the recording is', () => {
    const runs: number[] = [];
    client.onProgress((run) => runs.push(run));
    worker().say({ id: null, status: 'progress', run: 4, timeline: {} as never });
    expect(runs).toEqual([4]);
  });
});
