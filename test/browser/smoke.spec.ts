import { expect, test } from './lab-test.ts';

test('the built page loads from a static server and shows a council', async ({ page }) => {
  await page.goto('');
  await expect(page).toHaveTitle(/Parley/);
  await expect(page.getByRole('button', { name: /play/i }).first()).toBeVisible();
});
