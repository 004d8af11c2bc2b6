import { catalog } from '../../src/core/index.ts';
import { FIELD, withoutQuotes } from '../support/field-words.ts';
import { expect, test } from './lab-test.ts';
import type { Lab } from './lab.ts';

/** Each shows other parts: marks and a view change, a fork with proofs, fetched states, no quorums, a tactic's options, no paper. */
const PRESETS = [
  'crashed-primary',
  'two-traitors-fork-four',
  'poisoned-checkpoint',
  'seven-generals',
  'lying-primary',
  'three-vote-once',
] as const;

/** Ids are names for files and for the command line. */
const IDS = [
  ...catalog().protocols.flatMap(({ ablations }) => Object.keys(ablations)),
  ...catalog().tactics.map(({ id }) => id),
].sort((a, b) => b.length - a.length);

/** Everything that is written, pointed at or read out, but for what people wrote or agents obey, formulas and commands to copy. */
async function textsOf({ page }: Lab): Promise<readonly string[]> {
  const texts = await page.locator('body').evaluate((body) => {
    const theirs =
      'mark, bdi, script, style, noscript, textarea, input, .formula, .command, .grammar';
    const found: string[] = [];
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (parentElement?.closest(theirs) === null) found.push(textContent ?? '');
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'label']) {
      for (const element of body.querySelectorAll(`[${name}]`))
        if (element.closest(theirs) === null) found.push(element.getAttribute(name) ?? '');
    }
    return found;
  });
  const withoutIds = (text: string): string =>
    IDS.reduce((left, id) => left.replaceAll(id, ''), text);
  return texts.map((text) => withoutQuotes(withoutIds(text)));
}

async function fieldTermsOf(lab: Lab): Promise<readonly string[]> {
  return (await textsOf(lab)).filter((text) => FIELD.test(text));
}

test.describe('plain words', () => {
  for (const preset of PRESETS) {
    test(`are all that the page says of ${preset}, whatever one looks at`, async ({
      lab,
      page,
    }) => {
      await lab.open('?words=plain');
      await lab.change(() => page.getByLabel('Scenario', { exact: true }).selectOption(preset));
      expect(await fieldTermsOf(lab)).toEqual([]);
      await lab.toEnd();
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        await lab.explanation();
        expect(await fieldTermsOf(lab), (await tab.textContent()) ?? '').toEqual([]);
      }
      await page.locator('[data-process="0"]').first().press('Enter');
      await lab.button(/^Steps, /).click();
      await lab.explanation();
      expect(await fieldTermsOf(lab)).toEqual([]);
    });
  }
});
