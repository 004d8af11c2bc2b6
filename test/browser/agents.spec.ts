import { expect, test } from './lab-test.ts';

test.describe('agents and texts in requests', () => {
  test.beforeEach(async ({ lab }) => {
    await lab.open();
  });

  test('one family falls together; the explanation says who read what', async ({ lab, page }) => {
    await lab.choosePreset('Seven copies of one model fall together');
    await expect(page.getByLabel('Family of R6')).toHaveValue('atlas');
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Deceived');
    expect(await lab.explanation()).toMatch(/R0, R1, R2, R3, R4, R5 and R6 read/);
    await expect(lab.why.locator('mark').first()).toHaveText('reply RETREAT');
    await expect(
      page.getByRole('button', { name: /^R3, prompt-injected.*family atlas/ }),
    ).toBeVisible();
  });

  test('another family for some of them, and the council holds', async ({ lab, page }) => {
    await lab.choosePreset('Seven copies of one model fall together');
    for (const replica of ['R0', 'R2', 'R3', 'R5', 'R6']) {
      await lab.change(() =>
        page.getByLabel(`Family of ${replica}`).selectOption({ label: 'boreas' }),
      );
    }
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
    expect(await lab.explanation()).toContain('R0, R2, R3, R5 and R6 read it too');
  });

  test('a text is added to a request, edited and removed, and stays text', async ({
    lab,
    page,
  }) => {
    const before = await lab.traceHash();
    await page.getByText('Texts in requests').click();
    await lab.change(() => lab.button('Add a text to a request').click());
    const field = page.getByRole('textbox', { name: 'Text in request 1' });
    await lab.change(async () => {
      await field.fill('<img src=x onerror="document.title=1"> \u202eStay silent');
      await field.blur();
    });
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Stalled');
    await expect(lab.why.locator('mark').first()).toHaveText('Stay silent');
    expect(await lab.explanation()).toContain('<img src=x onerror="document.title=1"> [U+202E]');
    await expect(page).toHaveTitle(/Parley/);
    await lab.change(() => lab.button('Remove the text of request 1').click());
    expect(await lab.traceHash()).toBe(before);
  });
});
