/** Ties the space-time diagram to the stores. The picture is made anew when the page turns, not with every frame. */
import type { Window } from '../../core/model/index.ts';
import type { Lab } from '../../store/lab.ts';
import { nextRange, pageOf } from '../../store/range.ts';
import type { Range } from '../../store/range.ts';
import { seek } from '../../store/travel.ts';
import { laneHistories } from '../../viz/spacetime/lanes.ts';
import { spacetimePicture } from '../../viz/spacetime/picture.ts';
import type { Picture } from '../../viz/spacetime/picture.ts';
import { createSpacetime } from '../../viz/spacetime/spacetime.ts';
import { createSnapshots } from '../snapshot.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Drawing, Size } from '../use-view.ts';

export function startSpacetime(element: HTMLElement, lab: Lab): Drawing {
  const spacetime = createSpacetime(element, {
    onSeek: (time) => seek(lab, time),
    onSelectMessage: (message) => lab.selection.setState({ message, process: null }),
  });
  const snapshots = createSnapshots();
  const painter = createPainter();
  let range: Range | null = null;
  return {
    draw(size) {
      const snapshot = snapshots(lab);
      if (!snapshot) return false;
      const { speed, hidesFuture } = lab.playback.getState();
      range = nextRange(range, snapshot.at, pageOf(snapshot.timeline, speed));
      spacetime.update({
        picture: painter(snapshot, range, size),
        time: snapshot.at,
        hideFuture: hidesFuture,
        selectedMessage: lab.selection.getState().message,
      });
      return false;
    },
    destroy: () => spacetime.destroy(),
  };
}

type Painted = {
  readonly key: string;
  readonly window: Window;
  readonly values: Snapshot['timeline']['values'];
  readonly picture: Picture;
};

function createPainter(): (snapshot: Snapshot, range: Range, size: Size) => Picture {
  let last: Painted | null = null;
  return (snapshot, range, size) => {
    const { window, timeline, messages, kinds, terms, nameOf } = snapshot;
    const names = [terms.era, terms.leader, terms.slot];
    const { width, height } = size;
    const key = [range.from, range.until, width, height, timeline.events, ...names].join(' ');
    const isSame = last?.key === key && last.window === window && last.values === timeline.values;
    if (last && isSame) return last.picture;
    const lanes = laneHistories(window, null);
    const picture = spacetimePicture({
      lanes,
      messages,
      kinds,
      timeline,
      range,
      size,
      nameOf,
      terms,
    });
    last = { key, window, values: timeline.values, picture };
    return picture;
  };
}
