/** The worker's own file: it ties the server to the real message port, scheduler and clock, and holds no logic. */
import { createCore } from './core.ts';
import { createServer } from './server.ts';
import type { ToWorker } from './messages.ts';

const soon = new MessageChannel();
const waiting: (() => void)[] = [];
soon.port1.onmessage = () => waiting.shift()?.();

const receive = createServer(createCore(), {
  post: (message, transfer) => self.postMessage(message, { transfer }),
  // A message to oneself comes without the four milliseconds that browsers add to nested timers.
  schedule: (work) => {
    waiting.push(work);
    soon.port2.postMessage(null);
  },
  clock: () => performance.now(),
});

self.onmessage = (event: MessageEvent<ToWorker>) => receive(event.data);
