import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaticServer, listen } from '../../../src/server/static-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-server-'));
const root = join(folder, 'dist');
let server: Server;
let port: number;

beforeAll(async () => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<title>Parley</title>');
  writeFileSync(join(root, 'assets', 'main-abc.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'not for the page');
  server = createStaticServer(root);
  port = await listen(server, '127.0.0.1', 0);
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

type Answer = {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly cache: string | undefined;
  readonly text: string;
};

/** Raw, because fetch would tidy the address up before it is sent. */
function get(path: string, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method }, (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => {
        const { 'content-type': type, 'cache-control': cache } = response.headers;
        resolve({ status: response.statusCode, type, cache, text });
      });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

describe('the static server', () => {
  it('serves the page at its root and is asked again each time', async () => {
    const page = await get('/?seed=7');
    expect(page).toMatchObject({
      status: 200,
      type: 'text/html; charset=utf-8',
      cache: 'no-cache',
    });
    expect(page.text).toContain('Parley');
  });

  it('serves scripts as modules want them and lets hashed names be kept', async () => {
    const script = await get('/assets/main-abc.js');
    expect(script.type).toBe('text/javascript; charset=utf-8');
    expect(script.cache).toContain('immutable');
  });

  it('answers HEAD with the headers alone', async () => {
    expect(await get('/', 'HEAD')).toMatchObject({ status: 200, text: '' });
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets', '/%', '/%00'])(
    'finds nothing at %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('refuses to be written to', async () => {
    expect((await get('/', 'POST')).status).toBe(405);
  });

  it('takes a free port where the wanted one is taken', async () => {
    const second = createStaticServer(root);
    const other = await listen(second, '127.0.0.1', port);
    second.close();
    expect(other).not.toBe(port);
    expect(other).toBeGreaterThan(0);
  });
});
