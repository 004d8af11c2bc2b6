import type { Locator, Page } from '@playwright/test';
import { linkTo } from './lab.ts';
import type { Lab } from './lab.ts';
import { expect, test } from './lab-test.ts';

/** One order, and messages that take 10 ms each: proposed at 10 ms, prepared for at 20, committed to at 30. */
const CALM = {
  network: { latency: { kind: 'constant', value: 10_000 } },
  workload: { requests: 1 },
};
const TRAITORS = {
  ...CALM,
  faults: [{ replicas: [0, 3], kind: 'colluding', tactic: 'by-hand' }],
};

const actions = (page: Page): Locator =>
  page.getByRole('group', { name: 'What to do with this message' });

/** Chooses a message in the list of events, which is searched for the words that tell its sending. */
async function select(page: Page, words: string, to: string): Promise<void> {
  await page.getByRole('tab', { name: 'Events' }).click();
  await page.getByRole('searchbox', { name: 'Search in the events' }).fill(words);
  await page
    .getByRole('option', { name: new RegExp(`${words}.* to ${to}`) })
    .first()
    .click();
}

async function steps(lab: Lab, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) await lab.press('.');
}

/** Until the clock shows this time. */
async function stepTo(lab: Lab, ms: string): Promise<void> {
  await expect
    .poll(async () => {
      if ((await lab.clock.textContent()) === ms) return ms;
      await steps(lab, 1);
      return lab.clock.textContent();
    })
    .toBe(ms);
}

async function openMenu(page: Page, replica: string): Promise<void> {
  const stage = page.getByRole('region', { name: 'Stage' });
  await stage.locator(`[data-process="${replica.slice(1)}"]`).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `What to do with ${replica}…` }).click();
  await expect(page.getByRole('dialog', { name: new RegExp(`^${replica} `) })).toBeVisible();
}

async function write(lab: Lab, kind: string): Promise<void> {
  const { page } = lab;
  const form = page.getByRole('dialog', { name: /^Write a message/ });
  await form.getByLabel('Kind of message').selectOption({ label: kind });
  await form.getByLabel('Value').selectOption({ label: 'an order of the traitors’ own client' });
  await form.getByLabel('Order of their own client').fill('order RETREAT');
  await form.getByRole('checkbox', { name: 'R2' }).check();
  await lab.change(() => form.getByRole('button', { name: /^Send at/ }).click());
  await expect(form.getByRole('status')).toContainText('Sent to R2');
}

/** The keys are the dialog's own until it is gone. */
async function closeForm(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: /^Write a message/ })).toBeHidden();
}

