// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lab } from '../../../src/store/lab.ts';
import { toEnd } from '../../../src/store/travel.ts';
import { WhySection } from '../../../src/ui/explain/why.tsx';
import { useSelection } from '../../../src/ui/lab-context.ts';
import { Glossary } from '../../../src/ui/shell/glossary.tsx';
import { Legend } from '../../../src/ui/stage/legend.tsx';
import { useKeyboard } from '../../../src/ui/use-keyboard.ts';
import { initialWords, useWordsSetting } from '../../../src/ui/use-words.ts';
import { openSmall } from '../store/support.ts';
import { openLab, show } from './support.tsx';

function Page() {
  useKeyboard();
  useWordsSetting();
  const isOpen = useSelection(({ glossary }) => glossary !== null);
  return (
    <>
      <WhySection />
      <Legend />
      {isOpen && <Glossary />}
    </>
  );
}

let lab: Lab;
beforeEach(async () => {
  ({ lab } = await openLab());
  await openSmall(lab, { workload: { requests: 1 } });
  show(lab, <Page />);
  act(() => toEnd(lab));
  await waitFor(() => expect(lab.recording.getState().isExplaining).toBe(false));
});
afterEach(() => {
  cleanup();
  localStorage.clear();
  history.replaceState(null, '', '/');
});

const press = (key: string): void => act(() => void fireEvent.keyDown(document.body, { key }));
const page = (): string => document.body.textContent;

describe('the vocabulary', () => {
  it('is the field’s until somebody wants plain words, and changes explanation and legend at once', () => {
    expect(page()).toContain('no two loyal replicas disagree');
    expect(page()).toContain('Pre-prepare');
    press('a');
    expect(page()).toContain('no two loyal agents disagree');
    expect(page()).toContain('Proposal');
    expect(page()).not.toMatch(/replica|Pre-prepare/);
    press('a');
    expect(page()).toContain('no two loyal replicas disagree');
  });

  it('does not touch the run', () => {
    const before = lab.recording.getState().run;
    press('a');
    expect(lab.recording.getState().run).toBe(before);
    expect(lab.history.getState().past).toHaveLength(1);
  });

  it('is remembered, and goes with a copied address', () => {
    press('a');
    expect(location.search).toBe('?words=plain');
    history.replaceState(null, '', '/');
    expect(initialWords()).toBe('plain');
    press('a');
    history.replaceState(null, '', '/?words=plain');
    expect(initialWords()).toBe('plain');
    history.replaceState(null, '', '/?words=nonsense');
    expect(initialWords()).toBe('field');
  });
});

describe('the glossary', () => {
  it('opens at the word that was clicked', () => {
    act(() => void fireEvent.click(screen.getByRole('button', { name: 'loyal' })));
    const entry = document.querySelector('[data-term="loyal"]');
    expect(entry?.className).toContain('wanted');
    expect(entry?.textContent).toContain('It follows the protocol');
  });

  it('can be searched, in either vocabulary', () => {
    press('a');
    press('g');
    const search = screen.getByRole('searchbox', { name: 'Search the words', hidden: true });
    fireEvent.change(search, { target: { value: 'water mark' } });
    expect(document.querySelectorAll('.glossary-entry').length).toBeGreaterThan(0);
    fireEvent.change(search, { target: { value: 'cabal' } });
    expect(screen.getByText('1 word')).toBeTruthy();
    fireEvent.change(search, { target: { value: 'xyzzy' } });
    expect(screen.getByText('No word and no meaning has that in it.')).toBeTruthy();
  });

  it('in plain words tells what the papers call it', () => {
    press('a');
    press('g');
    expect(document.querySelector('[data-term="primary"]')?.textContent).toContain(
      'Chair in the papers: Primary',
    );
  });
});
