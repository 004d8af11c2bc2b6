// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PRESET_TOPICS } from '../../../src/core/model/index.ts';
import type { Lab } from '../../../src/store/lab.ts';
import { PresetPicker } from '../../../src/ui/shell/preset-picker.tsx';
import { openSmall } from '../store/support.ts';
import { openLab, show } from './support.tsx';

let lab: Lab;
beforeEach(async () => {
  ({ lab } = await openLab());
  show(lab, <PresetPicker />);
});
afterEach(cleanup);

const picker = () => screen.getByLabelText<HTMLSelectElement>('Scenario');

describe('the menu of presets', () => {
  it('has every preset once, under its topic', () => {
    const groups = within(picker()).getAllByRole('group');
    expect(groups.map((group) => group.getAttribute('label'))).toEqual([...PRESET_TOPICS]);
    const offered = groups.flatMap((group) =>
      within(group)
        .getAllByRole('option')
        .map((option) => option.getAttribute('value')),
    );
    const presets = lab.catalog.getState().catalog?.presets ?? [];
    expect(offered.toSorted()).toEqual(presets.map(({ name }) => name).toSorted());
  });

  it('says a title of ours in plain words, and a person’s own as it is', async () => {
    act(() => lab.settings.setState({ words: 'plain' }));
    await openSmall(lab, { title: 'One prepare too few' });
    expect(await screen.findByRole('option', { name: 'One pledge too few' })).toBeTruthy();
    await openSmall(lab, { title: 'My replica commits' });
    expect(await screen.findByRole('option', { name: 'My replica commits' })).toBeTruthy();
  });

  it('opens one, and names what is none by its title', async () => {
    fireEvent.change(picker(), { target: { value: 'three-generals' } });
    await waitFor(() => expect(lab.history.getState().present?.preset).toBe('three-generals'));
    await openSmall(lab, { title: 'Monday\u202e <b>morning</b>' });
    const own = await screen.findByRole('option', { name: 'Monday[U+202E] <b>morning</b>' });
    expect(own).toHaveProperty('selected', true);
    await openSmall(lab);
    expect(screen.getByRole('option', { name: 'A council of your own' })).toBeTruthy();
  });
});
