/** The words in which browser specs speak: what a person does on the page, and what a person sees. */
import { deflateRawSync } from 'node:zlib';
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

/** The link of any JSON, right or wrong, as somebody else's program may have made it. */
export function linkTo(scenario: object): string {
  const json = JSON.stringify({ version: 1, ...scenario });
  return `#1.${deflateRawSync(json).toString('base64url')}`;
}

export type FaultWord = 'Loyal' | 'Crashed' | 'Lying' | 'Colluding' | 'Prompt-injected';

const SETTLED = { intervals: [500] };

export class Lab {
  readonly page: Page;
  readonly outcome: Locator;
  readonly hash: Locator;
  readonly why: Locator;
  readonly monitors: Locator;
  readonly clock: Locator;

  constructor(page: Page) {
    this.page = page;
    this.outcome = page.getByTestId('outcome');
    this.hash = page.getByTestId('trace-hash');
    this.why = page.getByRole('region', { name: 'What is happening, and why' });
    this.monitors = page.getByRole('region', { name: 'Monitors' });
    this.clock = page.getByTestId('clock').locator('b');
  }

  /** Opens the page; the first run is ready when the playhead can be moved. */
  async open(address = ''): Promise<void> {
    await this.page.goto(address);
    await expect(this.button('Play')).toBeEnabled();
    await expect(this.hash).toHaveText(/^[0-9a-f]{64}$/);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** On a small screen: what stands beside the stage. */
  async showSheet(title: string): Promise<void> {
    const sheets = this.page.getByRole('navigation', { name: 'Beside the stage' });
    await sheets.getByRole('button', { name: title, exact: true }).click();
  }

  async play(): Promise<void> {
    await this.button('Play').click();
    await expect(this.button('Pause')).toBeVisible();
  }

  async pause(): Promise<void> {
    await this.button('Pause').click();
    await expect(this.button('Play')).toBeVisible();
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async fastest(): Promise<void> {
    await this.page.getByRole('slider', { name: 'Speed' }).fill('1');
  }

  async toEnd(): Promise<void> {
    await this.press('End');
  }

  async choosePreset(title: string): Promise<void> {
    const before = await this.hash.textContent();
    await this.page.getByLabel('Scenario', { exact: true }).selectOption({ label: title });
    await this.newHash(before);
  }

  async mark(replica: string, fault: FaultWord): Promise<void> {
    await this.page.getByLabel(`Fault of ${replica}`).selectOption({ label: fault });
    await expect(this.page.getByLabel(`Fault of ${replica}`)).toHaveValue(fault.toLowerCase());
  }

  /** Waits until the browser has written down a change of this replica, as what is left to the next page. */
  async isKept(replica: string): Promise<void> {
    await expect
      .poll(() => this.page.evaluate(() => JSON.stringify({ ...localStorage })))
      .toContain(replica);
  }

  /** Does something that changes the run, and waits until the new one has been computed. */
  async change(act: () => Promise<unknown>): Promise<void> {
    const before = await this.hash.textContent();
    await act();
    await this.newHash(before);
  }

  async type(label: RegExp, value: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: label });
    await field.fill(value);
    await field.press('Enter');
    // The keys are the field's own until one leaves it.
    await field.blur();
  }

  /** The playhead, in milliseconds of simulated time. */
  async time(): Promise<number> {
    return Number(await this.clock.textContent());
  }

  /** The explanation, once it has stopped changing: the engine gives it a moment after the playhead has moved. */
  async explanation(): Promise<string> {
    let last = '';
    await expect
      .poll(async () => {
        const before = last;
        last = (await this.why.textContent()) ?? '';
        return before === last && last !== '';
      }, SETTLED)
      .toBe(true);
    return last;
  }

  async traceHash(): Promise<string> {
    await expect(this.hash).toHaveText(/^[0-9a-f]{64}$/);
    return (await this.hash.textContent()) ?? '';
  }

  private async newHash(before: string | null): Promise<void> {
    await expect(this.hash).not.toHaveText(before ?? '');
    await expect(this.hash).toHaveText(/^[0-9a-f]{64}$/);
  }
}
