/** While the future is hidden a value has no letter before it has a rival: the letter would tell that one comes. */
import type { Micros, Timeline, ValueInfo } from '../core/model/index.ts';
import type { Stores } from './state.ts';

/** The very list where nothing changes. */
export function lettersAt(values: readonly ValueInfo[], at: Micros): readonly ValueInfo[] {
  const shown = values.map((value) => {
    const { contest } = value;
    const letter = contest !== undefined && contest.at <= at ? contest.letter : '';
    return contest === undefined || letter === value.letter ? value : { ...value, letter };
  });
  return shown.every((value, index) => value === values[index]) ? values : shown;
}

export function watchLetters({ recording, playback }: Stores): void {
  let whole: Timeline | null = null;
  const look = (): void => {
    const { timeline } = recording.getState();
    const { hidesFuture, at } = playback.getState();
    // Asked at every frame: where nothing is hidden one look at a timeline is enough.
    if (!timeline || (!hidesFuture && timeline === whole)) return;
    whole = hidesFuture ? null : timeline;
    const values = lettersAt(timeline.values, hidesFuture ? at : Infinity);
    if (values !== timeline.values) recording.setState({ timeline: { ...timeline, values } });
  };
  recording.subscribe(look);
  playback.subscribe(look);
}
