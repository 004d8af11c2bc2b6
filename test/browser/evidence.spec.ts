import { expect, test } from './lab-test.ts';

test.describe('evidence', () => {
  test('leads from a conviction to its two messages on the stage', async ({ lab, page }) => {
    await lab.open();
    await lab.choosePreset('Two traitors fork four');
    await lab.toEnd();
    const evidence = page.getByRole('region', { name: 'Evidence' });
    await expect(evidence.getByText('R0 convicted')).toBeVisible();
    const proof = evidence.getByRole('group').filter({ hasText: 'different PRE-PREPARE messages' });
    await proof.getByText(/^Proof against/).click();
    await expect(proof.getByText('differs')).toHaveCount(2);
    const end = await lab.time();
    for (const receiver of ['R1', 'R2']) {
      await proof
        .getByRole('button', { name: new RegExp(`PRE-PREPARE got by ${receiver}`) })
        .click();
      await expect(
        page.getByRole('heading', { name: `Pre-prepare from R0 to ${receiver}` }),
      ).toBeVisible();
      await expect(page.locator('g.flight.is-selected')).toHaveCount(1);
      expect(await lab.time()).toBeLessThan(end);
      await expect(proof).toContainText('It is found later');
    }
    await proof.getByRole('button', { name: 'Go to where it was found' }).click();
    await expect(proof).not.toContainText('It is found later');
    await expect(evidence.getByText('R0 convicted')).toBeVisible();
  });

  test('convicts nobody whom others merely accuse', async ({ lab, page }) => {
    await lab.open();
    await lab.choosePreset('Framing fails');
    await lab.toEnd();
    const evidence = page.getByRole('region', { name: 'Evidence' });
    await expect(evidence.getByText('R0 convicted')).toBeVisible();
    await expect(evidence.getByText('R1 convicted')).toHaveCount(0);
  });
});
