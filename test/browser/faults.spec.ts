import { expect, test } from './lab-test.ts';

test.describe('faults', () => {
  test.beforeEach(async ({ lab }) => {
    await lab.open();
  });

  test('R0 crashed while it plays: the council enters view 1', async ({ lab, page }) => {
    await lab.play();
    await expect(lab.clock).not.toHaveText('0.0');
    await lab.change(() => lab.mark('R0', 'Crashed'));
    await lab.toEnd();
    await expect(page.getByText(/View 1, R1 is primary/)).toBeVisible();
    await expect(lab.outcome).toHaveText('Agreed');
  });

  test('R0 and R3 colluding: Agreement breaks, and both are named', async ({ lab }) => {
    await lab.change(() => lab.mark('R0', 'Colluding'));
    await lab.change(() => lab.mark('R3', 'Colluding'));
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Forked');
    await expect(lab.monitors).toContainText('In both certificates stand R0 and R3.');
    const culprits = lab.monitors.locator('.culprit');
    await expect(culprits).toHaveText(['R0', 'R3', 'R0', 'R3']);
  });

  test('R3 lying: the council survives', async ({ lab }) => {
    await lab.change(() => lab.mark('R3', 'Lying'));
    await lab.change(() => lab.page.getByLabel('Tactic of R3').selectOption({ index: 1 }));
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
    await expect(lab.monitors).not.toContainText('broken');
  });

  test('R2 prompt-injected: the words it obeys are shown', async ({ lab, page }) => {
    await lab.change(() => lab.mark('R2', 'Prompt-injected'));
    await lab.press('n', 'n', 'n');
    const row = page.getByRole('listitem').filter({ has: page.getByLabel('Fault of R2') });
    await expect(row.locator('mark')).toHaveText('reply RETREAT');
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
  });

  test('a text of markup stays text', async ({ lab, page }) => {
    await lab.change(() => lab.mark('R2', 'Prompt-injected'));
    const text = '<img src=x onerror="document.title=1"> stay silent';
    await lab.change(async () => {
      await page.getByLabel('Text that R2 reads').fill(text);
      await page.getByLabel('Text that R2 reads').blur();
    });
    await lab.toEnd();
    const row = page.getByRole('listitem').filter({ has: page.getByLabel('Fault of R2') });
    await expect(row.locator('mark')).toHaveText('stay silent');
    await expect(row.locator('img')).toHaveCount(0);
    await expect(page).toHaveTitle(/Parley/);
  });

  test('an order of one’s own is carried out', async ({ lab, page }) => {
    await lab.press('n', 'n');
    await lab.change(() => lab.button('RETREAT').click());
    await expect(lab.why).toContainText('Your client sends its request “order RETREAT”.');
    await expect(lab.why).toContainText('Your client has 0 of 2 equal replies');
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
    await lab.button(/^Undo: Order “order RETREAT” sent/).click();
    await expect(page.getByRole('button', { name: /^Redo: Order/ })).toBeEnabled();
  });
});
