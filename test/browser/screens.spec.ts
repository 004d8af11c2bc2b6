/** Screens of other sizes: a phone upright and on its side, a page at 200 %, a wall of pixels. */
import type { Page } from '@playwright/test';
import { expect, test } from './lab-test.ts';
import { linkTo } from './lab.ts';
import { overlaps } from './overlaps.ts';

const stage = (page: Page) => page.getByRole('region', { name: 'Stage' });
const why = (page: Page) => page.getByRole('region', { name: 'What is happening, and why' });

/** What a person scrolls to because the page itself is too large. */
async function surplus(page: Page): Promise<readonly [number, number]> {
  return await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return [scrollWidth - clientWidth, scrollHeight - clientHeight] as const;
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('stage and playback stay, and one part at a time stands below them', async ({
    lab,
    page,
  }) => {
    await lab.open();
    expect(await surplus(page)).toEqual([0, 0]);
    await expect(why(page)).toBeInViewport();
    await lab.showSheet('Monitors');
    await expect(lab.monitors).toBeInViewport();
    await expect(why(page)).toBeHidden();
    await lab.showSheet('Set up');
    await lab.change(() => lab.mark('R3', 'Crashed'));
    await lab.showSheet('Panels');
    await page.getByRole('tab', { name: 'Ledgers' }).tap();
    await expect(page.getByRole('tabpanel', { name: 'Ledgers' })).toBeInViewport();
    await expect(stage(page)).toBeInViewport();
    await expect(lab.button('Play')).toBeInViewport();
  });

  test('what is tapped on the stage is shown, and the sheet may cover the stage', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await lab.press('n', 'n');
    await page.getByRole('button', { name: /^R1, / }).getByText('R1').tap();
    await expect(page.getByRole('heading', { name: /^R1/ })).toBeInViewport();
    expect(await page.evaluate(coveredByTip, 1)).toBe(0);
    await page.getByRole('button', { name: /^R3, / }).getByText('R3').tap();
    expect(await page.evaluate(coveredByTip, 3)).toBe(0);
    await lab.button('Cover the stage').tap();
    await expect(stage(page)).toBeHidden();
    await lab.button('Show the stage').tap();
    await expect(stage(page)).toBeVisible();
  });

  test('every event is read whole', async ({ lab, page }) => {
    await lab.open();
    await lab.press('n', 'n', 'n');
    await lab.showSheet('Panels');
    await page.getByRole('tab', { name: 'Events' }).tap();
    const sentences = page.getByRole('option').locator('.event-sentence');
    await expect(sentences.first()).toBeVisible();
    const cut = await sentences.evaluateAll((all) =>
      all
        .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1)
        .map((each) => each.textContent),
    );
    expect(cut).toEqual([]);
  });

  test('in the matrix of a large council a finger comes near, and buttons go the rest of the way', async ({
    lab,
    page,
  }) => {
    await lab.open(linkTo({ replicas: 31, tolerance: 10, signatures: 'ideal' }));
    await lab.press('End');
    await lab.showSheet('Panels');
    await page.getByRole('tab', { name: 'Votes' }).tap();
    const matrix = page.getByRole('application', { name: /^Votes matrix of 31/ });
    await matrix.tap({ position: { x: 100, y: 100 } });
    const readout = page.getByRole('tabpanel', { name: 'Votes' }).getByRole('status');
    await expect(readout).toContainText(/R\d/);
    const before = await readout.textContent();
    const steps = page.getByRole('group', { name: 'Go from cell to cell' });
    await steps.getByRole('button', { name: 'One cell right' }).tap();
    await expect(readout).not.toHaveText(before ?? '');
    await steps.getByRole('button', { name: 'Select this message' }).tap();
    await lab.showSheet('Selected');
    await expect(page.getByRole('heading', { name: /^Commit/ })).toBeInViewport();
  });

  test('nothing that is pressed is smaller than a finger', async ({ lab, page }) => {
    for (const replicas of [4, 13]) {
      await lab.open(linkTo({ replicas }));
      await lab.press('n', 'n');
      for (const sheet of ['Why', 'Panels', 'Monitors', 'Set up']) {
        await lab.showSheet(sheet);
        expect(await page.evaluate(smallTargets)).toEqual([]);
      }
      await lab.showSheet('Panels');
      for (const panel of await page.getByRole('tab').all()) {
        await panel.tap();
        expect(await page.evaluate(smallTargets)).toEqual([]);
      }
      await page.goto('about:blank');
    }
  });
});

