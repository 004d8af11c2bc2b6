import { expect, test } from './lab-test.ts';

test.describe('a part of the page whose script does not come', () => {
  test('says so, and what stands beside it goes on', async ({ lab, page, complaints }) => {
    await page.route(/events-panel/, (route) => route.abort());
    await page.route(/hunt-page/, (route) => route.abort());
    await lab.open();
    await page.getByRole('tab', { name: 'Events' }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('This part of the page could not be shown.');
    await lab.play();
    await lab.pause();
    await page.getByRole('tab', { name: 'Votes' }).click();
    await expect(alert).toBeHidden();

    await page.getByRole('link', { name: 'Hunt' }).click();
    await expect(alert).toContainText('This part of the page could not be shown.');
    await page.getByRole('link', { name: 'Lab' }).click();
    await expect(lab.button('Play')).toBeEnabled();
    await expect(lab.outcome).toBeVisible();
    expect(complaints.length).toBeGreaterThan(0);
    complaints.length = 0;
  });
});
