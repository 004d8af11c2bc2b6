/** What becomes of one's work when the page goes away, or the engine does. */
import { expect, test } from './lab-test.ts';
import { Lab } from './lab.ts';

const OFFER = 'Continue where you were';

/** Crashes R3 at some moment, and waits until that has been written down. */
async function work(lab: Lab): Promise<number> {
  await lab.press('n', 'n');
  await lab.change(() => lab.mark('R3', 'Crashed'));
  const at = await lab.time();
  await lab.isKept('R3');
  return at;
}

test('after a reload the page offers to continue, with undo and the playhead', async ({
  lab,
  page,
}) => {
  await lab.open();
  const at = await work(lab);
  const hash = await lab.traceHash();
  await page.goto('about:blank');
  await lab.open();
  expect(await lab.traceHash()).not.toBe(hash);
  await lab.change(() => lab.button(OFFER).click());
  expect(await lab.traceHash()).toBe(hash);
  expect(await lab.time()).toBeCloseTo(at, 0);
  await lab.change(() => lab.press('Control+z'));
  await expect(page.getByLabel('Fault of R3')).toHaveValue('loyal');
  await expect(lab.button(OFFER)).toHaveCount(0);
});

test('a link in the address wins over what was kept', async ({ lab, page }) => {
  await lab.open();
  await work(lab);
  await expect(page).toHaveURL(/#1\./);
  await page.goto('about:blank');
  await lab.open('#1.nothing');
  await expect(page.getByRole('alert')).toContainText('This link could not be read');
  await expect(lab.button(OFFER)).toBeVisible();
  await lab.button('Not now').click();
  await expect(lab.button(OFFER)).toHaveCount(0);
  await page.reload();
  await lab.open();
  await expect(lab.button(OFFER)).toHaveCount(0);
});

test('tabs that are open do not offer each other what they are at', async ({ lab, context }) => {
  await lab.open();
  await work(lab);
  const other = new Lab(await context.newPage());
  await other.open();
  await work(other);
  await expect(other.button(OFFER)).toHaveCount(0);
  await lab.page.close();
  await other.page.reload();
  await other.open();
  await expect(other.button(OFFER)).toBeVisible();
});

test('a browser without storage is no obstacle', async ({ lab, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await lab.open();
  await lab.press('n', 'n');
  await expect(page.getByRole('status').getByText(/keeps nothing between visits/)).toBeVisible();
  await lab.change(() => lab.mark('R3', 'Crashed'));
});

test('what was damaged in the storage is passed over', async ({ lab, page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('parley.sitting.a', '{"title":"<img src=x>","text":');
    const kept = { title: '<img src=x onerror=alert(1)>', text: '{"version":1,"n":{' };
    localStorage.setItem(
      'parley.sitting.b',
      JSON.stringify({ ...kept, changes: 2, at: 7, savedAt: 1 }),
    );
  });
  await lab.open();
  const hash = await lab.traceHash();
  await lab.button(OFFER).click();
  await expect(page.getByRole('alert')).toContainText('could not be read. Nothing was changed.');
  expect(await lab.traceHash()).toBe(hash);
});

test('an engine that dies is started again by itself once, then by a button', async ({
  lab,
  page,
}) => {
  await page.addInitScript(() => {
    const workers: Worker[] = [];
    const Real = window.Worker;
    window.Worker = class extends Real {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        workers.push(this);
      }
    };
    window.addEventListener('kill-engine', () => {
      workers.at(-1)?.dispatchEvent(new ErrorEvent('error', { message: 'killed for a test' }));
    });
  });
  await lab.open();
  await lab.press('n', 'n', '.');
  const [at, hash] = [await lab.time(), await lab.traceHash()];
  const kill = (): Promise<boolean> =>
    page.evaluate(() => window.dispatchEvent(new Event('kill-engine')));
  await kill();
  await expect(page.getByRole('status').getByText(/started again/)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await lab.traceHash()).toBe(hash);
  expect(await lab.time()).toBe(at);
  await kill();
  await expect(page.getByRole('alert')).toContainText('The engine stopped');
  await lab.button(/Restart from seed/).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await lab.traceHash()).toBe(hash);
  expect(await lab.time()).toBe(at);
});
