import type { Locator, Page } from '@playwright/test';
import { axeFinds } from './axe.ts';
import { expect, test } from './lab-test.ts';

/** Generous, because a busy machine computes slowly; nothing waits longer than it needs. */

class HuntPage {
  readonly page: Page;
  readonly question: Locator;
  readonly hunt: Locator;
  readonly proof: Locator;
  readonly gallery: Locator;

  constructor(page: Page) {
    this.page = page;
    this.question = page.getByRole('region', { name: 'The question' });
    this.hunt = page.getByRole('region', { name: 'Hunt', exact: true });
    this.proof = page.getByRole('region', { name: 'Prove it' });
    this.gallery = page.getByRole('region', { name: /rules of .*, and what each is for/ });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(query === '' ? '#hunt' : `#hunt?${query}`);
    await expect(this.question).toBeVisible();
  }

  card(missing: string): Locator {
    return this.gallery.getByRole('article', { name: missing });
  }
}

test.describe('the page Hunt', () => {
  test('a hunt without the commit phase finds a fork, tells it, and opens it in the Lab', async ({
    page,
    lab,
  }) => {
    test.slow();
    const site = new HuntPage(page);
    await lab.open();
    await page.getByRole('link', { name: 'Hunt' }).click();
    await expect(site.question).toContainText('without waiting for commits');
    await expect(site.hunt.getByLabel('Until this breaks')).toHaveValue('order');
    await site.hunt.getByText('The same hunt on the command line').click();
    await expect(site.hunt).toContainText('--ablate commit-phase --monitor order --budget 10000');
    await site.hunt.getByRole('button', { name: 'Hunt' }).click();
    await expect(site.hunt.getByText(/^Order broke in scenario 80\.$/).last()).toBeVisible();
    await expect(site.hunt.getByLabel('The hunt in figures')).toContainText('runs tried80');
    const steps = site.hunt.getByRole('list', { name: 'The story' }).getByRole('listitem');
    expect(await steps.count()).toBeGreaterThan(2);
    await expect(steps.first()).toContainText('REQUEST');
    await expect(site.hunt).toContainText(
      /Broken at [\d.]+ ms: After sequence number \d+ the memories of R\d and R\d differ/,
    );
    await site.hunt.getByRole('button', { name: 'Open in the Lab' }).click();
    await expect(lab.outcome).toHaveText('Forked');
    expect(await lab.time()).toBeGreaterThan(0);
    await expect(page.getByText('The protocol is broken on purpose').first()).toBeVisible();
  });

  test('a hunt of the full protocol shows how near it comes, and is stopped', async ({ page }) => {
    const site = new HuntPage(page);
    await site.open('n=4&f=1&faulty=1&without=');
    await site.hunt.getByRole('button', { name: 'Hunt' }).click();
    await expect(site.hunt.getByRole('heading', { name: 'Nearest miss' })).toBeVisible();
    await site.hunt.getByRole('button', { name: 'Stop the hunt' }).click();
    await expect(
      site.hunt.getByText(/^Stopped\. Nothing broke in \d+ runs?\.$/).last(),
    ).toBeVisible();
    await expect(site.hunt).toContainText('All promises were kept');
    await site.hunt.getByRole('button', { name: 'Open the nearest miss in the Lab' }).click();
    await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled();
  });

  test('a hunt of the generals shows how narrow the majorities were', async ({ page }) => {
    const site = new HuntPage(page);
    await site.open('protocol=generals&n=4&f=1&faulty=1&without=&runs=1000');
    await site.hunt.getByRole('button', { name: 'Hunt' }).click();
    await expect(site.hunt).toContainText('Nothing broke in 1,000 runs.');
    await expect(site.hunt).toContainText(/in \d+ runs loyal generals heard contradictory words/);
    await expect(site.hunt).toContainText(
      /Scenario \d+: \d loyal generals heard contradictory words, and one of them found no majority\./,
    );
    await site.hunt.getByRole('button', { name: 'Open the nearest miss in the Lab' }).click();
    await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled();
  });

  test('four with one traitor are proven safe by as many states as the explorer counts in Node', async ({
    page,
  }) => {
    const site = new HuntPage(page);
    await site.open('n=4&f=1&faulty=1&without=');
    await expect(site.proof).toContainText('25,768 states, as counted before.');
    await site.proof.getByRole('button', { name: 'Prove it' }).click();
    await expect(site.proof.getByText('Safe: no reachable state forks.').last()).toBeVisible();
    await expect(site.proof).toContainText('All 25,768 states were visited');
    await expect(site.proof).toContainText('quorums of 3; 1 view change at most');
  });

  test('without the commit phase the proof ends in the shortest fork; what the model does not know is said', async ({
    page,
  }) => {
    const site = new HuntPage(page);
    await site.open();
    await site.proof.getByRole('button', { name: 'Prove it' }).click();
    await expect(
      site.proof.getByText('Forked: two loyal replicas decide differently after 10 steps.').last(),
    ).toBeVisible();
    await expect(
      site.proof.getByRole('list', { name: 'The story' }).getByRole('listitem'),
    ).toHaveCount(10);
    await site.question.getByText('Leave another rule out').click();
    await site.question.getByLabel('Find a rule to leave out').fill('time-out does not double');
    await site.question.getByRole('button', { name: /time-out does not double/ }).click();
    await expect(site.proof).toContainText('it does not know the rule back-off');
    await expect(site.proof.getByRole('button', { name: 'Prove it' })).toBeDisabled();
  });

  test('a proof that is too large says so before it is tried, and can be stopped', async ({
    page,
  }) => {
    const site = new HuntPage(page);
    await site.open('n=4&f=1&faulty=1&without=&views=2&traitors=');
    await expect(site.proof).toContainText('Probably too large for the page');
    await site.proof.getByText('The same proof on the command line').click();
    await expect(site.proof).toContainText('--states 10000000');
    await site.proof.getByRole('button', { name: 'Prove it' }).click();
    await expect(site.proof.getByText(/^[1-9][\d,]*$/).first()).toBeVisible();
    await site.proof.getByRole('button', { name: 'Stop the proof' }).click();
    await expect(
      site.proof.getByText(/^Stopped\. No fork among [\d,]+ states?\.$/).last(),
    ).toBeVisible();
  });

  test('the gallery finds a rule by its words, shows its attack, and the same against the full protocol', async ({
    page,
    lab,
  }) => {
    test.slow();
    const site = new HuntPage(page);
    await site.open();
    await expect(site.gallery).toContainText('90 of 90 rules');
    await site.gallery.getByLabel('Find a rule, a clause or an attack').fill('first reply');
    await expect(site.gallery).toContainText('1 of 90 rules');
    const card = site.card('A client believes the first reply.');
    await expect(card).toContainText('CL3 A client believes f+1 equal replies');
    await expect(card).toContainText("OSDI'99 4.1");
    await expect(card).toContainText('A blind hunt broke Client safety in scenario 7.');
    await card.getByRole('button', { name: /^Show the attack/ }).click();
    await expect(lab.outcome).toHaveText('Deceived');
    await page.goto('#hunt');
    await site
      .card('A client believes the first reply.')
      .getByRole('button', { name: /^The same attack/ })
      .click();
    await expect(page.getByText('The protocol is broken on purpose')).toHaveCount(0);
    await expect(lab.button('Play')).toBeEnabled();
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
  });

  test('rules that another one covers say so; one is hunted from its card', async ({ page }) => {
    const site = new HuntPage(page);
    await site.open('protocol=majority');
    await expect(site.question).toContainText('no rules that could be left out');
    await site.gallery.getByLabel('Which rules').selectOption({ label: 'Covered by another rule' });
    await expect(site.gallery).toContainText('2 of 90 rules');
    const card = site.card('A request is committed by a quorum of commits although');
    await expect(card).toContainText('only where another rule is left out, too: commit-digest.');
    await expect(card).toContainText('Blind hunts broke nothing in 20,000 scenarios');
    await card.getByRole('button', { name: /^Hunt without it/ }).click();
    await expect(site.question).toBeFocused();
    await expect(site.question).toContainText('although the replica is not prepared on it.');
    await expect(page).toHaveURL(/without=commit-needs-prepared/);
  });

  test('a wrong address gets a clear message and the usual question', async ({ page }) => {
    const site = new HuntPage(page);
    await site.open('n=99&without=luck,quorum&colour=<b>red</b>');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('“n” must be a whole number from 1 to 31; it is “99”.');
    await expect(alert).toContainText('“without” must be among the rules of pbft; it is “luck”.');
    await expect(alert).toContainText('It says “colour”, which means nothing here.');
    await expect(site.question).toContainText('f+1 votes are taken for a quorum.');
    await expect(site.question.getByLabel('Replicas, 1 to 31')).toHaveValue('4');
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1440, 1024, 390]) {
      test(`axe finds nothing, and nothing is cut, ${colorScheme}, ${width} pixels`, async ({
        page,
      }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        const site = new HuntPage(page);
        await site.open('n=4&f=1&faulty=1&without=commit-phase');
        await site.proof.getByRole('button', { name: 'Prove it' }).click();
        await expect(site.proof.getByText(/^Forked/).last()).toBeVisible();
        await site.question.getByText('Leave another rule out').click();
        // Dozens of lines that are alike.
        await site.question.getByLabel('Find a rule to leave out').fill('commit');
        await site.gallery.getByLabel('Find a rule, a clause or an attack').fill('commit');
        expect(await axeFinds(page)).toEqual([]);
        expect(
          await page.locator('.page-main').evaluate((main) => main.scrollWidth - main.clientWidth),
        ).toBe(0);
      });
    }
  }
});
