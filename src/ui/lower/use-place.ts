/** Where a panel looks: the playhead, moved on only when something has happened there. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { stepBefore } from '../../store/frame.ts';
import { placeOf } from '../../store/playback.ts';
import type { Place } from '../../viz/place.ts';
import { createValueBook } from '../../viz/values.ts';
import type { ValueBook } from '../../viz/values.ts';
import type { Seat } from '../../viz/votes/input.ts';
import { useLab, useRecording } from '../lab-context.ts';
import { useReplicas } from '../use-frame.ts';

/** While playing, the last step that the playhead has passed; otherwise exactly where it stands. */
export function usePlace(): Place {
  const lab = useLab();
  const key = useStore(lab.playback, (playback) => {
    const place = placeOf(playback);
    const { window } = lab.recording.getState();
    const isInside = window !== null && place.at >= window.from.at && place.at <= window.until.at;
    const step = playback.isPlaying && isInside ? stepBefore(window, place) : undefined;
    return step ? `${step.moment.at} ${step.moment.events}` : `${place.at} ${place.events ?? ''}`;
  });
  return useMemo(() => {
    const [at = '0', events = ''] = key.split(' ');
    return { at: Number(at), events: events === '' ? null : Number(events) };
  }, [key]);
}

export function useBook(): ValueBook {
  const values = useRecording((recording) => recording.timeline?.values ?? []);
  return useMemo(() => createValueBook(values), [values]);
}

/** The council with its marks at the playhead. */
export function useSeats(): readonly Seat[] {
  const replicas = useReplicas();
  return useMemo(() => replicas.map(({ id, mark }) => ({ id, mark: mark.kind })), [replicas]);
}
