/**
 * The worker's own file: it ties the server, or the jobs of a pool, to the real message port, scheduler and clock, and holds no
 * logic. One file serves both, so that the engine is fetched once.
 */
import { createCore } from './core.ts';
import { doJob } from './do-job.ts';
import type { ToJobs } from './jobs.ts';
import { createServer, EVENTS_MAX } from './server.ts';
import type { ToWorker } from './messages.ts';

const soon = new MessageChannel();
const waiting: (() => void)[] = [];
soon.port1.onmessage = () => waiting.shift()?.();

const clock = (): number => performance.now();

const receive = createServer(createCore(), {
  post: (message, transfer) => self.postMessage(message, { transfer }),
  // A message to oneself comes without the four milliseconds that browsers add to nested timers.
  schedule: (work) => {
    waiting.push(work);
    soon.port2.postMessage(null);
  },
  clock,
  eventsMax: EVENTS_MAX,
});

self.onmessage = ({ data }: MessageEvent<ToWorker | ToJobs>) => {
  if ('job' in data) doJob(data, { post: (message) => self.postMessage(message), clock });
  else receive(data);
};
