import { describe, expect, it } from 'vitest';
import { decisionJump, violationJump } from '../../../src/store/jumps.ts';
import { TIMELINE } from './scenes.ts';

describe('jumps', () => {
  it('stop at each first decision and at a second value for the same sequence number', () => {
    const moments: number[] = [];
    let events = 0;
    for (let jump = decisionJump(TIMELINE, { at: 0, events: 0 }, 'forward'); jump;) {
      moments.push(jump.events);
      events = jump.events;
      jump = decisionJump(TIMELINE, { at: jump.at, events }, 'forward');
    }
    expect(moments).toEqual([20, 40, 41]);
  });

  it('find the violation ahead and none behind', () => {
    expect(violationJump(TIMELINE, { at: 0, events: null }, 'forward')).toEqual({
      at: 4000,
      events: 40,
    });
    expect(violationJump(TIMELINE, { at: 4000, events: null }, 'forward')).toBeNull();
  });
});
