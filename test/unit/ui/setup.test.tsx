// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFor } from '../../../src/core/base/written-for.ts';
import type { Scenario } from '../../../src/core/model/index.ts';
import type { Lab } from '../../../src/store/lab.ts';
import { IconRail } from '../../../src/ui/setup/icon-rail.tsx';
import { SetupRail } from '../../../src/ui/setup/setup-rail.tsx';
import { openSmall } from '../store/support.ts';
import { choose, openLab, presentScenario, show } from './support.tsx';

let lab: Lab;
beforeEach(async () => {
  ({ lab } = await openLab());
  show(
    lab,
    <>
      <IconRail />
      <SetupRail />
    </>,
  );
});
afterEach(cleanup);

const scenario = (): Scenario => presentScenario(lab);

describe('the roster', () => {
  it('says of a plan that cannot succeed why not, at the first of the cabal', async () => {
    await act(() =>
      openSmall(lab, { faults: [{ replicas: [0], kind: 'colluding', tactic: 'fork' }] }),
    );
    const row = screen.getByLabelText('Fault of R0').closest('li');
    await waitFor(() => expect(row?.textContent).toMatch(/R0 cannot succeed: .*2/));
    await act(() =>
      openSmall(lab, { faults: [{ replicas: [0, 3], kind: 'colluding', tactic: 'fork' }] }),
    );
    await waitFor(() => expect(screen.queryByText(/cannot succeed/)).toBeNull());
  });

  it('says so below the grid of a large council too', async () => {
    const faults = [{ replicas: [4], kind: 'colluding', tactic: 'fork' }];
    await act(() => openSmall(lab, { replicas: 10, tolerance: 3, faults }));
    expect(screen.getByRole('list', { name: 'Replicas to mark' })).toBeTruthy();
    await waitFor(() => expect(screen.getByText(/cannot succeed/)).toBeTruthy());
  });

  it('offers every tactic of the registry, each under the part that it plays', async () => {
    choose('Fault of R2', 'lying');
    const chooser = await screen.findByLabelText('Tactic of R2');
    const tactics = lab.catalog.getState().catalog?.tactics ?? [];
    const offered = within(chooser)
      .getAllByRole('option')
      .map((option) => option.getAttribute('value'));
    const lies = tactics.filter((tactic) => tactic.kind === 'lying' && isFor(tactic, 'pbft'));
    expect(offered.toSorted()).toEqual(lies.map(({ id }) => id).toSorted());
    expect(offered.length).toBeGreaterThan(15);
  });
});

describe('the scheduler of the network', () => {
  it('is chosen by what it does, and goes as far as one lets it', async () => {
    choose('Scheduler, the adversary of the network', 'starve');
    await waitFor(() => expect(scenario().network.scheduler.kind).toBe('starve'));
    expect(screen.getByText(/all that one member sends or is sent/)).toBeTruthy();
    fireEvent.change(screen.getByRole('slider', { name: 'Held up' }), {
      target: { value: '90000' },
    });
    await waitFor(() => expect(scenario().network.scheduler).toMatchObject({ by: 90_000 }));
    choose('Scheduler, the adversary of the network', 'reorder');
    await waitFor(() =>
      expect(scenario().network.scheduler).toEqual({ kind: 'reorder', upTo: 90_000 }),
    );
    choose('Scheduler, the adversary of the network', 'none');
    await waitFor(() => expect(screen.queryByRole('slider', { name: 'Held up' })).toBeNull());
  });

  it('tells of single delays that only a scenario can set', async () => {
    const delays = [{ at: 0, until: 9_000, from: [0], by: 4_000 }];
    await act(() => openSmall(lab, { network: { delays } }));
    expect(screen.getByText('One order of the scenario holds up chosen messages.')).toBeTruthy();
  });
});

describe('the optimisations', () => {
  it('are off at first, and each is switched by itself', async () => {
    for (const [name, id] of [
      ['Digest replies', 'digestReplies'],
      ['Tentative execution', 'tentative'],
      ['Read-only requests', 'readOnly'],
    ] as const) {
      expect(scenario().pbft[id]).toBe(false);
      fireEvent.click(screen.getByRole('checkbox', { name: new RegExp(`^${name}`) }));
      await waitFor(() => expect(scenario().pbft[id]).toBe(true));
      expect(lab.history.getState().present?.label).toBe(`${name} on`);
    }
  });

  it('belong to PBFT: generals have none, but agents and rules of their own', async () => {
    const names = () => screen.getAllByRole('heading', { level: 2 }).map((each) => each.id);
    expect(names()).toEqual(expect.arrayContaining(['shortcuts-title', 'agents-title']));
    choose('Protocol', 'generals');
    await waitFor(() => expect(names()).not.toContain('shortcuts-title'));
    expect(names()).toContain('rules-title');
    expect(names()).toContain('agents-title');
    const buttons = within(screen.getByRole('navigation', { name: 'Set up' }));
    expect(buttons.queryByRole('button', { name: /^Optimi/ })).toBeNull();
    expect(buttons.getByRole('button', { name: 'Rules' })).toBeTruthy();
  });
});

describe('the set-up as a drawer', () => {
  it('opens at a part, and gives the focus back when it closes', () => {
    const button = screen.getByRole('button', { name: 'Rules' });
    fireEvent.click(button);
    const rail = screen.getByRole('complementary', { name: 'Set up' });
    expect(document.activeElement).toBe(rail);
    expect(button.getAttribute('aria-expanded')).toBe('true');
    fireEvent.keyDown(rail, { key: 'Escape' });
    expect(button.getAttribute('aria-expanded')).toBe('false');
    expect(document.activeElement).toBe(button);
  });
});
