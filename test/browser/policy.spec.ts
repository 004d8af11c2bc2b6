/** What the page forbids itself: scripts and styles that stand in markup, and anything from elsewhere. */
import type { Page } from '@playwright/test';
import { expect, test } from './lab-test.ts';

/** A host that sends files and no policy. */
async function forgetHeaders(page: Page): Promise<void> {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
}

/** Runs in the page: what it refuses of a script, a style and an address that somebody else slipped in. */
async function tryToBreakIn(attempts: number): Promise<readonly string[]> {
  const refused: string[] = [];
  const told = new Promise<void>((resolve) =>
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      if (refused.push(effectiveDirective) === attempts) resolve();
    }),
  );
  const script = document.createElement('script');
  script.textContent = 'document.title = "broken in"';
  document.body.append(script);
  document.body.setAttribute('style', 'display: none');
  await fetch('https://example.org/').catch(() => null);
  await told;
  return refused.sort();
}

test('holds without a header too, as on a static host', async ({ lab, page, complaints }) => {
  await forgetHeaders(page);
  await lab.open();
  expect(complaints).toEqual([]);
  const refused = await page.evaluate(tryToBreakIn, 3);
  expect(refused).toEqual(['connect-src', 'script-src-elem', 'style-src-attr']);
  await expect(page).toHaveTitle('Lab · Parley');
  await expect(page.locator('body')).toBeVisible();
  complaints.length = 0;
});
