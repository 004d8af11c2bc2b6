import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { isPast } from '../../store/playback.ts';
import { presentSeq } from '../../store/jumps.ts';
import type { Place } from '../../viz/place.ts';
import { Stepper } from '../controls/stepper.tsx';
import { usePlayback, useRecording, useTerms } from '../lab-context.ts';
import { useProcesses } from '../use-frame.ts';

export type SlotChoice = {
  /** Null while nothing was ever put forward. */
  readonly seq: number | null;
  readonly max: number;
  readonly isFollowing: boolean;
  readonly choose: (seq: number | null) => void;
};

/** The sequence number that a panel shows: the one in work at the playhead, until somebody chooses another. */
export function useSlotChoice(place: Place): SlotChoice {
  const [chosen, choose] = useState<number | null>(null);
  const timeline = useRecording((recording) => recording.timeline);
  const hides = usePlayback((playback) => playback.hidesFuture);
  const processes = useProcesses();
  const open = useMemo(
    () =>
      processes
        .flatMap((each) => (each.role === 'replica' ? each.replica.slots : []))
        .map(({ seq }) => seq),
    [processes],
  );
  const { hasQuorums } = useTerms();
  return useMemo(() => {
    const known = (timeline?.phases ?? []).filter(({ moment }) => !hides || isPast(moment, place));
    const max = Math.max(0, ...known.map(({ seq }) => seq), ...(hasQuorums ? [] : open));
    // Generals say nothing of phases: their present order is the one that they hold.
    const followed =
      timeline && hasQuorums
        ? presentSeq(timeline, place)
        : open.length > 0
          ? Math.max(...open)
          : null;
    const seq = chosen === null ? followed : Math.min(chosen, max);
    return { seq: seq === 0 ? null : seq, max, isFollowing: chosen === null, choose };
  }, [timeline, hides, place, open, hasQuorums, chosen]);
}

export function SlotStepper({ choice }: { choice: SlotChoice }): ReactNode {
  const { slot } = useTerms();
  const { seq, max, isFollowing, choose } = choice;
  if (seq === null) return null;
  return (
    <>
      <span className="panel-field">
        {slot}
        <Stepper label={slot} value={seq} min={1} max={Math.max(max, seq)} onChange={choose} />
      </span>
      <button
        type="button"
        className="button button-toggle"
        aria-pressed={isFollowing}
        title="Show what is in work at the playhead"
        onClick={() => choose(isFollowing ? seq : null)}
      >
        Follow
      </button>
    </>
  );
}
