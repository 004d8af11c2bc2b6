import type { EventIndex, Micros, Moment } from '../../model/index.ts';
import { type Column, countUpTo, createColumn } from './column.ts';

/** Where each simulation step of a recording begins and ends. A moment never lies inside one. */
export type StepTable = {
  readonly length: number;
  /** `into`: simulation steps done within this microsecond, this one included. */
  push(step: { readonly end: EventIndex; readonly at: Micros; readonly into: number }): void;
  firstOf(step: number): EventIndex;
  endOf(step: number): EventIndex;
  atOf(step: number): Micros;
  intoOf(step: number): number;
  /** Steps that lie wholly within the first so many events. */
  countByEvents(events: EventIndex): number;
  /** Steps that happened at or before a time. */
  countByTime(at: Micros): number;
  momentOf(step: number): Moment;
};

export function createStepTable(): StepTable {
  const ends: Column = createColumn();
  const times: Column = createColumn();
  const intos: Column = createColumn();
  const endOf = (step: number): EventIndex => (step < 0 ? 0 : ends.at(step));
  return {
    get length() {
      return ends.length;
    },
    push({ end, at, into }) {
      ends.push(end);
      times.push(at);
      intos.push(into);
    },
    firstOf: (step) => endOf(step - 1),
    endOf,
    atOf: (step) => times.at(step),
    intoOf: (step) => intos.at(step),
    countByEvents: (events) => countUpTo(ends, events),
    countByTime: (at) => countUpTo(times, at),
    momentOf: (step) => ({ events: endOf(step), at: step < 0 ? 0 : times.at(step) }),
  };
}
