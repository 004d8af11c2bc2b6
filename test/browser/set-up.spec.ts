import { expect, test } from './lab-test.ts';
import { Lab, linkTo } from './lab.ts';

test.describe('the set-up', () => {
  test('a liar, its tactic and an option of it travel in the link', async ({
    lab,
    page,
    context,
  }) => {
    await lab.open();
    await expect(page).toHaveURL(/#./);
    // The address follows a moment after each change.
    const followed = async (act: () => Promise<unknown>): Promise<void> => {
      const before = page.url();
      await act();
      await expect(page).not.toHaveURL(before);
    };
    await followed(() => lab.choosePreset('One backup has crashed'));
    await followed(() => lab.change(() => lab.mark('R2', 'Lying')));
    await followed(() =>
      lab.change(() => page.getByLabel('Tactic of R2').selectOption({ label: 'Stays mute' })),
    );
    await followed(() =>
      lab.change(() => page.getByLabel('Silent towards: R2').selectOption('clients')),
    );
    const other = new Lab(await context.newPage());
    await other.open(page.url());
    await expect(other.page.getByLabel('Tactic of R2')).toHaveValue('mute');
    await expect(other.page.getByLabel('Silent towards: R2')).toHaveValue('clients');
    await expect(other.hash).toHaveText(await lab.traceHash());
  });

  test('a lone plotter is told why it cannot succeed', async ({ lab, page }) => {
    await lab.open();
    await lab.change(() => lab.mark('R0', 'Colluding'));
    const row = page.getByRole('listitem').filter({ has: page.getByLabel('Fault of R0') });
    await expect(row).toContainText('R0 cannot succeed: a fork needs 2q − n = 2');
  });

  test('a family by a name of one’s own obeys the text that is meant for it', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await page.getByText('Families and guards').click();
    await page.getByLabel('Family of the first 4').selectOption({ label: 'another…' });
    const name = page.getByLabel('Name of another family for the first 4');
    await expect(name).toBeFocused();
    // Families alone change nothing that happens: the hash stays what it was.
    await page.keyboard.type('zephyr');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Family of the first 4')).toBeFocused();
    await expect(page.getByLabel('Family of the first 4')).toHaveValue('zephyr');
    await lab.change(() => lab.button('Add a text to a request').click());
    await page.getByLabel('Families that the text of request 1 works on').selectOption('zephyr');
    await lab.toEnd();
    expect(await lab.explanation()).toContain('agents of the family zephyr have turned');
  });

  test('a rule is left out, the protocol is labelled as broken, and an attack shows why', async ({
    lab,
    page,
  }) => {
    await lab.open();
    await page.getByText('Leave a rule out').click();
    await page.getByLabel('Find a rule').fill('commit-quorum');
    await lab.change(() =>
      page.getByRole('button', { name: 'Show an attack that works without commit-quorum' }).click(),
    );
    await expect(
      page.getByText('Broken on purpose: A request is committed with one vote less than a quorum.'),
    ).toBeVisible();
    await expect(page.getByRole('heading', { name: 'One commit too few' })).toBeVisible();
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Forked');
    const rule = page.getByRole('checkbox', {
      checked: true,
      name: /committed with one vote less/,
    });
    await lab.change(() => rule.click());
    await expect(page.getByText(/Broken on purpose/)).toHaveCount(0);
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
  });

  test('the scheduler and the optimisations make another run, and undo brings it back', async ({
    lab,
    page,
  }) => {
    await lab.open();
    const before = await lab.traceHash();
    await lab.change(() => page.getByLabel(/^Scheduler/).selectOption({ label: 'reorders' }));
    await lab.change(() => page.getByRole('checkbox', { name: /^Tentative execution/ }).click());
    await lab.toEnd();
    await expect(lab.outcome).toHaveText('Agreed');
    await lab.change(() => lab.press('Control+z'));
    await lab.change(() => lab.press('Control+z'));
    expect(await lab.traceHash()).toBe(before);
    await expect(page.getByRole('checkbox', { name: /^Tentative execution/ })).not.toBeChecked();
  });
});

test('a link with wrong values names each field and what is allowed', async ({ lab, page }) => {
  const wrong = linkTo({
    injections: [{ request: 1, text: '' }],
    agents: [{ replicas: [0], family: '<b>bold</b>' }],
    network: { scheduler: { kind: 'chaos' } },
    pbft: { tentative: 'yes', ablate: ['nothing'] },
  });
  await lab.open(wrong);
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('Here is a calm council instead.');
  for (const said of [
    'agents[0].family must be a name of 0 to 24 letters',
    'network.scheduler.kind must be one of none, reorder, starve',
    'injections[0].text must be a text of 1 to 1,000 characters',
    'pbft.tentative must be true or false',
    'pbft.ablate[0] must be one of',
  ])
    await expect(notice).toContainText(said);
  await expect(lab.button('Play')).toBeInViewport();
  await lab.change(() => lab.mark('R3', 'Crashed'));
  const hash = await lab.traceHash();
  const alsoWrong = linkTo({
    faults: [{ replicas: [2], kind: 'lying', tactic: 'mute', options: { towards: 'moon' } }],
  });
  await page.evaluate((link) => (location.hash = link), alsoWrong);
  await expect(notice).toContainText(
    'faults[0].options.towards must be one of everybody, half, one, clients',
  );
  await expect(notice).toContainText('Nothing was changed.');
  await expect(page.getByLabel('Fault of R3')).toHaveValue('crashed');
  expect(await lab.traceHash()).toBe(hash);
});
