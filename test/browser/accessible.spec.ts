/** Everything that opens, and every page: axe finds nothing, it fits on the screen, and Escape closes what lies over others. */
import type { Locator, Page } from '@playwright/test';
import { PAGES } from '../../src/store/pages.ts';
import { axeFinds } from './axe.ts';
import { expect, test } from './lab-test.ts';
import { linkTo } from './lab.ts';
import type { Lab } from './lab.ts';

const TRAITOR = linkTo({ faults: [{ replicas: [0], kind: 'colluding', tactic: 'by-hand' }] });

type Opened = {
  readonly role: 'dialog' | 'menu' | 'region' | 'navigation' | 'group';
  readonly name: string | RegExp;
  readonly open: (lab: Lab) => Promise<unknown>;
  /** Only on screens of this kind. */
  readonly only?: 'phone';
};

/** A new dialog is one line here. */
const OPENED: readonly Opened[] = [
  { role: 'dialog', name: 'Keys', open: (lab) => lab.press('?') },
  { role: 'dialog', name: 'What the words mean', open: (lab) => lab.press('g') },
  { role: 'region', name: 'Moving through the run', open: (lab) => lab.press('u') },
  { role: 'menu', name: 'Save and share', open: (lab) => lab.button('Save and share').click() },
  { role: 'dialog', name: 'Save a picture', open: (lab) => share(lab, 'Save a picture …') },
  { role: 'dialog', name: 'Save a video', open: (lab) => share(lab, 'Save a video …') },
  { role: 'dialog', name: 'Embed in a page', open: (lab) => share(lab, 'Embed in a page …') },
  { role: 'dialog', name: /^R0 /, open: openReplicaMenu },
  { role: 'dialog', name: /^Write a message/, open: (lab) => lab.press('c') },
  { role: 'region', name: 'Presentation', open: (lab) => lab.press('p') },
  { role: 'navigation', name: 'Pages', open: (lab) => lab.button('Lab').click(), only: 'phone' },
  { role: 'group', name: 'More', open: (lab) => lab.button('More').click(), only: 'phone' },
];

async function share(lab: Lab, item: string): Promise<void> {
  await lab.button('Save and share').click();
  await lab.page.getByRole('menuitem', { name: item }).click();
}

async function openReplicaMenu(lab: Lab): Promise<void> {
  await lab.page.getByRole('region', { name: 'Stage' }).locator('[data-process="0"]').focus();
  await lab.press('Enter');
  await lab.button('What to do with R0…').click();
}

/** Marks the element, so that axe can be told of it. */
async function findings(page: Page, opened: Locator): Promise<readonly string[]> {
  await opened.evaluate((element) => element.setAttribute('data-looked-at', ''));
  const found = await axeFinds(page, '[data-looked-at]');
  await opened.evaluate((element) => element.removeAttribute('data-looked-at'));
  return found;
}

async function look({ page }: Lab, opened: Locator): Promise<void> {
  await expect(opened).toBeVisible();
  expect(await findings(page, opened)).toEqual([]);
  expect(await opened.evaluate(isWhole)).toBe(true);
}

/** Runs in the page: nothing of it lies outside the window. */
function isWhole(element: Element): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [screen, viewport] of [
    ['desk', { width: 1440, height: 900 }],
    ['phone', { width: 390, height: 844 }],
  ] as const) {
    test.describe(`${screen}, ${colorScheme}`, () => {
      test.use({ colorScheme, viewport });

      test('axe finds nothing in what opens, and Escape closes it', async ({ lab, page }) => {
        test.slow();
        await lab.open(TRAITOR);
        await lab.press('n', 'n');
        await expect(page.getByRole('status').first()).toBeAttached();
        for (const { role, name, open, only } of OPENED) {
          if (only !== undefined && only !== screen) continue;
          await test.step(String(name), async () => {
            await open(lab);
            const opened = page.getByRole(role, { name });
            await look(lab, opened);
            await lab.press('Escape');
            await expect(opened).toBeHidden();
          });
        }
      });

      for (const { id, title } of PAGES.filter((each) => each.id !== 'lab')) {
        test(`axe finds nothing on the page ${title}`, async ({ page }) => {
          await page.goto(`#${id}`);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          expect(await axeFinds(page)).toEqual([]);
        });
      }

      test('axe finds nothing in what the page says of itself', async ({ lab, page }) => {
        await lab.open();
        await lab.change(async () => {
          if (screen === 'phone') await lab.showSheet('Set up');
          await lab.mark('R3', 'Crashed');
        });
        await lab.isKept('R3');
        await page.goto('about:blank');
        await lab.open();
        await look(lab, page.getByRole('region', { name: 'Where you were' }));
        await page.goto('#1.nothing');
        await look(lab, page.getByRole('alert'));
        await page.dispatchEvent('body', 'dragover', {
          dataTransfer: await page.evaluateHandle(() => {
            const transfer = new DataTransfer();
            transfer.items.add(new File(['{}'], 'dropped.json'));
            return transfer;
          }),
        });
        await look(lab, page.getByText('Drop a scenario, a recording or a link'));
      });
    });
  }
}
