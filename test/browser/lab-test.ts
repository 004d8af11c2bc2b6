/** The test of a browser spec: serves the production build, finds Chromium, and fails on any error in the console. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import type { ConsoleMessage, LaunchOptions } from '@playwright/test';
import { createStaticServer, listen } from '../../src/server/static-server.ts';
import { Lab } from './lab.ts';

export { expect } from '@playwright/test';

const CHROME_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

type PageFixtures = {
  readonly lab: Lab;
  /** What the page complained about; a test that expects complaints takes them out. */
  readonly complaints: string[];
};
type WorkerFixtures = { readonly site: string };

export const test = base.extend<PageFixtures, WorkerFixtures & { launchOptions: LaunchOptions }>({
  launchOptions: [
    async ({}, use) => {
      const executablePath = process.env.PARLEY_CHROME ?? '';
      await use({ executablePath, args: CHROME_FLAGS });
    },
    { scope: 'worker' },
  ],

  site: [
    async ({}, use) => {
      const root = fileURLToPath(new URL('../../dist', import.meta.url));
      if (!existsSync(root)) throw new Error('There is no built page yet: run npm run build.');
      const server = createStaticServer(root);
      const port = await listen(server, '127.0.0.1', 0);
      await use(`http://127.0.0.1:${port}/`);
      server.closeAllConnections();
      server.close();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ site }, use) => {
    await use(site);
  },

  lab: async ({ page }, use) => {
    await use(new Lab(page));
  },

  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      const note = (message: ConsoleMessage) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      };
      page.on('console', note);
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('requestfailed', (request) => {
        // Leaving a page gives up what it was still loading: nobody's fault.
        const isGivenUp = request.failure()?.errorText === 'net::ERR_ABORTED';
        if (!isGivenUp) complaints.push(`Not loaded: ${request.url()}`);
      });
      await use(complaints);
      base.expect(complaints, 'The page complained.').toEqual([]);
    },
    { auto: true },
  ],
});
