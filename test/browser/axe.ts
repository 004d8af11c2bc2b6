/** What axe finds on a page, of any weight: the rule, and where. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** `within` is a selector: the whole page is read in seconds, a dialog in a moment. */
export async function axeFinds(page: Page, within?: string): Promise<readonly string[]> {
  const builder = new AxeBuilder({ page });
  const { violations } = await (within === undefined ? builder : builder.include(within)).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}
