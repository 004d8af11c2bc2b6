import { describe, expect, it } from 'vitest';
import { shownSheet } from '../../../src/store/sheet.ts';
import { createTestLab } from './support.ts';

describe('the sheet of a small screen', () => {
  const selection = () => createTestLab().lab.selection;

  it('begins with why', () => {
    expect(shownSheet(selection().getState())).toBe('why');
  });

  it('shows what has been selected, and why again once nothing is', () => {
    const store = selection();
    store.setState({ process: 2 });
    expect(shownSheet(store.getState())).toBe('selected');
    store.setState({ process: null });
    expect(shownSheet(store.getState())).toBe('why');
  });

  it('keeps a panel and a form that somebody works with', () => {
    const store = selection();
    for (const sheet of ['panels', 'setup'] as const) {
      store.setState({ sheet, message: null });
      store.setState({ message: 7 });
      expect(shownSheet(store.getState())).toBe(sheet);
    }
  });

  it('brings a panel that was asked for by its key', () => {
    const store = selection();
    store.setState({ panel: 'votes' });
    expect(shownSheet(store.getState())).toBe('panels');
  });
});
