import { describe, expect, it } from 'vitest';
import { ROWS } from './failing/rows.ts';
import { violationsIn } from './failing/scenes.ts';

describe('every monitor fails on a run that is broken, and is silent on the same run that is not', () => {
  it.each(ROWS)('$monitor $clause: $detail', ({ monitor, detail, broken, sound }) => {
    const told = violationsIn(broken).filter((violation) => violation.monitor === monitor);
    expect(told.map((violation) => violation.detail)).toContainEqual(expect.stringMatching(detail));
    expect(violationsIn(sound).filter((violation) => violation.monitor === monitor)).toEqual([]);
  });
});
