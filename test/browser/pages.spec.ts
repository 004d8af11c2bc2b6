import { expect, test } from './lab-test.ts';

test.describe('going from page to page', () => {
  test('each has its title, and whoever goes there is at its heading', async ({ page, lab }) => {
    await lab.open();
    await expect(page).toHaveTitle('Lab · Parley');
    await expect(page.locator('h1')).not.toBeFocused();
    const menu = page.getByRole('navigation', { name: 'Pages' });
    for (const [name, heading] of [
      ['Threshold', 'How many traitors can a council survive?'],
      ['Hunt', 'What breaks if a rule is left out?'],
      ['Costs', 'What does a decision cost?'],
    ] as const) {
      await menu.getByRole('link', { name }).click();
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeFocused();
      await expect(page).toHaveTitle(`${name} · Parley`);
    }
    await menu.getByRole('link', { name: 'Five minutes' }).click();
    await expect(page).toHaveTitle('Five minutes · Parley');
    await expect(page.locator('.demo-step h1')).toBeFocused();
    await menu.getByRole('link', { name: 'Lab' }).click();
    await expect(page.locator('h1')).toBeFocused();
    await expect(page).toHaveTitle('Lab · Parley');
  });

  test('the way back from a run of another page leads to that page, and forward to the run', async ({
    page,
    lab,
  }) => {
    await lab.open();
    await lab.change(() => lab.mark('R3', 'Crashed'));
    // The address follows a change a moment later, together with this button.
    await expect(lab.button('Copy link')).toBeEnabled();
    const own = page.url();
    await page.getByRole('link', { name: 'Hunt' }).click();
    const card = page.getByRole('article', { name: 'A client believes the first reply.' });
    await card.getByRole('button', { name: /^Show the attack/ }).click();
    await expect(lab.outcome).toHaveText('Deceived');
    await expect(page).toHaveURL(/#1\./);
    const attack = page.url();
    await page.goBack();
    await expect(card).toBeVisible();
    await page.goForward();
    await expect(lab.outcome).toHaveText('Deceived');
    await expect(page).toHaveURL(attack);
    expect(await lab.time()).toBeGreaterThan(0);
    await page.goBack();
    await page.goBack();
    await expect(page.getByLabel('Fault of R3')).toHaveValue('crashed');
    await expect(page).toHaveURL(own);
    // By now the attack has to be opened anew, and stands where it was left.
    await page.goForward();
    await expect(card).toBeVisible();
    await page.goForward();
    await expect(lab.outcome).toHaveText('Deceived');
    await expect(page).toHaveURL(attack);
  });

  test('the Lab by its name is the run that is open there, and its address says which', async ({
    page,
    lab,
  }) => {
    await lab.open();
    await lab.change(() => lab.mark('R2', 'Crashed'));
    await expect(page).toHaveURL(/#1\./);
    await page.evaluate(() => {
      location.hash = '#threshold';
    });
    await expect(page).toHaveTitle('Threshold · Parley');
    await page.evaluate(() => {
      location.hash = '#lab';
    });
    await expect(page.getByLabel('Fault of R2')).toHaveValue('crashed');
    await expect(page).toHaveURL(/#1\./);
  });

  test('an address that is no page names the pages there are', async ({ page, lab }) => {
    await lab.open('#demos');
    await expect(page.getByRole('alert')).toContainText('There is no page “demos”.');
    await expect(page.getByRole('alert')).toContainText('Five minutes (#demo)');
    await page.evaluate(() => (location.hash = '#Threshold/?n=5'));
    await expect(page).toHaveTitle('Threshold · Parley');
  });
});
