/** `npm run firefox`: the golden trace hashes once more, in another engine. Without a Firefox this says so, and counts as skipped. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HASH_SCENARIOS } from '../golden/hash-scenarios.ts';
import { readHashes } from '../golden/hashes.ts';
import { serveHashPage } from '../browser/hash-page.ts';
import { finish, print, skip } from '../support/counted.ts';
import { isThere, missingTools } from '../support/debian-tools.ts';

const NAMES = ['firefox', 'firefox-esr'];
const PATIENCE_MS = 180_000;

/** Firefox is not to ask, report or fetch anything. */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.enabled': false,
};

async function main(): Promise<void> {
  const named = process.env.FIREFOX_PATH ?? '';
  const found = named === '' ? NAMES.find(isThere) : named;
  if (found !== undefined) return compare(found);
  const debian = 'firefox-esr';
  const tools = { name: 'Firefox', commands: [debian], packages: [debian] };
  const reason = missingTools(tools, print);
  if (reason === null) return compare(debian);
  skip('firefox', reason);
}

async function compare(command: string): Promise<void> {
  const page = await serveHashPage();
  const folder = mkdtempSync(join(tmpdir(), 'parley-firefox-'));
  const firefox = start(command, folder, page.address);
  try {
    count(await Promise.race([page.lines, endOf(firefox)]));
  } finally {
    page.close();
    await stop(firefox);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function count(lines: readonly string[]): void {
  const golden = readHashes();
  const wrong = HASH_SCENARIOS.filter((_, index) => lines[index] !== golden[index]);
  for (const [name] of wrong) {
    const index = HASH_SCENARIOS.findIndex((each) => each[0] === name);
    print(`FAIL ${name}\n  golden:  ${golden[index]}\n  Firefox: ${lines[index]}`);
  }
  finish('firefox', { passed: lines.length - wrong.length, failed: wrong.length, skipped: 0 });
}

function start(command: string, profile: string, address: string): ChildProcess {
  const lines = Object.entries(PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${value});`,
  );
  writeFileSync(join(profile, 'user.js'), `${lines.join('\n')}\n`);
  const args = ['--headless', '--no-remote', '--profile', profile, address];
  // Firefox writes to its home, too, and as root refuses one that belongs to somebody else.
  const env = { ...process.env, HOME: profile };
  return spawn(command, args, { env, stdio: 'ignore', timeout: PATIENCE_MS });
}

/** It is not to end before it has answered. */
function endOf(firefox: ChildProcess): Promise<never> {
  return new Promise((_resolve, reject) => {
    firefox.on('error', reject);
    firefox.on('exit', (code, signal) =>
      reject(new Error(`Firefox ended without an answer: ${signal ?? code}`)),
    );
  });
}

function stop(firefox: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (firefox.exitCode !== null || firefox.signalCode !== null) return resolve();
    firefox.on('exit', () => resolve());
    firefox.kill();
  });
}

await main();
