import { axeFinds } from './axe.ts';
import { expect, test } from './lab-test.ts';
import { linkTo } from './lab.ts';
import { overlaps } from './overlaps.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];

/** One at a time on a phone. */
const SHEETS = ['Why', 'Panels', 'Monitors', 'Set up'];

const COUNCILS = [4, 7, 13, 31, 100];

/** Something for each part of the screen to show, in words too long for it. */
const SHOWN = linkTo({
  title: 'Long'.repeat(40),
  replicas: 7,
  tolerance: 2,
  faults: [
    { replicas: [0, 3, 5], kind: 'colluding', tactic: 'fork' },
    { replicas: [6], kind: 'prompt-injected', text: `${'W'.repeat(300)} reply ${'W'.repeat(90)}` },
  ],
  agents: [{ replicas: [1, 2], family: 'W'.repeat(24), guard: 'quarantine' }],
  injections: [{ request: 2, text: 'W'.repeat(500), families: ['W'.repeat(24)] }],
  network: { scheduler: { kind: 'reorder', upTo: 5000 } },
  pbft: { tentative: true, ablate: ['back-off'] },
});

function councilOf(replicas: number): string {
  const tolerance = Math.floor((replicas - 1) / 3);
  // Faults on both sides of the primary, which have more to say.
  const faults = [{ replicas: [1, replicas - 1], kind: 'lying', tactic: 'mute' }];
  const workload = { clients: 2, requests: 1 };
  return linkTo({ replicas, tolerance, faults, workload, signatures: 'ideal' });
}

/** One proof is like the others, and axe takes long over many. */
function openEverything(): void {
  for (const details of document.querySelectorAll<HTMLDetailsElement>(
    'details:not(.proof ~ .proof)',
  ))
    details.open = true;
}

test.describe('themes', () => {
  test('follow the system at first and change at a press', async ({ lab, page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await lab.open();
    const html = page.locator('html');
    await expect(html).toHaveAttribute('data-theme', 'light');
    const before = await page.locator('body').evaluate((body) => getComputedStyle(body).color);
    await lab.button('Switch to the dark theme').click();
    await expect(html).toHaveAttribute('data-theme', 'dark');
    const after = await page.locator('body').evaluate((body) => getComputedStyle(body).color);
    expect(after).not.toBe(before);
    await page.reload();
    await expect(html).toHaveAttribute('data-theme', 'dark');
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`accessibility, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('axe finds nothing before anything is played', async ({ lab }) => {
      await lab.open();
      expect(await axeFinds(lab.page)).toEqual([]);
    });

    for (const viewport of SIZES) {
      test(`axe finds nothing at ${viewport.width} pixels, every section open`, async ({
        lab,
        page,
      }) => {
        await lab.open(SHOWN);
        await lab.toEnd();
        await expect(lab.outcome).toHaveText('Forked');
        await page.evaluate(openEverything);
        // Dozens of lines that are alike too.
        await page.getByLabel('Find a rule').fill('commit');
        await page.setViewportSize(viewport);
        if (viewport.width === 1024) await lab.button('Rules').click();
        for (const sheet of viewport.width === 390 ? SHEETS : [null]) {
          if (sheet !== null) await lab.showSheet(sheet);
          expect(await axeFinds(lab.page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(
            viewport.width,
          );
          // A drawer is meant to lie over the stage.
          if (viewport.width === 1024) await lab.press('Escape');
          await expect.poll(() => page.evaluate(overlaps)).toEqual([]);
        }
      });
    }
  });
}

for (const n of COUNCILS) {
  for (const viewport of SIZES) {
    test(`n = ${n}, ${viewport.width} pixels: nothing lies over anything`, async ({
      lab,
      page,
    }) => {
      await page.setViewportSize({ width: 1440, height: 900 });
      if (n > 31) test.slow();
      await lab.open(councilOf(n));
      await page.setViewportSize(viewport);
      for (const key of ['n', 'n', 'n', 'End']) {
        await lab.press(key);
        await expect.poll(() => page.evaluate(overlaps)).toEqual([]);
      }
    });
  }
}

test('choices are drawn in the colours of the page, and by the browser where a person has their own', async ({
  lab,
  page,
}) => {
  await lab.open();
  const choice = page.getByRole('radio', { name: 'As soon as the primary has proposed it.' });
  const look = (): Promise<string> =>
    choice.evaluate((element) => getComputedStyle(element).getPropertyValue('appearance'));
  expect(await look()).toBe('none');
  await choice.check();
  await expect(choice).toHaveCSS('background-color', 'rgb(196, 145, 31)');
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await look()).toBe('auto');
});

test('people who want no motion get none', async ({ lab, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await lab.open();
  await lab.press('n', 'n');
  // What follows a scroll bar moves only where a person moves it.
  const running = await page.evaluate(
    () => document.getAnimations().filter(({ timeline }) => timeline === document.timeline).length,
  );
  expect(running).toBe(0);
});
