import { defineConfig } from '@playwright/test';
import config from './playwright.config.ts';

/** One after the other, so that figures are of the page and not of its neighbours. */
export default defineConfig({
  ...config,
  testMatch: '*.bench.ts',
  fullyParallel: false,
  workers: 1,
  timeout: 900_000,
  expect: { timeout: 800_000 },
  reporter: [['line']],
});
