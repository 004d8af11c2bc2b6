/** The file of the result that comes with the page. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Measured } from '../../src/store/threshold/measured.ts';

export const MEASURED = fileURLToPath(
  new URL('../../src/store/threshold/measured.json', import.meta.url),
);

export function hashOfResults(results: Measured['results']): string {
  return createHash('sha256').update(JSON.stringify(results)).digest('hex');
}

/** A line for each sweep, so that a difference names it. */
export function measuredText({ date, hash, results }: Measured): string {
  const lines = Object.entries(results).map(
    ([name, squares]) => `${JSON.stringify(name)}:${JSON.stringify(squares)}`,
  );
  return `{"date":"${date}","hash":"${hash}","results":{\n${lines.join(',\n')}\n}}\n`;
}
