/** The part of the event list that is looked at, asked for again whenever the run, the filter or the playhead has moved on. */
import { useEffect, useState } from 'react';
import type { EventFilter, EventPage } from '../../core/model/index.ts';
import type { Lab } from '../../store/lab.ts';
import { showFailure } from '../../store/notices.ts';
import { placeOf } from '../../store/playback.ts';
import { useLab, usePlayback, useRecording } from '../lab-context.ts';

export type Wanted = {
  readonly filter: EventFilter;
  /** The first row; null: around an event, or around the playhead. */
  readonly from: number | null;
  readonly near: number | null;
  readonly count: number;
};

/** A page, and the wish that it answers. */
export type Answer = { readonly wanted: Wanted; readonly page: EventPage };

export function useEventPage(wanted: Wanted): Answer | null {
  const lab = useLab();
  const run = useRecording((recording) => recording.run);
  const events = useRecording((recording) => recording.timeline?.events ?? 0);
  const place = usePlayback((playback) => `${Math.floor(playback.at)} ${playback.events}`);
  const [answer, setAnswer] = useState<(Answer & { readonly run: number }) | null>(null);
  const searched = answer?.wanted.filter === wanted.filter ? answer.page.searched : 0;
  useEffect(() => {
    let isWanted = true;
    void ask(lab, run, wanted).then((page) => {
      if (page !== null && isWanted) setAnswer({ run, wanted, page });
    });
    return () => {
      isWanted = false;
    };
    // A search of a long run is asked to go on until it has been through all of it: hence `searched`.
  }, [lab, run, wanted, events, place, searched]);
  return answer?.run === run ? answer : null;
}

async function ask(lab: Lab, run: number, wanted: Wanted): Promise<EventPage | null> {
  if (run === 0 || lab.recording.getState().status !== 'open') return null;
  try {
    const place = placeOf(lab.playback.getState());
    const outcome = await lab.engine.ask('events', { run, ...wanted, place });
    return outcome.status === 'done' ? outcome.value : null;
  } catch (error) {
    showFailure(lab, error);
    return null;
  }
}
