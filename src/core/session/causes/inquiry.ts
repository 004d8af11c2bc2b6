import type { Inquiry, Moment, Subject } from '../../model/index.ts';
import { causesOf } from './causes.ts';
import { missingAt } from '../why/missing.ts';
import { latestOf } from '../latest.ts';
import type { Studio } from '../studio.ts';

/** What there is to say of something that somebody points at. */
export function inquire(studio: Studio, subject: Subject, moment: Moment): Inquiry {
  const event = subject.of === 'event' ? subject.event : latestOf(studio, subject.process, moment);
  const missing =
    subject.of === 'process'
      ? missingAt(studio, subject.process, moment)
      : { missing: [], next: [] };
  const isRecorded = event !== null && event >= 0 && event < studio.recording.trace.length;
  const causes = isRecorded ? causesOf(studio, event) : { links: [], isCut: false };
  return { ...causes, event: isRecorded ? event : null, ...missing };
}
