import { expect, test } from './lab-test.ts';

test.describe('the keyboard alone', () => {
  test.beforeEach(async ({ lab }) => {
    await lab.open();
  });

  test('plays, pauses, crashes the primary and undoes it', async ({ lab, page }) => {
    await lab.press('Space');
    await expect(lab.clock).not.toHaveText('0.0');
    await lab.press('Space');
    await expect(lab.button('Play')).toBeVisible();
    await page.getByRole('button', { name: 'Select R0' }).focus();
    await lab.press('Enter');
    await lab.change(() => lab.press('x'));
    await lab.press('End');
    await expect(page.getByText(/View 1, R1 is primary/)).toBeVisible();
    await lab.change(() => lab.press('Control+z'));
    await expect(page.getByText(/View 0, R0 is primary/)).toBeVisible();
  });

  test('reaches every control by Tab, with a visible focus', async ({ page }) => {
    const reached = new Set<string>();
    for (let tabs = 0; tabs < 150; tabs += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const style = getComputedStyle(element);
        const isSeen = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
        const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
        return { name: name.trim(), isSeen, tag: element.tagName };
      });
      if (!focused) break;
      if (focused.name !== '') reached.add(focused.name);
    }
    for (const wanted of ['Play', 'Select R0', 'Fault of R3', 'Copy link', 'RETREAT']) {
      expect([...reached]).toContain(wanted);
    }
  });

  test('walks the ring with arrow keys and selects with Enter', async ({ page }) => {
    const stage = page.getByRole('region', { name: 'Stage' });
    const first = stage.getByRole('button', { name: /^R0/ });
    await first.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const selected = page.getByRole('button', { name: /^Select R[1-3]$/, pressed: true });
    await expect(selected).toHaveCount(1);
  });

  test('keeps the place of a button that goes or is disabled by being pressed', async ({
    lab,
    page,
  }) => {
    await lab.button('Make one lie').press('Enter');
    await expect(page.getByRole('region', { name: 'Stage' })).toBeFocused();
    await lab.button(/^Undo/).press('Enter');
    await expect(lab.button(/^Redo/)).toBeFocused();
    await lab.press('Home', 'n');
    await page.locator('.flight').first().click();
    await lab.button('Drop').press('Enter');
    const message = page.getByRole('region', { name: / from .* to / });
    await expect(message).toBeFocused();
    await expect(message).toContainText('dropped by hand');
    await expect(message).not.toContainText('The network lost it');
  });

  test('shows the keys on ? and closes them on Escape', async ({ lab, page }) => {
    await lab.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await lab.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});
