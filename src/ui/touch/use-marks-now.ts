import type { MarkView } from '../../core/model/index.ts';
import { useReplicas } from '../use-frame.ts';

/** By replica, at the playhead. */
export function useMarksNow(): readonly MarkView[] {
  return useReplicas().map(({ mark }) => mark);
}
