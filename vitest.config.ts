import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,paper,golden,fuzz,tidy}/**/*.test.{ts,tsx}'],
    // Tests of the drawing and of components ask for happy-dom in a comment of their own.
    environment: 'node',
    // Against tests that never end; a busy machine takes its time over the long ones.
    testTimeout: 120_000,
    setupFiles: ['test/support/fixed-seed.ts'],
    // Two cores are all that the project asks for.
    maxWorkers: 2,
    // A test that nobody runs proves nothing.
    allowOnly: false,
    passWithNoTests: false,
  },
});