test.describe('touching messages', () => {
  test('a fork of four, by hand: one message dropped, four written', async ({ lab, page }) => {
    await lab.open(linkTo(TRAITORS));
    await stepTo(lab, '10.0');
    await select(page, 'R0 sends PRE-PREPARE', 'R2');
    await lab.change(() => actions(page).getByRole('button', { name: 'Drop' }).click());
    await openMenu(page, 'R0');
    await page.getByRole('button', { name: 'Write a message…' }).click();
    await write(lab, 'Pre-prepare');
    await write(lab, 'Commit');
    await closeForm(page);
    await openMenu(page, 'R3');
    await page.getByRole('button', { name: 'Write a message…' }).click();
    await write(lab, 'Prepare');
    await write(lab, 'Commit');
    await closeForm(page);
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Forked');
  });

  test('what somebody writes into a message turns no text around, before it is signed or after', async ({
    lab,
    page,
  }) => {
    await lab.open(linkTo(TRAITORS));
    await stepTo(lab, '10.0');
    await openMenu(page, 'R0');
    await page.getByRole('button', { name: 'Write a message…' }).click();
    const form = page.getByRole('dialog', { name: /^Write a message/ });
    await form.getByLabel('Kind of message').selectOption({ label: 'Pre-prepare' });
    await form.getByLabel('Value').selectOption({ label: 'an order of the traitors’ own client' });
    await form.getByLabel('Order of their own client').fill('order \u202eTAERTER');
    await expect(form).toContainText('1: “order [U+202E]TAERTER”, timestamp 1');
    await closeForm(page);
    await select(page, 'R0 sends PRE-PREPARE', 'R2');
    await actions(page).getByRole('button', { name: 'Tamper…' }).click();
    await actions(page).getByLabel('Field to tamper with').selectOption({ label: 'order 1 in it' });
    await actions(page).getByLabel('What it says instead').fill('\u202eTAERTER');
    const change = actions(page).getByRole('button', { name: 'Replace' });
    await lab.change(() => change.click());
    await expect(actions(page)).toContainText('[U+202E]TAERTER');
  });

  test('a tampered message is rejected, and the failing signature is shown', async ({
    lab,
    page,
  }) => {
    await lab.open(linkTo(CALM));
    await stepTo(lab, '30.0');
    await select(page, 'R1 sends COMMIT', 'R2');
    await actions(page).getByRole('button', { name: 'Tamper…' }).click();
    await actions(page).getByLabel('Field to tamper with').selectOption('digest');
    await lab.change(() => actions(page).getByRole('button', { name: 'Flip a bit' }).click());
    await expect(actions(page)).toContainText('Tampered with: digest');
    await lab.toEnd();
    await expect(actions(page)).toContainText(
      'R2 rejected it: the signature does not match the key of R1.',
    );
    await expect(actions(page).locator('.is-failing')).toHaveText(/^[0-9a-f]{128}$/);
    await expect(lab.outcome).toHaveText('Agreed');
  });

  test('the key D drops the selected message, and undoing brings it back', async ({
    lab,
    page,
  }) => {
    await lab.open(linkTo(CALM));
    const before = await lab.traceHash();
    await stepTo(lab, '30.0');
    await select(page, 'R1 sends COMMIT', 'R2');
    await lab.change(() => lab.press('d'));
    await expect(page.getByText('Drop COMMIT from R1 to R2 at 30.0 ms')).toBeVisible();
    await lab.change(() => lab.press('Control+z'));
    expect(await lab.traceHash()).toBe(before);
  });

  test('a message stands still while it is held, and goes on once it is released', async ({
    lab,
    page,
  }) => {
    await lab.open(linkTo(CALM));
    await stepTo(lab, '30.0');
    await select(page, 'R1 sends COMMIT', 'R2');
    await lab.change(() => actions(page).getByRole('button', { name: 'Hold' }).click());
    const facts = page.getByRole('region', { name: /^Commit from R1 to R2/ });
    await expect(facts).toContainText('Endheld until it is released');
    await lab.change(() => actions(page).getByRole('button', { name: 'Release' }).click());
    await expect(facts).toContainText('Enddue at');
    await expect(actions(page).getByRole('button', { name: 'Hold' })).toBeVisible();
  });

  test('what is not on its way says so, and leads to where it is', async ({ lab, page }) => {
    await lab.open(linkTo(CALM));
    await stepTo(lab, '30.0');
    await select(page, 'R1 sends COMMIT', 'R2');
    await lab.toEnd();
    await expect(actions(page)).toContainText('It is on its way no longer.');
    await actions(page).getByRole('button', { name: 'Go to where it is on its way' }).click();
    await expect(lab.clock).toHaveText('35.0');
    await expect(actions(page).getByRole('button', { name: 'Drop' })).toBeVisible();
  });

  test('a forgery is called one before it is sent', async ({ lab, page }) => {
    await lab.open(linkTo(TRAITORS));
    await stepTo(lab, '10.0');
    await openMenu(page, 'R3');
    await page.getByRole('button', { name: 'Write a message…' }).click();
    const form = page.getByRole('dialog', { name: /^Write a message/ });
    await form.getByLabel('In the name of').selectOption({ label: 'R1' });
    await expect(form).toContainText('Nobody of the cabal has the key of R1');
    await form.getByLabel('View', { exact: true }).fill('1e9');
    await expect(form.getByRole('alert')).toContainText('Only whole numbers');
  });

  test('the menu of a replica cuts it off from now on, and lets it back', async ({ lab, page }) => {
    await lab.open(linkTo(CALM));
    await stepTo(lab, '10.0');
    await openMenu(page, 'R3');
    const menu = page.getByRole('dialog', { name: /^R3 / });
    await lab.change(() => menu.getByRole('button', { name: 'Cut off for good' }).click());
    await lab.change(() =>
      menu.getByRole('button', { name: 'Let it reach the others again' }).click(),
    );
    await lab.change(() => menu.getByRole('button', { name: 'Crash' }).click());
    await expect(menu.getByRole('button', { name: 'Restart' })).toBeVisible();
  });
});
