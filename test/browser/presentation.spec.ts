import { expect, test } from './lab-test.ts';

const SIZES = [
  { width: 1024, height: 768 },
  { width: 1440, height: 900 },
  { width: 3840, height: 2160 },
];

test.describe('the presentation', () => {
  for (const size of SIZES) {
    test(`fills ${size.width} x ${size.height} with the stage and one sentence`, async ({
      lab,
      page,
    }) => {
      await page.setViewportSize(size);
      await lab.open();
      await page.keyboard.press('p');
      const words = page.getByRole('region', { name: 'Presentation' });
      await expect(words).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
      await expect(page.getByRole('complementary')).toHaveCount(0);
      await page.keyboard.press('PageDown');
      await expect(words).toContainText('is pre-prepared');
      const headline = words.locator('.presentation-headline');
      const font = await headline.evaluate((node) => parseFloat(getComputedStyle(node).fontSize));
      expect(font).toBeGreaterThanOrEqual(24);
      const box = await words.boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(size.height + 1);
    });
  }

  test('a clicker goes forth and back, controls come with the pointer, Escape leaves', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await page.keyboard.press('p');
    const words = page.getByRole('region', { name: 'Presentation' });
    await page.keyboard.press('PageDown');
    await page.keyboard.press('ArrowRight');
    await expect(words).toContainText(/^A step further3 of/);
    await page.keyboard.press('PageUp');
    await expect(words).toContainText(/2 of/);
    const controls = words.locator('.presentation-controls');
    await page.mouse.move(400, 300);
    await page.mouse.move(420, 310);
    await expect(controls).toHaveCSS('opacity', '1');
    await expect(controls).toHaveCSS('opacity', '0');
    await page.keyboard.press('Escape');
    await expect(words).toBeHidden();
    await expect(page.getByRole('complementary').first()).toBeVisible();
  });
});
