import type { Locator, Page } from '@playwright/test';
import { axeFinds } from './axe.ts';
import { expect, test } from './lab-test.ts';
import { linkTo } from './lab.ts';

const panel = (page: Page): Locator => page.getByRole('tabpanel');

async function openTab(page: Page, name: string): Promise<void> {
  const tab = page.getByRole('tab', { name, exact: true });
  await tab.click();
  await expect(tab).toHaveAttribute('aria-selected', 'true');
  // The arrow keys, Home and End are the tabs' own until one leaves them.
  await tab.blur();
}

const GENERALS = linkTo({ protocol: 'generals', replicas: 4, tolerance: 1 });
const LARGE = linkTo({
  replicas: 31,
  tolerance: 10,
  signatures: 'ideal',
  workload: { requests: 2 },
});
const CHECKPOINTS = linkTo({
  signatures: 'ideal',
  workload: { requests: 60, interval: 1000 },
  pbft: { checkpointInterval: 8, window: 16 },
});

test.describe('votes', () => {
  test('follow the playhead, show two faces in one column, and lead to the message', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await lab.choosePreset('Two traitors fork four');
    await openTab(page, 'Votes');
    const votes = panel(page);
    await lab.press('n', 'n');
    const vote = (words: RegExp): Locator => votes.getByRole('button', { name: words });
    await expect(vote(/^R0’s pre-prepare for A to R1: arrived .* counts/)).toBeVisible();
    await expect(vote(/^R0’s pre-prepare for B to R2: arrived .* counts/)).toBeVisible();
    await votes.getByText('R0 and R3 told different receivers different values.').click();
    await expect(votes).toContainText('R0, pre-prepare: A to R1');
    await vote(/^R0’s pre-prepare for B to R2/).click();
    await expect(page.getByRole('heading', { name: 'Pre-prepare from R0 to R2' })).toBeVisible();
    await lab.toEnd();
    await expect(votes.getByRole('textbox', { name: /^sequence number/ })).not.toHaveValue('1');
    await votes.getByRole('button', { name: 'Fewer: sequence number' }).click();
    await expect(votes.getByRole('button', { name: 'Follow' })).toHaveAttribute(
      'aria-pressed',
      'false',
    );
  });

  test('are gone through with the arrow keys', async ({ lab, page }) => {
    await lab.open();
    await openTab(page, 'Votes');
    await lab.press('n', 'n');
    const own = panel(page).getByRole('button', { name: /^R0’s own pre-prepare/ });
    await own.focus();
    await lab.press('ArrowDown', 'ArrowRight');
    await expect(panel(page).getByRole('button', { name: /^R1’s own prepare/ })).toBeFocused();
  });

  test('of a large council are read cell by cell', async ({ lab, page }) => {
    await lab.open(LARGE);
    await openTab(page, 'Votes');
    await lab.press('n', 'n', 'n');
    const matrix = panel(page).getByRole('application', { name: /^Votes matrix of 31 replicas/ });
    await matrix.focus();
    await lab.press('ArrowRight', 'ArrowDown');
    await expect(panel(page).getByRole('status')).toContainText('R0’s pre-prepare');
    await expect(
      panel(page).getByRole('table', { name: 'What each replica has counted' }),
    ).toBeAttached();
  });

  test('of generals are what they told each other', async ({ lab, page }) => {
    await lab.open(GENERALS);
    await openTab(page, 'Votes');
    await lab.toEnd();
    await expect(panel(page).getByRole('columnheader', { name: 'Told by' })).toBeVisible();
    await expect(panel(page).getByLabel('Round')).toBeVisible();
  });
});

test.describe('ledgers', () => {
  test('say where they part and who stands on which side', async ({ lab, page }) => {
    await lab.open();
    await lab.choosePreset('Two traitors fork four');
    await openTab(page, 'Ledgers');
    await expect(panel(page)).toContainText('Nothing is executed yet.');
    await lab.toEnd();
    await expect(panel(page).getByRole('status')).toContainText(
      /The ledgers differ from sequence number \d+ on/,
    );
    const end = await lab.time();
    await panel(page)
      .getByRole('button', { name: /^R1, sequence number 1: executed/ })
      .click();
    expect(await lab.time()).toBeLessThan(end);
  });

  test('are leafed through, and carry their stable checkpoints', async ({ lab, page }) => {
    await lab.open(CHECKPOINTS);
    await openTab(page, 'Ledgers');
    await lab.toEnd();
    const cell = (seq: number): Locator =>
      panel(page).getByRole('button', {
        name: new RegExp(`^R1, sequence number ${seq}: executed`),
      });
    await expect(cell(60)).toBeVisible();
    await expect(cell(1)).toHaveCount(0);
    await panel(page)
      .getByRole('textbox', { name: /first sequence number shown/ })
      .fill('1');
    await page.keyboard.press('Enter');
    await expect(cell(1)).toBeVisible();
    await expect(cell(8)).toHaveAccessibleName(/A stable checkpoint stands after it\.$/);
  });
});

test.describe('the log', () => {
  test('underlines what a step has changed in the selected replica', async ({ lab, page }) => {
    await lab.open();
    await openTab(page, 'Log');
    await lab.press('n');
    await expect(panel(page)).toContainText('Underlined: changed in this step');
    await expect(panel(page).locator('ins').first()).toBeVisible();
    await panel(page).getByLabel('Log of replica').selectOption({ label: 'R3' });
    await expect(panel(page)).toContainText('This step changed nothing here');
    await expect(panel(page).locator('ins')).toHaveCount(0);
    await expect(panel(page)).toContainText('low water mark h');
  });
});

test.describe('the quorum lens', () => {
  test('shows the two certificates of a fork and who stands in both', async ({ lab, page }) => {
    await lab.open();
    await openTab(page, 'Quorums');
    await expect(panel(page)).toContainText('There is no certificate yet');
    await expect(panel(page)).toContainText('2q − n = 2·3 − 4 = 2');
    await lab.choosePreset('Two traitors fork four');
    await lab.toEnd();
    await expect(panel(page)).toContainText('In both stand R0 and R3.');
    await expect(panel(page)).toContainText('What no replica can know: all of them are traitors.');
    await expect(panel(page)).toContainText('the overlap can consist of traitors alone');
    await expect(panel(page).getByLabel('First certificate')).toBeVisible();
  });

  test('says why there is nothing to compare among generals', async ({ lab, page }) => {
    await lab.open(GENERALS);
    await openTab(page, 'Quorums');
    await expect(panel(page)).toContainText('No general waits for a quorum here');
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`panels, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('axe finds nothing in any of them', async ({ lab, page }) => {
      await lab.open();
      await lab.choosePreset('Two traitors fork four');
      await lab.toEnd();
      for (const name of ['Votes', 'Ledgers', 'Log', 'Quorums']) {
        await openTab(page, name);
        await expect(panel(page).locator('.panel-body > *').first()).toBeVisible();
        expect(await axeFinds(page, '.lower'), name).toEqual([]);
      }
    });
  });
}
