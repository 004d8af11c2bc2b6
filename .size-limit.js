/** What a visitor loads is limited: a careless import fails the tests. First is what the page itself names. */
import { existsSync, readFileSync } from 'node:fs';

const page = 'dist/index.html';
const html = existsSync(page) ? readFileSync(page, 'utf8') : '';
const named = [...html.matchAll(/assets\/[\w.-]+\.(?:js|css)/g)].map(([path]) => `dist/${path}`);
const first = named.filter((path) => path.endsWith('.js'));
const styles = named.filter((path) => path.endsWith('.css'));

export default [
  { name: 'page', path: first, limit: '200 kB', gzip: true },
  { name: 'worker', path: 'dist/assets/engine.worker-*.js', limit: '225 kB', gzip: true },
  { name: 'styles', path: styles, limit: '20 kB', gzip: true },
];
