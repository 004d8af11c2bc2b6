import { expect, test } from './lab-test.ts';

test.describe('a first visit', () => {
  test.beforeEach(async ({ lab }) => {
    await lab.open();
  });

  test('opens a calm council, paused, with one Play and three sentences', async ({ lab, page }) => {
    await expect(page).toHaveTitle(/Parley/);
    await expect(lab.clock).toHaveText('0.0');
    await expect(lab.outcome).toHaveText('Ready');
    const invitation = page.getByRole('region', { name: 'Where to begin' });
    await expect(invitation.getByRole('button')).toHaveCount(3);
    await expect(lab.button('Play')).toHaveCount(1);
  });

  test('plays and pauses', async ({ lab }) => {
    await lab.play();
    await expect(lab.clock).not.toHaveText('0.0');
    await lab.pause();
    const time = await lab.time();
    expect(time).toBeGreaterThan(0);
    await lab.page.waitForTimeout(300);
    expect(await lab.time()).toBe(time);
  });

  test('plays a calm council to the end, where all have agreed', async ({ lab }) => {
    await lab.fastest();
    await lab.play();
    await expect(lab.outcome).toHaveText('Agreed');
    await expect(lab.monitors).not.toContainText('broken');
  });

  test('"Crash the primary" leads to view 1 and agreement', async ({ lab, page }) => {
    await lab.button('Crash the primary').click();
    await expect(page.getByText(/View 1, R1 is primary/)).toBeVisible();
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
  });

  test('"Make one lie" is survived', async ({ lab }) => {
    await lab.change(() => lab.button('Make one lie').click());
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
    await expect(lab.monitors).not.toContainText('broken');
  });

  test('"Make two collude" shows a fork, paused, within a minute', async ({ lab }) => {
    await lab.button('Make two collude').click();
    await expect(lab.outcome).toHaveText('Forked');
    await expect(lab.button('Play')).toBeVisible();
    const agreement = lab.monitors.getByRole('listitem').filter({ hasText: 'Agreement' }).first();
    await expect(agreement).toContainText('broken');
    await expect(agreement).toContainText('In both certificates stand R0 and R3.');
  });
});
