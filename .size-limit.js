/** What a visitor loads is limited: a careless import fails the tests. The first script is all that the page names. */
import { existsSync, readFileSync } from 'node:fs';

const page = 'dist/index.html';
const html = existsSync(page) ? readFileSync(page, 'utf8') : '';
const first = [...html.matchAll(/assets\/[\w.-]+\.js/g)].map(([path]) => `dist/${path}`);

export default [
  { name: 'page', path: first, limit: '200 kB', gzip: true },
  { name: 'worker', path: 'dist/assets/engine.worker-*.js', limit: '210 kB', gzip: true },
  { name: 'styles', path: 'dist/assets/*.css', limit: '20 kB', gzip: true },
];
