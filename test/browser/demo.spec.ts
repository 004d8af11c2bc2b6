import type { Locator, Page } from '@playwright/test';
import { axeFinds } from './axe.ts';
import { expect, test } from './lab-test.ts';

const HEADLINES = [
  'The answer was a lie, and it was believed.',
  'They held together.',
  'They acted differently.',
  'They held together.',
  'The answer was a lie, and it was believed.',
  'They held together.',
];

async function openDemo(page: Page, query = ''): Promise<void> {
  await page.goto(`#demo${query}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

const run = (page: Page): Locator => page.getByRole('button', { name: 'Run and see' });
const verdict = (page: Page): Locator => page.getByTestId('verdict');
const outcome = (page: Page): Locator => page.getByRole('region', { name: 'What came of it' });
const title = (page: Page): Locator => page.getByRole('heading', { level: 1 });

test.describe('the five-minute demo', () => {
  test('is found in the menu, and a clicker alone goes through all of it', async ({ page }) => {
    await page.goto('');
    await page.getByRole('navigation', { name: 'Pages' }).getByText('Five minutes').click();
    for (const [index, headline] of HEADLINES.entries()) {
      await expect(page.getByText(`${index + 1} of 6`)).toBeVisible();
      await expect(run(page)).toBeEnabled();
      await page.keyboard.press('PageDown');
      await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
      // Recording may still be under way; the end is shown once it is known.
      await page.keyboard.press('PageDown');
      await expect(verdict(page)).toHaveText(headline);
      if (index === 2) await expect(outcome(page)).toContainText('R1 carried out ATTACK and R2');
      await page.keyboard.press('PageDown');
    }
    await expect(title(page)).toHaveText('What it means for your own agents');
    await page.keyboard.press('PageUp');
    await expect(page.getByText('6 of 6')).toBeVisible();
  });

  test('is gone to also where the Lab writes its link at that very moment', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await page.evaluate(() => {
      location.hash = '#demo';
      history.replaceState(null, '', '#1.q1YqSy0qzszPU7Iy1FEqySzJSVWyUnJUSE7MyVVIzi_NS87MUaoFAA');
    });
    await expect(page.getByText('1 of 6')).toBeVisible();
    await expect(page).toHaveURL(/#demo/);
  });

  test('plays a run to its outcome, and holds what was expected against it', async ({ page }) => {
    await openDemo(page, '?step=3');
    await page.getByLabel('No, each has a majority of its own').check();
    await run(page).click();
    await expect(verdict(page)).toHaveText('They acted differently.');
    await expect(outcome(page)).toContainText('So it went.');
    await expect(page.getByRole('region', { name: 'Stage' })).toContainText('Lying');
    await page.getByRole('button', { name: 'See it again' }).click();
    await expect(run(page)).toBeVisible();
  });

  test('arrow keys lead on and back, and inside a choice they choose', async ({ page }) => {
    await openDemo(page, '?step=2');
    await expect(run(page)).toBeEnabled();
    await page.getByLabel('Yes, the liar decides').focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByLabel('No, two outvote one')).toBeChecked();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(title(page)).toHaveText('But when two orders compete');
    await expect(title(page)).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await expect(page).toHaveURL(/#demo\?step=2$/);
    await page.getByRole('button', { name: '6: Seven, and no model holds more than two' }).click();
    await expect(page.getByText('6 of 6')).toBeVisible();
  });

  test('hands the focus on where the button that has it goes', async ({ page }) => {
    await openDemo(page, '?step=2');
    const end = page.getByRole('button', { name: 'Show how it ends' });
    await expect(end).toBeEnabled();
    await end.press('Enter');
    await expect(page.getByRole('button', { name: 'Go on' })).toBeFocused();
    await page.getByRole('button', { name: 'See it again' }).press('Enter');
    await expect(run(page)).toBeFocused();
  });

  test('what was open in the Lab is still there, and undo leads back to it', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await lab.mark('R2', 'Crashed');
    await expect(page).toHaveURL(/#1\./);
    const hash = await lab.hash.textContent();
    const pages = page.getByRole('navigation', { name: 'Pages' });
    await pages.getByText('Five minutes').click();
    await expect(run(page)).toBeEnabled();
    await page.getByRole('button', { name: 'Next' }).click();
    await expect(run(page)).toBeEnabled();
    await pages.getByText('Lab', { exact: true }).click();
    await expect(page.getByLabel('Fault of R2')).toHaveValue('crashed');
    expect(await lab.hash.textContent()).toBe(hash);

    await pages.getByText('Five minutes').click();
    await expect(page.getByText('2 of 6')).toBeVisible();
    await page.getByRole('button', { name: 'Show how it ends' }).click();
    await page.getByRole('button', { name: 'Open in the Lab' }).click();
    await expect(
      page.getByRole('heading', { name: 'Three vote once, and the truth survives one liar' }),
    ).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(page.getByLabel('Fault of R2')).toHaveValue('crashed');
  });

  test('plays without anything that flies where motion is not wanted', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await openDemo(page, '?step=2');
    await run(page).click();
    await page.keyboard.press('PageDown');
    await expect(verdict(page)).toHaveText('They held together.');
  });

  test('an address that names no step says so and shows the first', async ({ page }) => {
    await openDemo(page, '?step=12');
    await expect(page.getByRole('alert')).toContainText('names the step “12”');
    await expect(page.getByText('1 of 6')).toBeVisible();
  });
});

test.describe('one’s own council', () => {
  test('is judged, and real runs made now confirm it', async ({ page }) => {
    await openDemo(page, '?step=yours');
    const table = page.getByRole('table');
    await expect(page.getByRole('heading', { name: 'This council holds.' })).toBeVisible();
    await expect(table).toContainText('32 of 32 held');
    await page.getByRole('button', { name: 'More: Of one model' }).click();
    await expect(
      page.getByRole('heading', { name: 'Enough agents, too much of one model.' }),
    ).toBeVisible();
    await expect(table).toContainText('gave a false answer');
    await expect(page).toHaveURL(/step=yours&n=7&f=2&same=3$/);
    await page.getByRole('button', { name: 'Fewer: Agents' }).click();
    await expect(
      page.getByRole('heading', { name: 'Too few agents, and too much of one model.' }),
    ).toBeVisible();
    await expect(table).toContainText('acted differently');
    await expect(table).toContainText('came to a standstill');
  });

  test('fits on one sheet of A4, in ink on white', async ({ page }) => {
    await openDemo(page, '?step=yours&n=6&f=2&same=3');
    await expect(page.getByText(/of the complete protocol, made in this browser\./)).toBeVisible();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12]/);
    await expect(page.locator('.yours-head')).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.yours-head')).toHaveText(
      /^Parley \d{4}-\d\d-\d\d http.*#demo\?step=yours&n=6&f=2&same=3$/,
    );
    const figure = page.getByRole('textbox', { name: 'Agents, 1 to 40' });
    for (const part of [figure, page.locator('.stepper', { has: figure })]) {
      await expect(part).toHaveCSS('border-width', '0px');
      await expect(part).toHaveCSS('box-shadow', 'none');
    }
    for (const name of ['Print, or save as PDF', 'Back', 'More: Agents'])
      await expect(page.getByRole('button', { name })).toBeHidden();
    await expect(page.getByText(/gave a false answer/).first()).toHaveCSS(
      'color',
      'rgb(180, 50, 10)',
    );
    await page.setViewportSize({ width: 672, height: 1000 });
    await expect(page.getByRole('columnheader', { name: 'What happens' })).toBeVisible();
    await expect(page.locator('.page-main')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await expect(title(page)).toHaveCSS('color', 'rgb(17, 17, 17)');
  });
});

/** Whether all of it is to be seen without scrolling, above the pager. */
async function expectInSight(page: Page, ...parts: readonly Locator[]): Promise<void> {
  const pager = await page.locator('.demo-pager').boundingBox();
  for (const [index, part] of parts.entries()) {
    const box = await part.boundingBox();
    expect(box?.y, `part ${index} begins on the screen`).toBeGreaterThanOrEqual(48);
    expect(
      (box?.y ?? 0) + (box?.height ?? Infinity),
      `part ${index} ends above the pager`,
    ).toBeLessThanOrEqual(pager?.y ?? 0);
  }
}

test.describe('for everyone', () => {
  for (const [width, height] of [
    [1440, 900],
    [1024, 768],
    [390, 844],
  ] as const)
    test(`the question, its outcome and the lesson need no scrolling at ${width} by ${height}`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height });
      await openDemo(page);
      for (const index of HEADLINES.keys()) {
        await expect(page.getByText(`${index + 1} of 6`)).toBeVisible();
        await expect(run(page)).toBeEnabled();
        await expectInSight(page, run(page), page.getByRole('radio').last());
        await page.keyboard.press('PageDown');
        await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
        await page.keyboard.press('PageDown');
        await expect(verdict(page)).toBeVisible();
        const goOn = page.getByRole('button', { name: 'Go on' });
        await expectInSight(page, verdict(page), page.locator('.demo-lesson'), goOn);
        await expectInSight(page, page.getByRole('button', { name: 'Open in the Lab' }));
        await goOn.click();
      }
    });

  for (const [what, width, height] of [
    ['a phone on its side', 844, 390],
    ['1440 x 900 at 200 %', 720, 450],
    ['a wall of 3840 x 2160', 3840, 2160],
  ] as const)
    test(`${what}: the run stands beside the words, with what starts it in sight`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height });
      await openDemo(page, '?step=4');
      await expect(run(page)).toBeEnabled();
      await expectInSight(page, run(page), page.getByRole('region', { name: 'Stage' }));
    });

  for (const [width, height] of [
    [1440, 900],
    [1024, 768],
    [390, 844],
  ] as const) {
    test(`nothing is cut off and axe finds nothing at ${width} pixels`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      for (const query of ['?step=3', '?step=yours']) {
        await openDemo(page, query);
        const end = page.getByRole('button', { name: 'Show how it ends' });
        if (query === '?step=3') {
          await expect(end).toBeEnabled();
          await end.click();
          await expect(verdict(page)).toBeVisible();
        }
        const main = page.getByRole('main');
        const overflow = await main.evaluate((node) => node.scrollWidth - node.clientWidth);
        expect(overflow).toBeLessThanOrEqual(0);
        expect(await axeFinds(page)).toEqual([]);
      }
    });
  }
});
