/** What a person does on the stage: pointing at messages and replicas, reading large councils, cutting the network. */
import { expect, test } from './lab-test.ts';
import { linkTo } from './lab.ts';
import { overlaps } from './overlaps.ts';

/** All messages of a phase are under way at once, because all take equally long. */
function councilOf(replicas: number): string {
  return linkTo({
    replicas,
    tolerance: Math.floor((replicas - 1) / 3),
    signatures: 'ideal',
    network: { latency: { kind: 'constant', value: 10_000 } },
    workload: { requests: 1 },
  });
}

test('a press near a message pauses and selects it', async ({ lab, page }) => {
  await lab.open(councilOf(4));
  await lab.press('n', '[', '[', '[');
  await lab.play();
  const flight = page.locator('g.flight').first();
  const box = await flight.boundingBox();
  if (!box) throw new Error('no message is under way');
  await page.mouse.click(box.x + box.width / 2 + 14, box.y + box.height / 2);
  await expect(lab.button('Play')).toBeVisible();
  await expect(page.locator('g.flight.is-selected')).toHaveCount(1);
});

test('where messages lie close a list opens, and the keyboard chooses from it', async ({
  lab,
  page,
}) => {
  await lab.open(councilOf(31));
  await lab.press('n', 'n', '.');
  const stage = await page.locator('.stage-canvas').boundingBox();
  if (!stage) throw new Error('there is no stage');
  const seat = await page.locator('[data-process="0"] .replica-target').boundingBox();
  if (!seat) throw new Error('R0 is nowhere to be seen');
  await page.mouse.click(seat.x + seat.width / 2, seat.y + seat.height + 14);
  const list = page.getByRole('dialog', { name: 'Choose a message' });
  await expect(list).toBeVisible();
  await lab.press('ArrowDown', 'Enter');
  if (await list.isVisible()) await lab.press('ArrowDown', 'Enter');
  await expect(list).toBeHidden();
  await expect(page.getByRole('heading', { name: /from R\d+ to R\d+/ })).toBeVisible();
});

test('a hundred replicas: every commit is drawn, and those of a replica can be listed', async ({
  lab,
  page,
}) => {
  test.slow();
  await lab.open(councilOf(100));
  await lab.press('n', 'n');
  await expect(page.locator('canvas.stage-points')).toHaveAttribute('data-count', /^(98|99)\d\d$/);
  const short = page.getByRole('list', { name: 'The council in short' });
  await expect(short).toContainText('R0 is the primary');
  await expect(short).toContainText('nobody is faulty');
  await expect(short).toContainText(/prepared \d+ of 100/);
  await page.locator('[data-process="7"] .replica-disc').click();
  await expect(page.locator('.bundle-sign').filter({ hasText: '99 sent' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Legend' })).toContainText('Each point is a message');
  await page.getByRole('button', { name: /^R7:.*99/ }).click();
  const list = page.getByRole('dialog', { name: 'Choose a message' });
  await expect(list.locator('summary').first()).toHaveText(/99 (Prepare|Commit) from R7/);
  await lab.press('Escape');
  await expect(list).toBeHidden();
});

test('a gauge that is pointed at says what is missing', async ({ lab, page }) => {
  await lab.open(councilOf(4));
  await lab.press('n', 'n');
  await page.locator('[data-process="2"] .replica-disc').hover();
  await expect(page.getByRole('tooltip')).toContainText(/R2, loyal.*prepares.*commits/s);
  await page.locator('[data-process="1"]').focus();
  await expect(page.getByRole('tooltip')).toContainText('R1, loyal');
});

test('a view change gathers in the middle of the ring', async ({ lab, page }) => {
  await lab.open(linkTo({ faults: [{ replicas: [0], kind: 'crashed', at: 0 }] }));
  await lab.press('n');
  const scene = page.locator('g.gathering');
  for (let steps = 0; steps < 40 && !(await scene.isVisible()); steps += 1) await lab.press(',');
  await expect(scene).toContainText(/of 3.*view 1.*R1|New view 1/);
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await expect.poll(() => page.evaluate(overlaps)).toEqual([]);
  }
});

test('a cut from now on leaves what is on its way on its way', async ({ lab, page }) => {
  await lab.open(councilOf(4));
  await lab.press('n');
  await expect(page.locator('.flight')).toHaveCount(3);
  await page.getByText('Cut the network').click();
  await lab.button('Two halves').click();
  await lab.change(() => lab.button('Cut from now').click());
  await expect(lab.why).toContainText('The network splits: R0 and R1 cannot reach R2 and R3.');
  await expect(page.locator('.flight')).toHaveCount(3);
});

test('group chips cut the network', async ({ lab, page }) => {
  await lab.open(councilOf(4));
  await page.getByText('Cut the network').click();
  await lab.button('R2 is in group A').click();
  await lab.button('R3 is in group A').click();
  await lab.change(() => lab.button('Cut from the start').click());
  await expect(page.locator('.wall')).toHaveCount(2);
  await lab.change(() => lab.button('Remove partition 1').click());
  await expect(page.locator('.wall')).toHaveCount(0);
});
