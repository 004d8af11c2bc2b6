import type { FromWorker, RequestKind } from '../../src/worker/messages.ts';
import type { Printed } from '../golden/hashes.ts';

/**
 * Runs scenarios one after another in the page's own worker. It is sent to browsers as text, so it uses nothing outside itself;
 * the engine behind it is the one that was built.
 */
export async function askWorker(
  address: string,
  scenarios: readonly unknown[],
): Promise<readonly Printed[]> {
  const worker = new Worker(address, { type: 'module' });
  const waiting = new Map<number, (answer: unknown) => void>();
  const ended = new Map<number, () => void>();
  const over = new Set<number>();
  let count = 0;

  const hear = (message: FromWorker): void => {
    if (message.status === 'progress' && message.timeline.done) {
      over.add(message.run);
      ended.get(message.run)?.();
    }
    if (message.status === 'done') waiting.get(message.id)?.(message.answer);
  };

  const ask = (kind: RequestKind, what: unknown): Promise<unknown> =>
    new Promise((resolve) => {
      count += 1;
      waiting.set(count, resolve);
      worker.postMessage({ id: count, kind, ask: what });
    });

  const runOne = async (scenario: unknown): Promise<Printed> => {
    const opened = (await ask('open', { from: 'scenario', scenario })) as {
      readonly ok: boolean;
      readonly run: number;
      readonly timeline: { readonly done: boolean };
    };
    if (!opened.ok) throw new Error(`The worker refused a scenario: ${JSON.stringify(opened)}`);
    const { run, timeline } = opened;
    if (!timeline.done && !over.has(run))
      await new Promise<void>((resolve) => ended.set(run, resolve));
    const { outcome, trace } = (await ask('report', { run })) as Printed;
    return { outcome, trace };
  };

  return new Promise<readonly Printed[]>((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = (event: MessageEvent<FromWorker>) => {
      const { data } = event;
      if (data.status === 'failed' || data.status === 'broken') reject(new Error(data.message));
      hear(data);
    };
    const runAll = async (): Promise<readonly Printed[]> => {
      const printed: Printed[] = [];
      for (const scenario of scenarios) printed.push(await runOne(scenario));
      worker.terminate();
      return printed;
    };
    runAll().then(resolve, reject);
  });
}
