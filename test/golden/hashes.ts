/** The file of golden hashes: one line a run, its name, events, outcome and trace hash. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('./hashes.txt', import.meta.url);

const HEAD = `# Trace hashes of the runs in hash-scenarios.ts: name, events, outcome, SHA-256. They are the same in Node and in every browser.
# If a change is meant: PARLEY_GOLDEN=write npm run golden, and say in the commit why they differ.
`;

/** What a run came to, in one line. */
export type Printed = {
  readonly outcome: string;
  readonly trace: { readonly events: number; readonly hash: string };
};

export function lineOf(name: string, { outcome, trace }: Printed): string {
  return `${name.padEnd(20)} ${String(trace.events).padStart(6)} ${outcome.padEnd(7)} ${trace.hash}`;
}

export function readHashes(): readonly string[] {
  const text = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

export function writeHashes(lines: readonly string[]): void {
  writeFileSync(FILE, `${HEAD}${lines.join('\n')}\n`);
}
