import type { Page } from '@playwright/test';
import { expect, test } from './lab-test.ts';
import type { Lab } from './lab.ts';

const panel = (page: Page) => page.getByRole('tabpanel', { name: 'Branches' });
const branches = (page: Page) => panel(page).getByRole('region', { name: 'Branches' });
const deeds = (page: Page) => panel(page).getByRole('region', { name: 'Done to this run' });

async function showBranches(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Branches' }).click();
  await expect(branches(page)).toBeVisible();
}

/** R3 crashes on one branch, R1 on another that parts earlier. */
async function makeTwoBranches(lab: Lab): Promise<void> {
  await lab.press('n', 'n', 'n');
  await lab.change(() => lab.mark('R3', 'Crashed'));
  await lab.change(() => lab.button(/^Undo/).click());
  await lab.button('Phase before').or(lab.button('Step back')).first().click();
  await lab.change(() => lab.mark('R1', 'Crashed'));
}

test.describe('branches', () => {
  test('a change in the past leaves the old branch, which one can go back to', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await makeTwoBranches(lab);
    const second = await lab.traceHash();
    await showBranches(page);
    await expect(branches(page).getByRole('listitem')).toHaveCount(3);
    await lab.change(() =>
      branches(page)
        .getByRole('button', { name: /^Switch to R3/ })
        .click(),
    );
    await expect(page.getByLabel('Fault of R1')).toHaveValue('loyal');
    await lab.change(() =>
      branches(page)
        .getByRole('button', { name: /^Switch to R1/ })
        .click(),
    );
    expect(await lab.traceHash()).toBe(second);
  });

  test('are named and removed', async ({ lab, page }) => {
    await lab.open();
    await makeTwoBranches(lab);
    await showBranches(page);
    const name = branches(page).getByRole('textbox', { name: /R3 crashed/ });
    await name.fill('<b>late</b> crash');
    await name.press('Enter');
    const other = branches(page).getByRole('button', { name: 'Switch to <b>late</b> crash' });
    await expect(other).toBeVisible();
    await branches(page)
      .getByRole('button', { name: 'Remove the branch <b>late</b> crash' })
      .click();
    await expect(branches(page).getByRole('listitem')).toHaveCount(2);
  });

  test('are compared from where they part, with what both came to', async ({ lab, page }) => {
    await lab.open();
    await makeTwoBranches(lab);
    await showBranches(page);
    await branches(page)
      .getByRole('button', { name: /^Compare with R3/ })
      .click();
    await expect(panel(page).getByRole('status')).toContainText(/^Until [\d.]+ ms both are alike/);
    await expect(panel(page).getByRole('status')).toContainText('You crash R1');
    const figures = panel(page).getByRole('region', { name: 'What both came to' });
    await expect(figures.getByRole('row', { name: /^Outcome/ })).toContainText('agreed');
    await expect(figures.getByRole('row', { name: /^Ledger R1/ })).toBeVisible();
    await panel(page).getByRole('button', { name: 'Only what differs' }).click();
    await expect(
      panel(page)
        .getByText(/^not in [AB]:/)
        .first(),
    ).toBeVisible();
    await panel(page).getByRole('button', { name: 'As strips' }).click();
    for (const [here, there] of [
      ['A', 'B'],
      ['B', 'A'],
    ] as const) {
      const strip = panel(page).getByRole('img', {
        name: new RegExp(`^${here} from .* ${there} does not have`),
      });
      await expect(strip).toBeVisible();
      await expect(strip).toHaveAccessibleName(/: [1-9]\d* events/);
      expect(await strip.evaluate(isDrawn)).toBe(true);
    }
    await panel(page).getByRole('button', { name: 'Back to the branches' }).click();
    await expect(branches(page)).toBeVisible();
  });

  test('what was done is moved, removed and brought back', async ({ lab, page }) => {
    await lab.open();
    await lab.press('n', 'n', 'n');
    await lab.change(() => lab.mark('R3', 'Crashed'));
    await showBranches(page);
    const when = deeds(page).getByRole('textbox', { name: /^When: crash R3/ });
    await lab.change(async () => {
      await when.fill('60');
      await when.press('Enter');
    });
    await expect(when).toHaveValue('60');
    await lab.change(() =>
      deeds(page)
        .getByRole('button', { name: /^Remove crash R3/ })
        .click(),
    );
    await expect(deeds(page).getByRole('listitem')).toHaveCount(0);
    await lab.change(() => lab.button(/^Undo/).click());
    await expect(when).toHaveValue('60');
  });
});

/** Whether a canvas holds anything but one colour. */
function isDrawn(element: Element): boolean {
  if (!(element instanceof HTMLCanvasElement)) return false;
  const pixels = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data;
  return new Set(new Uint32Array(pixels?.buffer ?? new ArrayBuffer(0))).size > 3;
}
