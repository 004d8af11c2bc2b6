import type { Micros, Moment, Scenario, Timeline } from '../core/model/index.ts';
import type { Source } from '../worker/messages.ts';
import type { Lab } from './lab.ts';
import { HOME } from './pages.ts';
import { toMilestone, toMoment } from './travel.ts';
import { isSettled } from './settled.ts';

/** A monitor's first word, or its first at that time. */
type Word = { readonly monitor: string; readonly at?: Micros };

/** Where the playhead is put: at the beginning, at the first violation, or at a word of a monitor. */
type Stop = 'start' | 'violation' | Word;

/**
 * Leaves the present page for the Lab, with that scenario open: at its beginning, or once it is
 * recorded at its violation. False where the scenario was refused; the Lab then says why.
 */
export async function openInLab(
  lab: Lab,
  scenario: Scenario | Readonly<Record<string, unknown>>,
  stop: Stop = 'start',
): Promise<boolean> {
  const isOpen = await openSource(lab, { from: 'scenario', scenario });
  if (isOpen && stop !== 'start') goToViolation(lab, lab.recording.getState().run, stop);
  return isOpen;
}

/** The same for a preset, which comes with its lesson. */
export function openPresetInLab(lab: Lab, name: string): Promise<boolean> {
  return openSource(lab, { from: 'preset', name });
}

function openSource(lab: Lab, source: Source): Promise<boolean> {
  if (lab.site.getState().page !== HOME.page) lab.around.goToAddress(HOME.page);
  lab.site.setState(HOME);
  lab.selection.setState({ isFirstVisit: false });
  return lab.opening.begin(source, '');
}

/** Now or when the recording gets there; never if somebody has moved the playhead or opened something else meanwhile. */
function goToViolation(lab: Lab, run: number, stop: Exclude<Stop, 'start'>): void {
  const tryNow = (): boolean => {
    const { timeline, run: open } = lab.recording.getState();
    const isElsewhere = open !== run || lab.playback.getState().at > 0;
    if (isElsewhere || timeline === null) return isElsewhere;
    // What is a prelude to what shows only once all is recorded.
    const isAll = isSettled(timeline);
    if (isAll && timeline.violations.length > 0) {
      const moment = stop === 'violation' ? undefined : momentOf(timeline, stop);
      if (moment === undefined) toMilestone(lab, 'violation', 'forward');
      else toMoment(lab, moment);
    }
    return isAll;
  };
  if (tryNow()) return;
  const forget = lab.recording.subscribe(() => {
    if (tryNow()) forget();
  });
}

function momentOf({ violations }: Timeline, { monitor, at }: Word): Moment | undefined {
  const found = violations.find(
    ({ violation }) => violation.monitor === monitor && (at === undefined || violation.at === at),
  );
  return found?.moment;
}
