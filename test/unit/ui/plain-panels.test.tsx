// @vitest-environment happy-dom
import { act, cleanup } from '@testing-library/react';
import type { ComponentType } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { catalog } from '../../../src/core/index.ts';
import type { Lab } from '../../../src/store/lab.ts';
import { seek } from '../../../src/store/travel.ts';
import { EventsPanel } from '../../../src/ui/lower/events-panel.tsx';
import { LedgersPanel } from '../../../src/ui/lower/ledgers-panel.tsx';
import { LogPanel } from '../../../src/ui/lower/log-panel.tsx';
import { QuorumsPanel } from '../../../src/ui/lower/quorums-panel.tsx';
import { VotesPanel } from '../../../src/ui/lower/votes-panel.tsx';
import { ProcessTip } from '../../../src/ui/stage/process-tip.tsx';
import { FIELD, withoutQuotes } from '../../support/field-words.ts';
import { openSmall, recorded } from '../store/support.ts';
import { answered, openLab, show } from './support.tsx';

afterEach(cleanup);

/** All that is read, pointed at or read out; what people wrote is theirs. */
function wordsIn(container: HTMLElement): string {
  const copy = container.cloneNode(true) as HTMLElement;
  for (const theirs of copy.querySelectorAll('mark')) theirs.remove();
  const hidden = [...copy.querySelectorAll('[aria-label], [title]')].flatMap((element) =>
    ['aria-label', 'title'].map((name) => element.getAttribute(name) ?? ''),
  );
  return withoutQuotes([copy.textContent, ...hidden].join(' '));
}

const PANELS: readonly (readonly [name: string, panel: ComponentType])[] = [
  ['votes', VotesPanel],
  ['ledgers', LedgersPanel],
  ['log', LogPanel],
  ['quorums', QuorumsPanel],
  ['events', EventsPanel],
  ['the gauges that are pointed at', ProcessTip],
];

/** What a panel says at moments all over the run, once it has been answered. */
async function saysThroughout(lab: Lab, Panel: ComponentType): Promise<string[]> {
  const { container, unmount } = show(lab, <Panel />);
  const { reached = 0 } = lab.recording.getState().timeline ?? {};
  const said: string[] = [];
  for (let moment = 0; moment <= MOMENTS; moment++) {
    act(() => seek(lab, (reached * moment) / MOMENTS));
    await answered(lab);
    said.push(wordsIn(container));
  }
  unmount();
  return said;
}

const MOMENTS = 10;

function inPlainWords(lab: Lab): void {
  act(() => {
    lab.settings.setState({ words: 'plain' });
    lab.selection.setState({ pointed: 1 });
  });
}

describe('in plain words', () => {
  it.each(catalog().presets)(
    '$name: no term of the field is left in any panel, whenever one looks',
    async ({ name }) => {
      const { lab } = await openLab();
      await lab.opening.begin({ from: 'preset', name }, '');
      await recorded(lab);
      inPlainWords(lab);
      for (const [panel, Panel] of PANELS) {
        const terms = (await saysThroughout(lab, Panel)).flatMap((text) => FIELD.exec(text) ?? []);
        expect(terms, panel).toEqual([]);
      }
    },
  );

  it('says the plain ones in their place', async () => {
    const { lab } = await openLab();
    await openSmall(lab, {
      faults: [{ replicas: [0, 3], kind: 'colluding', tactic: 'fork', at: 0, until: null }],
    });
    inPlainWords(lab);
    const said = async (Panel: ComponentType): Promise<string> =>
      (await saysThroughout(lab, Panel)).join('\n');
    expect(await said(VotesPanel)).toContain('pledges');
    expect(await said(LedgersPanel)).toContain('carried out');
    expect(await said(LogPanel)).toMatch(/agent|term/);
    expect(await said(QuorumsPanel)).toContain('Two quorums');
    expect(await said(EventsPanel)).toContain('events');
    expect(await said(ProcessTip)).toContain('pledges');
  });
});
