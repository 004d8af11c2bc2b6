import { expect, test } from './lab-test.ts';

test.describe('the generals of 1982', () => {
  test('three cannot agree by word of mouth, and can with signatures', async ({ lab, page }) => {
    await lab.open();
    await lab.choosePreset('Three generals cannot agree');
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Forked');
    await expect(lab.monitors).toContainText("IC2: the commander's orderbroken");
    await lab.change(() =>
      page.getByLabel('Messages of the generals').selectOption({ label: 'signed' }),
    );
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
    await page.getByRole('button', { name: 'Select R1' }).click();
    await expect(page.getByRole('table', { name: /Who said what/ })).toBeVisible();
  });

  test('the protocol of a council can be changed, and speaks its own words', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await lab.change(() =>
      page
        .getByLabel('Protocol', { exact: true })
        .selectOption({ label: 'Byzantine generals (1982)' }),
    );
    await expect(page.getByText('R0 is the commander').first()).toBeVisible();
    await expect(page.getByRole('textbox', { name: /^generals n/ })).toBeVisible();
    for (const words of [lab.why, lab.monitors, page.locator('#setup')]) {
      await expect(words).not.toContainText(/quorum|pre-prepare|checkpoint|view change/i);
    }
    await lab.change(() =>
      page.getByLabel('Protocol', { exact: true }).selectOption({ label: 'PBFT' }),
    );
    await expect(page.getByText('R0 is primary').first()).toBeVisible();
  });
});
