/** The Lab in a frame of another page. */
import { expect, test } from './lab-test.ts';
import type { Lab } from './lab.ts';

async function snippet(lab: Lab): Promise<string> {
  await lab.button('Save and share').click();
  await lab.page.getByRole('menuitem', { name: 'Embed in a page …' }).click();
  await lab.page.getByRole('radio', { name: 'Light' }).check();
  return await lab.page.getByLabel('Snippet').inputValue();
}

test('the snippet shows stage, playback and a sentence, paused, with the way to the Lab', async ({
  lab,
  page,
  context,
  site,
}) => {
  await lab.open();
  await lab.change(() => lab.mark('R3', 'Crashed'));
  await expect(page).toHaveURL(/#1\./);
  const html = await snippet(lab);
  const course = await context.newPage();
  await course.route('**/course.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<h1>Lecture 7</h1>${html}` }),
  );
  await course.goto(`${site}course.html`);
  const frame = course.frameLocator('iframe');
  await expect(frame.getByRole('button', { name: /^R3/ })).toBeVisible();
  await expect(frame.getByRole('button', { name: 'Play' })).toBeEnabled();
  await expect(frame.getByTestId('clock').locator('b')).toHaveText('0.0');
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(frame.getByRole('complementary')).toHaveCount(0);
  const link = frame.getByRole('link', { name: 'Open in Parley' });
  await expect(link).toHaveAttribute('href', /#1\./);
  await expect(link).not.toHaveAttribute('href', /embed/);
});

test('an embedded page plays at once where it is asked to', async ({ page }) => {
  await page.goto('?embed&autoplay');
  await expect(page.getByTestId('clock').locator('b')).not.toHaveText('0.0');
});
