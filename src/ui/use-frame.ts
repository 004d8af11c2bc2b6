/** What is to be seen at the playhead, recomputed only when something has changed there. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { MarkKind, MarkView, ProcessView } from '../core/model/index.ts';
import { hasTextOfItsOwn } from '../store/agents.ts';
import { marksFromStart } from '../store/council.ts';
import { changesBefore, processesAfter } from '../store/frame.ts';
import { presentView } from '../store/jumps.ts';
import { placeOf } from '../store/playback.ts';
import { statesAt } from '../store/states.ts';
import { agentBadges } from '../viz/families.ts';
import type { AgentBadge } from '../viz/families.ts';
import { useHistory, useLab, useRecording, useTerms } from './lab-context.ts';
import { LOYAL } from './setup/choices.ts';

/** Every process at the playhead. A new list only where a state has changed. */
export function useProcesses(): readonly ProcessView[] {
  const lab = useLab();
  const window = useRecording((recording) => recording.window);
  const held = useRecording(({ run, states }) => ({ run, states }));
  const exact = useStore(lab.playback, (playback) => statesAt(held, placeOf(playback)));
  const changes = useStore(lab.playback, (playback) =>
    window ? changesBefore(window, placeOf(playback)) : 0,
  );
  const sampled = useMemo(() => (window ? processesAfter(window, changes) : []), [window, changes]);
  return exact ?? sampled;
}

/** The view and the primary at the playhead. */
export function usePresentView(): { readonly view: number; readonly primary: number } {
  const lab = useLab();
  const timeline = useRecording((recording) => recording.timeline);
  const band = useStore(lab.playback, (playback) => {
    if (!timeline) return '0 0';
    const { view, primary } = presentView(timeline, placeOf(playback));
    return `${view} ${primary}`;
  });
  const [view = 0, primary = 0] = band.split(' ').map(Number);
  return { view, primary };
}

export type ReplicaMark = {
  readonly id: number;
  readonly badge: AgentBadge | undefined;
  /** It found the text that it obeys in what it was sent: nobody set it here. */
  readonly hasFoundText: boolean;
  readonly mark: MarkView;
  readonly isPrimary: boolean;
};

/** The council as the roster shows it: as many as are set up, with their marks at the playhead. */
export function useReplicas(): readonly ReplicaMark[] {
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  const processes = useProcesses();
  const { primary } = usePresentView();
  const { hasLeader } = useTerms();
  return useMemo(() => {
    const known = new Map(
      processes.flatMap((each) => (each.role === 'replica' ? [[each.id, each.mark] as const] : [])),
    );
    if (!scenario) return [];
    const badges = agentBadges(scenario.agents);
    return Array.from({ length: scenario.replicas }, (_, id) => {
      const mark = known.get(id) ?? LOYAL;
      const hasFoundText = mark.text !== '' && !hasTextOfItsOwn(scenario, id, mark.text);
      return {
        id,
        badge: badges.get(id),
        mark,
        hasFoundText,
        isPrimary: hasLeader && id === primary,
      };
    });
  }, [scenario, processes, primary, hasLeader]);
}

/** The marks at the playhead; those of the set-up before anything was recorded. */
export function useMarks(): readonly MarkKind[] {
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  const hasRun = useRecording((recording) => recording.window !== null);
  const replicas = useReplicas();
  if (hasRun) return replicas.map(({ mark }) => mark.kind);
  return scenario ? marksFromStart(scenario) : [];
}
