/** Serves the built page: a plain static server, because the page needs nothing of a server but its files. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { CONTENT_POLICY } from './content-policy.ts';

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

// Course pages embed it; it holds nothing that a page around it could steal.
const POLICY_HEADER = [...CONTENT_POLICY, 'frame-ancestors *'].join('; ');

export function createStaticServer(root: string): Server {
  return createServer((request, response) => {
    answer(root, request, response).catch(() => {
      refuse(response, 500, 'The file could not be read.');
    });
  });
}

/** Listens on the wanted port, or on any free one where that is taken; resolves to the port. */
export async function listen(server: Server, host: string, wantedPort: number): Promise<number> {
  try {
    return await listenOn(server, host, wantedPort);
  } catch (error) {
    if (!isTaken(error)) throw error;
    return await listenOn(server, host, 0);
  }
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    refuse(response, 405, 'Only GET and HEAD are answered here.');
    return;
  }
  const path = fileFor(root, request.url ?? '/');
  const found = path === null ? null : await stat(path).catch(() => null);
  if (path === null || found === null || !found.isFile()) {
    refuse(response, 404, 'There is no such file.');
    return;
  }
  response.writeHead(200, headersFor(path, found.size));
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  createReadStream(path)
    .on('error', () => response.destroy())
    .pipe(response);
}

/** The file that an address means, or null where it is malformed or points outside the root. */
function fileFor(root: string, url: string): string | null {
  const [address = '/'] = url.split(/[?#]/, 1);
  const decoded = decode(address);
  if (decoded === null || decoded.includes('\0')) return null;
  const wanted = decoded.endsWith('/') ? `${decoded}index.html` : decoded;
  const path = normalize(join(root, wanted));
  return path.startsWith(normalize(root) + sep) ? path : null;
}

function decode(address: string): string | null {
  try {
    return decodeURIComponent(address);
  } catch {
    return null;
  }
}

function headersFor(path: string, size: number): Record<string, string | number> {
  // Vite puts a hash of the content into the names of assets, so a copy of one never goes stale.
  const isHashed = path.includes(`${sep}assets${sep}`);
  return {
    'Content-Type': MIME_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': size,
    'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Content-Security-Policy': POLICY_HEADER,
    'X-Content-Type-Options': 'nosniff',
  };
}

function refuse(response: ServerResponse, status: number, sentence: string) {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${sentence}\n`);
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
