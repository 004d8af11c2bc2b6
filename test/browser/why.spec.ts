import { expect, test } from './lab-test.ts';

test.describe('why', () => {
  test('somebody clicks a replica, follows a message of its quorum, and goes back', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await page.keyboard.press('End');
    await page.locator('g.replica').nth(1).click();
    const why = page.getByRole('region', { name: 'Why', exact: true });
    await expect(why.getByText('because it was committed').first()).toBeVisible();
    const vote = why
      .getByRole('button')
      .filter({ hasText: /^COMMIT of R\d/ })
      .first();
    await vote.click();
    await expect(
      why.getByRole('button').filter({ hasText: /^R1 got the COMMIT of/ }),
    ).toBeVisible();
    await why.getByRole('button', { name: 'Back to what was selected before' }).click();
    await expect(why.getByText('because it was committed').first()).toBeVisible();
  });

  test('the chain is followed by keyboard alone', async ({ lab, page }) => {
    await lab.open();
    await page.keyboard.press('End');
    const before = await lab.clock.textContent();
    await page.locator('g.replica').nth(2).focus();
    await page.keyboard.press('Enter');
    const link = page.getByRole('button').filter({ hasText: /sent its request/ });
    await link.focus();
    await page.keyboard.press('Enter');
    await expect(lab.clock).not.toHaveText(before ?? '');
  });

  test('a word in the explanation leads to its meaning, and Escape leads back', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await page.keyboard.press('n');
    await lab.why.getByRole('button', { name: 'sequence number' }).click();
    const glossary = page.getByRole('dialog', { name: 'What the words mean' });
    await expect(glossary.getByText('The place of a request in the common sequence')).toBeVisible();
    await glossary.getByRole('searchbox').fill('water mark');
    await expect(glossary.getByText('Stable checkpoint', { exact: true })).toBeVisible();
    // The first empties the search field, as browsers do.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(glossary).toBeHidden();
  });

  test('plain words are another wording of the same run, and survive a reload', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await page.keyboard.press('End');
    const hash = await lab.hash.textContent();
    await page.getByRole('button', { name: 'Speak in plain words' }).click();
    await expect(lab.why).toContainText('no two loyal agents disagree');
    await expect(page.getByRole('list', { name: 'Legend' })).toContainText('Proposal');
    expect(await lab.hash.textContent()).toBe(hash);
    await page.reload();
    await expect(page.getByRole('button', { name: 'Speak the terms of the field' })).toBeVisible();
    expect(new URL(page.url()).searchParams.get('words')).toBe('plain');
  });

  test('the count of messages stands beside the formula', async ({ lab, page }) => {
    await lab.open();
    await page.keyboard.press('End');
    const table = page.getByRole('region', { name: /^Messages/ }).getByRole('table');
    await expect(table.getByRole('row', { name: /Commit/ })).toContainText('n(n − 1)1212');
    await expect(table.getByRole('row', { name: /^All/ })).toContainText('2929');
  });
});