/** Runs in the page: buttons and fields under 44 px. What stands within a sentence or a drawing is as large as its place. */
function smallTargets(): readonly string[] {
  const FINGER = 44;
  return [...document.querySelectorAll('button, select, input, textarea, summary')]
    .filter((element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
    )
    .filter((element) => element.closest('p, .facts, label, .visually-hidden') === null)
    .filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return Math.min(width, height) < FINGER - 0.5;
    })
    .map((element) => {
      const { width, height } = element.getBoundingClientRect();
      const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
      return `${element.tagName} "${name.trim()}": ${width} x ${height}`;
    });
}

for (const [what, width, height] of [
  ['a phone on its side', 844, 390],
  ['1440 x 900 at 200 %', 720, 450],
  ['1280 x 800 at 200 %', 640, 400],
] as const) {
  test(`${what}: the stage stands beside one part of the page`, async ({ lab, page }) => {
    await page.setViewportSize({ width, height });
    await lab.open();
    await lab.press('n', 'n');
    for (const sheet of ['Why', 'Panels', 'Monitors', 'Set up']) {
      await lab.showSheet(sheet);
      expect(await surplus(page)).toEqual([0, 0]);
      await expect.poll(() => page.evaluate(overlaps)).toEqual([]);
    }
    const box = await stage(page).boundingBox();
    expect(box?.width).toBeGreaterThan(width * 0.45);
    expect(box?.height).toBeGreaterThan(height * 0.6);
  });
}

test('3840 x 2160: the page is as large as on a desk, and a pointer points where it is', async ({
  lab,
  page,
}) => {
  await page.setViewportSize({ width: 3840, height: 2160 });
  await lab.open();
  await lab.press('n', 'n');
  expect(await surplus(page)).toEqual([0, 0]);
  await expect.poll(() => page.evaluate(overlaps)).toEqual([]);
  const line = await page.getByText('Proof in sight').boundingBox();
  expect(line?.height).toBeGreaterThan(30);

  const replica = stage(page).getByRole('button', { name: /^R1, / });
  await replica.getByText('R1').hover();
  await expect(page.getByRole('tooltip')).toBeVisible();
  expect(await page.evaluate(gapOfTip)).toBeLessThan(20);
});

/** Runs in the page: how much of a replica its own words cover, in pixels of the screen from above. */
function coveredByTip(id: number): number {
  const boxOf = (selector: string): DOMRect =>
    document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
  const tip = boxOf('.process-tip');
  const seat = boxOf(`.stage-canvas [data-process="${id}"] .replica-target`);
  return Math.max(0, Math.min(tip.bottom, seat.bottom) - Math.max(tip.top, seat.top));
}

/** Runs in the page: how far the words on R1 are from it, in pixels of the screen. */
function gapOfTip(): number {
  const boxOf = (selector: string): DOMRect =>
    document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
  const tip = boxOf('.process-tip');
  const seat = boxOf('.stage-canvas [data-process="1"] .replica-target');
  return Math.min(Math.abs(tip.left - seat.right), Math.abs(seat.left - tip.right));
}

test('forced colours: what is pressed, chosen or pressable has an edge', async ({ lab, page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await lab.open();
  await lab.press('3');
  for (const edged of [
    page.getByRole('button', { name: /^Follow/ }),
    page.getByRole('tab', { name: 'Votes' }),
    lab.button('ATTACK'),
    page.getByRole('link', { name: 'Lab', exact: true }),
  ])
    await expect(edged).toHaveCSS('border-bottom-style', 'solid');
});

test('forced colours: words on a filled button stand on its colour, not on a plate of their own', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  for (const [address, name] of [
    ['#hunt', 'Prove it'],
    ['#demo', 'Run and see'],
  ] as const) {
    await page.goto(address);
    const button = page.getByRole('button', { name, exact: true });
    await expect(button).toHaveCSS('forced-color-adjust', 'none');
  }
});
