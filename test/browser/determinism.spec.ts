import { readHashes } from '../golden/hashes.ts';
import { serveHashPage } from './hash-page.ts';
import { expect, test } from './lab-test.ts';

test.describe('determinism', () => {
  test('all runs of the list have the golden trace hashes in Chromium', async ({ page }) => {
    const hashPage = await serveHashPage();
    try {
      await page.goto(hashPage.address);
      expect(await hashPage.lines).toEqual(readHashes());
    } finally {
      hashPage.close();
    }
  });
});
