/** `npm start` after the build: serves `dist`, prints one line with the address, stops on Ctrl-C. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createStaticServer, listen } from './static-server.ts';

const DEFAULT_PORT = 4173;
const HIGHEST_PORT = 65_535;

function wantedPort(text: string | undefined): number {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= HIGHEST_PORT) return port;
  return fail(`PORT must be an integer from 0 to ${HIGHEST_PORT}.`);
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

async function main() {
  const root = fileURLToPath(new URL('../../dist', import.meta.url));
  if (!existsSync(`${root}/index.html`)) fail('There is no built page yet: run npm run build.');
  const host = process.env.HOST ?? 'localhost';
  const server = createStaticServer(root);
  const port = await listen(server, host, wantedPort(process.env.PORT));
  process.stdout.write(`Parley is at http://${host}:${port}/ (Ctrl-C stops it)\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      // Browsers keep connections open, which would keep the process alive.
      server.closeAllConnections();
      server.close(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  fail(error instanceof Error ? error.message : String(error));
});
