/** The space-time diagram in the hands of a person: pointer, wheel and keyboard. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './lab-test.ts';
import { linkTo } from './lab.ts';

const FORK = linkTo({
  faults: [{ replicas: [0, 3], kind: 'colluding', tactic: 'fork' }],
});

class Diagram {
  readonly page: Page;
  readonly canvas: Locator;
  readonly said: Locator;
  readonly spoken: Locator;

  constructor(page: Page) {
    this.page = page;
    this.canvas = page.getByRole('application', { name: /^Space-time diagram/ });
    this.said = page.locator('.diagram-said');
    this.spoken = page.locator('.diagram-spoken');
  }

  async ready(): Promise<void> {
    await expect(this.said).toHaveText(/\d messages between/);
  }

  /** How many messages the panel says that it draws. */
  async count(): Promise<number> {
    const text = (await this.said.textContent()) ?? '';
    return Number(/^([\d,]+)/.exec(text)?.[1]?.replaceAll(',', '') ?? Number.NaN);
  }

  async at(x: number, y: number): Promise<{ readonly x: number; readonly y: number }> {
    const box = await this.canvas.boundingBox();
    if (!box) throw new Error('the diagram is not to be seen');
    return { x: box.x + x * box.width, y: box.y + y * box.height };
  }

  async drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const [start, end] = [await this.at(...from), await this.at(...to)];
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2);
    await this.page.mouse.move(end.x, end.y);
    await this.page.mouse.up();
  }
}

test('wheel, buttons and brush zoom, and the playhead is followed again on a double click', async ({
  lab,
  page,
}) => {
  const diagram = new Diagram(page);
  await lab.open();
  await diagram.ready();
  const first = await diagram.count();
  await lab.button('Show the whole run (0)').click();
  await expect.poll(() => diagram.count()).toBeGreaterThan(first);
  const all = await diagram.count();
  const middle = await diagram.at(0.5, 0.5);
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.wheel(0, -600);
  await expect.poll(() => diagram.count()).toBeLessThan(all);
  await lab.button('Show the whole run (0)').click();
  await expect.poll(() => diagram.count()).toBe(all);
  await diagram.drag([0.4, 0.97], [0.55, 0.97]);
  await expect.poll(() => diagram.count()).toBeLessThan(all / 2);
  expect(await diagram.count()).toBeGreaterThan(0);
  await page.mouse.dblclick((await diagram.at(0.02, 0.05)).x, (await diagram.at(0.02, 0.05)).y);
  await expect.poll(() => diagram.count()).toBe(first);
});

test('the messages of the whole run are as many as the report counts', async ({ lab, page }) => {
  const diagram = new Diagram(page);
  await lab.open();
  await diagram.ready();
  await lab.button('Show the whole run (0)').click();
  await expect(diagram.said).toHaveText(/^145 messages between 5 processes, each a line$/);
});

test('a click seeks, a click on a message selects it and lights up what it depends on', async ({
  lab,
  page,
}) => {
  const diagram = new Diagram(page);
  await lab.open(FORK);
  await diagram.ready();
  await lab.toEnd();
  const empty = await diagram.at(0.95, 0.2);
  await page.mouse.click(empty.x, empty.y);
  await expect.poll(() => lab.time()).toBeGreaterThan(0);
  await diagram.canvas.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(diagram.said).toHaveText(/^Lit: [\d,]+ messages? and what \d+ processes did/);
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(diagram.said).not.toHaveText(/^Lit/);
  await page.getByRole('button', { name: 'Future', exact: true }).click();
  await expect(diagram.said).toHaveText(/^Lit: it could have influenced/);
});

test('the keyboard goes through a lane, tells what is there, and selects it', async ({
  lab,
  page,
}) => {
  const diagram = new Diagram(page);
  await lab.open();
  await diagram.ready();
  await diagram.canvas.focus();
  await page.keyboard.press('ArrowRight');
  await expect(diagram.spoken).toHaveText(/^R0, .* ms: Request from C1 arrives/);
  await page.keyboard.press('ArrowRight');
  await expect(diagram.spoken).toHaveText(/^R0/);
  await page.keyboard.press('ArrowUp');
  await expect(diagram.spoken).toHaveText(/^C1/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Past', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(diagram.spoken).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Past', exact: true })).toBeHidden();
});

test('a hundred lanes fit with fewer names, or get room of their own and scroll', async ({
  lab,
  page,
}) => {
  const diagram = new Diagram(page);
  const scenario = { replicas: 100, tolerance: 33, signatures: 'ideal', workload: { requests: 1 } };
  await page.goto(linkTo(scenario));
  await expect(diagram.said).toHaveText(/Denser than pixels: about [\d,]+ messages/);
  await expect(lab.button('Play')).toBeEnabled();
  await lab.button('A name and more room for each lane').click();
  await expect(lab.button('Fit the lanes')).toBeVisible();
});
