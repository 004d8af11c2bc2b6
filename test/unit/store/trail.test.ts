import { describe, expect, it } from 'vitest';
import { EMPTY_TRAIL, moved, visited } from '../../../src/store/trail.ts';
import type { Stop } from '../../../src/store/trail.ts';
import { createTestLab } from './support.ts';

const stop = (event: number): Stop => ({
  process: null,
  message: null,
  event,
  place: { at: event, events: event },
});

describe('the trail', () => {
  it('goes back to what was pointed at before, and forward again', () => {
    const trail = [1, 2, 3].map(stop).reduce(visited, EMPTY_TRAIL);
    const back = moved(moved(trail, -1), -1);
    expect(back.stops[back.at]).toEqual(stop(1));
    const forth = moved(back, 1);
    expect(forth.stops[forth.at]).toEqual(stop(2));
  });

  it('has two ends', () => {
    const trail = visited(EMPTY_TRAIL, stop(1));
    expect(moved(trail, -1)).toBe(trail);
    expect(moved(trail, 1)).toBe(trail);
  });

  it('drops what lay ahead once something else is pointed at', () => {
    const trail = [1, 2, 3].map(stop).reduce(visited, EMPTY_TRAIL);
    const turned = visited(moved(moved(trail, -1), -1), stop(9));
    expect(turned.stops).toEqual([stop(1), stop(9)]);
  });

  it('does not remember the same thing twice in a row', () => {
    const trail = visited(EMPTY_TRAIL, stop(1));
    expect(visited(trail, { ...stop(1), place: { at: 5, events: null } })).toBe(trail);
  });

  it('remembers no more than a hundred', () => {
    const trail = Array.from({ length: 150 }, (_, event) => stop(event)).reduce(
      visited,
      EMPTY_TRAIL,
    );
    expect(trail.stops).toHaveLength(100);
    expect(trail.stops[trail.at]).toEqual(stop(149));
  });
});

describe('the event that is looked at', () => {
  it('is left when a process or a message is selected by somebody who knows nothing of events', () => {
    const { lab } = createTestLab();
    lab.selection.setState({ event: 12 });
    lab.selection.setState({ process: 2 });
    expect(lab.selection.getState()).toMatchObject({ event: null, process: 2 });
  });

  it('stays when it is selected together with its process', () => {
    const { lab } = createTestLab();
    lab.selection.setState({ event: 12, process: 2 });
    expect(lab.selection.getState().event).toBe(12);
  });
});
