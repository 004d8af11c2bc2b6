// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Figures } from '../../../src/ui/pages/figures.tsx';
import { TakeAway } from '../../../src/ui/pages/take-away.tsx';
import type { Chart } from '../../../src/ui/pages/take-away.tsx';
import { createTestLab } from '../store/support.ts';
import { show } from './support.tsx';

const chart: Chart = {
  name: 'a-chart',
  title: 'A chart',
  parts: () => [],
  table: () => ({ head: ['n', 'runs'], rows: [[4, 200]] }),
  recipe: { label: 'Sweep', document: () => ({ n: '4' }) },
};

afterEach(cleanup);

describe('what is taken from a chart', () => {
  it('is its data as CSV and what it was made from as JSON', async () => {
    const { lab, saved } = createTestLab();
    show(lab, <TakeAway chart={chart} />);
    fireEvent.click(screen.getByRole('button', { name: 'Save the data as CSV' }));
    fireEvent.click(screen.getByRole('button', { name: 'Save the sweep as a JSON file' }));
    await waitFor(() => expect(saved).toHaveLength(2));
    expect(saved).toEqual([
      { name: 'a-chart.csv', text: 'n,runs\r\n4,200\r\n' },
      { name: 'a-chart.json', text: '{\n  "n": "4"\n}\n' },
    ]);
  });

  it('is nothing while there is nothing', () => {
    const { lab, saved } = createTestLab();
    show(lab, <TakeAway chart={chart} isEmpty />);
    for (const button of screen.getAllByRole('button')) fireEvent.click(button);
    expect(saved).toEqual([]);
  });
});

describe('the figures for screen readers', () => {
  it('are a table with a caption, a head and a name for each row', () => {
    const { lab } = createTestLab();
    show(lab, <Figures caption="Runs by n" table={chart.table()} />);
    expect(screen.getByRole('table', { name: 'Runs by n' })).toBeTruthy();
    expect(screen.getByRole('columnheader', { name: 'runs' })).toBeTruthy();
    expect(screen.getByRole('rowheader', { name: '4' })).toBeTruthy();
    expect(screen.getByRole('cell', { name: '200' })).toBeTruthy();
  });
});
