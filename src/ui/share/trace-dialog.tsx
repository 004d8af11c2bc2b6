import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { fileName } from '../../store/kept/files.ts';
import { showFailure } from '../../store/notices.ts';
import { draftOf } from '../../store/kept/sitting.ts';
import { traceParts } from '../../store/kept/trace-file.ts';
import { Dialog } from '../controls/dialog.tsx';
import { useLab } from '../lab-context.ts';
import { Progress } from './progress.tsx';

/** The trace of a large council has a hundred megabytes: it comes in parts, and can be stopped. */
export function TraceDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const lab = useLab();
  const [share, setShare] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    traceParts(lab, setShare, stop.signal)
      .then((parts) => {
        const draft = draftOf(lab);
        if (parts === null || draft === null) return;
        lab.around.save(`${fileName(draft)}.trace.jsonl`, parts, 'application/jsonl');
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) showFailure(lab, error);
      })
      .finally(() => {
        if (!stop.signal.aborted) onClose();
      });
    return () => stop.abort();
  }, [lab, onClose]);
  return (
    <Dialog title="Saving the trace" onClose={onClose}>
      <p>One JSON object for each event, the same bytes as “parley run --trace” writes.</p>
      <Progress share={share} label="Trace written" />
      <div className="dialog-actions">
        <button type="button" className="button button-line" onClick={onClose}>
          Stop
        </button>
      </div>
    </Dialog>
  );
}
