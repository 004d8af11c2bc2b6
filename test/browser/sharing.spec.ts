import { finishedRun, presetNamed } from './engine.ts';
import { expect, test } from './lab-test.ts';
import { Lab } from './lab.ts';

test.describe('the same run everywhere', () => {
  for (const name of ['crashed-primary', 'two-traitors-fork-four', 'injected-agent']) {
    test(`${name} has the same trace hash in Node and in the page's worker`, async ({ lab }) => {
      const preset = presetNamed(name);
      await lab.open();
      await lab.choosePreset(preset.title);
      expect(await lab.traceHash()).toBe(finishedRun(preset).report().trace.hash);
    });
  }

  test('a link holds the scenario and what was done to it', async ({ lab, page, context }) => {
    await lab.open();
    await lab.press('n', 'n', 'n');
    // The address follows a moment after each change, the opening of the page being the first.
    await expect(page).toHaveURL(/#./);
    const opened = page.url();
    await lab.change(() => lab.mark('R0', 'Crashed'));
    await expect(page).not.toHaveURL(opened);
    const crashed = page.url();
    await lab.change(() => lab.button('RETREAT').click());
    await expect(page).not.toHaveURL(crashed);
    const hash = await lab.traceHash();
    const link = page.url();
    const other = new Lab(await context.newPage());
    await other.open(link);
    await expect(other.hash).toHaveText(hash);
    await other.page.reload();
    await expect(other.hash).toHaveText(hash);
  });

  test('an unreadable link says so and shows a calm council', async ({ lab, page }) => {
    await lab.open('#1.this-is-no-scenario');
    await expect(page.getByRole('alert')).toContainText('This link could not be read');
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
  });

  test('the command that is shown names the run', async ({ lab, page }) => {
    await lab.open();
    const command = page.getByLabel('Command that repeats this run');
    await expect(command).toContainText('npm run -s parley -- run calm-council');
  });
});
