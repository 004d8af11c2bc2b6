/** The file of the result that comes with the page. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Shipped } from '../../src/store/threshold/shipped.ts';

export const SHIPPED = fileURLToPath(
  new URL('../../src/store/threshold/shipped.json', import.meta.url),
);

export function hashOfResults(results: Shipped['results']): string {
  return createHash('sha256').update(JSON.stringify(results)).digest('hex');
}

/** A line for each sweep, so that a difference names it. */
export function shippedText({ date, hash, results }: Shipped): string {
  const lines = Object.entries(results).map(
    ([name, squares]) => `${JSON.stringify(name)}:${JSON.stringify(squares)}`,
  );
  return `{"date":"${date}","hash":"${hash}","results":{\n${lines.join(',\n')}\n}}\n`;
}
