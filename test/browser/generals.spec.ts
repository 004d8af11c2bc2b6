import { expect, test } from './lab-test.ts';

test.describe('the generals of 1982', () => {
  test('three cannot agree by word of mouth, and can with signatures', async ({ lab, page }) => {
    await lab.open();
    await lab.choosePreset('Three generals cannot agree');
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Divided');
    await expect(lab.monitors).toContainText('IC2: the commander’s orderbroken');
    await lab.change(() =>
      page.getByLabel('Messages of the generals').selectOption({ label: 'signed' }),
    );
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
    await page.getByRole('button', { name: 'Select R1' }).click();
    await expect(page.getByRole('table', { name: /Who said what/ })).toBeVisible();
  });

  test('without the majority a lying commander divides four generals, and with it he does not', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await lab.choosePreset('Four generals survive a traitor commander');
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
    await expect(page.getByText('R0 is the commander').first()).toBeVisible();
    await page.getByText('Leave a rule out').click();
    await page.getByLabel('Find a rule').fill('majority');
    await lab.change(() =>
      page.getByRole('checkbox', { name: /whatever the others heard/ }).click(),
    );
    await expect(
      page
        .getByRole('region', { name: 'Stage' })
        .getByText('Broken on purpose: A lieutenant obeys what the commander told it'),
    ).toBeVisible();
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Divided');
    await expect(lab.monitors).toContainText('IC1: one orderbroken');
    await page.getByRole('button', { name: 'Select R0' }).click();
    await expect(page.getByRole('heading', { name: /^R0/ })).toContainText('lying');
    await lab.change(() =>
      page.getByRole('checkbox', { name: /whatever the others heard/ }).click(),
    );
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
  });

  test('an order that carries a text turns the lieutenants of one family', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await lab.choosePreset('Four generals survive a traitor commander');
    await page.getByText('Texts in orders').click();
    await lab.change(() => page.getByRole('button', { name: 'Add a text to an order' }).click());
    await lab.toEnd();
    await page.getByRole('button', { name: 'Select R1' }).click();
    await expect(page.locator('.facts mark').first()).toHaveText('vote RETREAT');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toContainText('From general to general');
    await expect(page.getByRole('dialog')).not.toContainText('replica');
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
