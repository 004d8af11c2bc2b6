import { expect, test } from './lab-test.ts';
import type { Lab } from './lab.ts';

/** A council of three that promises to stand one traitor, with one who is silent or forks. */
async function seatThree(lab: Lab, quorum: string): Promise<void> {
  await lab.open();
  await lab.change(() => lab.type(/^replicas n/, '3'));
  await lab.page.getByLabel('Rule for the quorum q').selectOption({ label: 'a number' });
  const dial = lab.page.getByRole('textbox', { name: /^quorum q/ });
  if ((await dial.inputValue()) !== quorum) await lab.change(() => lab.type(/^quorum q/, quorum));
}

test.describe('n = 3, f = 1: no quorum can be right', () => {
  test('q = 3 is safe, and one silent traitor stalls it', async ({ lab, page }) => {
    await seatThree(lab, '3');
    const bounds = page.getByRole('table');
    await expect(
      bounds.getByRole('row', { name: /^Safe/ }).getByText('yes').first(),
    ).toBeAttached();
    await expect(bounds.getByRole('row', { name: /^Live/ }).getByText('no').first()).toBeAttached();
    await lab.change(() => lab.mark('R2', 'Crashed'));
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Stalled');
  });

  test('q = 2 is live, and one lying traitor forks it', async ({ lab, page }) => {
    await seatThree(lab, '2');
    const bounds = page.getByRole('table');
    await expect(bounds.getByRole('row', { name: /^Safe/ }).getByText('no').first()).toBeAttached();
    await expect(
      bounds.getByRole('row', { name: /^Live/ }).getByText('yes').first(),
    ).toBeAttached();
    await lab.change(() => lab.mark('R0', 'Colluding'));
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Forked');
  });

  test('what cannot be seated is refused in words, and the council stays', async ({
    lab,
    page,
  }) => {
    await lab.open();
    const field = page.getByRole('textbox', { name: /^replicas n/ });
    await lab.type(/^replicas n/, '1000000000');
    await expect(field).toHaveAccessibleDescription(
      'Only whole numbers from 1 to 128. It is still 4.',
    );
    await field.press('Escape');
    await expect(field).toHaveValue('4');
    await field.blur();
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
  });
});
