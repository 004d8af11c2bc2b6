// @vitest-environment happy-dom
import { act, cleanup, waitFor } from '@testing-library/react';
import type { ComponentType } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lab } from '../../../src/store/lab.ts';
import { seek } from '../../../src/store/travel.ts';
import { EventsPanel } from '../../../src/ui/lower/events-panel.tsx';
import { LedgersPanel } from '../../../src/ui/lower/ledgers-panel.tsx';
import { LogPanel } from '../../../src/ui/lower/log-panel.tsx';
import { QuorumsPanel } from '../../../src/ui/lower/quorums-panel.tsx';
import { VotesPanel } from '../../../src/ui/lower/votes-panel.tsx';
import { ProcessTip } from '../../../src/ui/stage/process-tip.tsx';
import { FIELD, withoutQuotes } from '../../support/field-words.ts';
import { openSmall } from '../store/support.ts';
import { openLab, show } from './support.tsx';

let lab: Lab;
beforeEach(async () => {
  ({ lab } = await openLab());
  await openSmall(lab, {
    faults: [{ replicas: [0, 3], kind: 'colluding', tactic: 'fork', at: 0, until: null }],
    workload: { requests: 2 },
  });
});
afterEach(cleanup);

/** All that is read, pointed at or read out; orders that people gave are theirs. */
function wordsIn(container: HTMLElement): string {
  const hidden = [...container.querySelectorAll('[aria-label], [title]')].flatMap((element) =>
    ['aria-label', 'title'].map((name) => element.getAttribute(name) ?? ''),
  );
  return withoutQuotes([container.textContent, ...hidden].join(' '));
}

const PANELS: readonly (readonly [name: string, panel: ComponentType, sign: RegExp])[] = [
  ['votes', VotesPanel, /pledges/],
  ['ledgers', LedgersPanel, /carried out/],
  ['log', LogPanel, /agent|term/],
  ['quorums', QuorumsPanel, /Two quorums/],
  ['events', EventsPanel, /events/],
  ['the gauges that are pointed at', ProcessTip, /pledges/],
];

describe('in plain words', () => {
  it.each(PANELS)(
    '%s: no term of the field is left, wherever one looks',
    async (_, Panel, sign) => {
      act(() => {
        lab.settings.setState({ words: 'plain' });
        lab.selection.setState({ pointed: 1 });
      });
      const { container } = show(lab, <Panel />);
      const { reached = 0 } = lab.recording.getState().timeline ?? {};
      for (const at of [0, reached * 0.4, reached]) {
        act(() => seek(lab, at));
        await waitFor(() => expect(wordsIn(container)).not.toBe(''));
        await waitFor(() => expect(wordsIn(container)).not.toMatch(FIELD));
      }
      await waitFor(() => expect(wordsIn(container)).toMatch(sign));
      expect(wordsIn(container)).not.toMatch(FIELD);
    },
  );
});
