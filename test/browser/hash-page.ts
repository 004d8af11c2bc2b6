/** Serves a page that runs the golden scenarios in the built worker of the Lab, and sends what they came to back here. */
import { readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createStaticServer, listen } from '../../src/server/static-server.ts';
import { HASH_SCENARIOS } from '../golden/hash-scenarios.ts';
import { lineOf, type Printed } from '../golden/hashes.ts';
import { askWorker } from './ask-worker.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

export type HashPage = {
  readonly address: string;
  /** The lines of test/golden/hashes.txt as this browser has them. */
  readonly lines: Promise<readonly string[]>;
  close(): void;
};

export async function serveHashPage(): Promise<HashPage> {
  const built = createStaticServer(DIST);
  let settle: (text: string) => void = () => {};
  const answered = new Promise<string>((resolve) => (settle = resolve));
  const server = createServer((request, response) => {
    if (request.method === 'POST') void read(request, response).then(settle);
    else if (request.url === '/hashes') respond(response, pageText());
    else if (request.url === '/favicon.ico') response.writeHead(204).end();
    else built.emit('request', request, response);
  });
  const port = await listen(server, '127.0.0.1', 0);
  return {
    address: `http://127.0.0.1:${port}/hashes`,
    lines: answered.then(linesOf),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function respond(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(text);
}

async function read(request: IncomingMessage, response: ServerResponse): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  response.writeHead(204).end();
  return text;
}

/** Compilers that keep the names of functions call a helper for it, which the page has to have. */
function pageText(): string {
  const scenarios = JSON.stringify(HASH_SCENARIOS.map(([, scenario]) => scenario));
  return `<!doctype html><title>Hashes</title><script type="module">
globalThis.__name = (named) => named;
const send = (body) => fetch('/', { method: 'POST', body: JSON.stringify(body) });
const askWorker = ${askWorker.toString()};
askWorker('/assets/${workerFile()}', ${scenarios}).then(
  (printed) => send({ printed }),
  (error) => send({ failed: String(error) }),
);
</script>`;
}

function workerFile(): string {
  const found = readdirSync(`${DIST}/assets`).find((name) => /^engine\.worker-.*\.js$/.test(name));
  if (found === undefined) throw new Error('There is no built page yet: run npm run build.');
  return found;
}

function linesOf(text: string): readonly string[] {
  const answer = JSON.parse(text) as { readonly printed?: readonly Printed[] };
  if (answer.printed === undefined) throw new Error(`The browser could not run them: ${text}`);
  return answer.printed.map((each, index) => lineOf(HASH_SCENARIOS[index]?.[0] ?? '', each));
}
