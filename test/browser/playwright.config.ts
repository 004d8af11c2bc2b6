import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const results = fileURLToPath(new URL('../../test-results', import.meta.url));

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './global-setup.ts',
  outputDir: `${results}/browser`,
  forbidOnly: true,
  fullyParallel: true,
  // A test that passes only when it is repeated has found something.
  retries: 0,
  workers: 2,
  // They stop what hangs. On a machine that is busy with other things a test takes long, and is right all the same.
  timeout: 300_000,
  expect: { timeout: 120_000 },
  reporter: [['list'], ['json', { outputFile: `${results}/browser.json` }]],
  use: { screenshot: 'only-on-failure', viewport: { width: 1440, height: 900 } },
});
