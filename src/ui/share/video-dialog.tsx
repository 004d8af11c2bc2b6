import { useEffect, useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { fileName } from '../../store/kept/files.ts';
import type { Lab } from '../../store/lab.ts';
import { showFailure } from '../../store/notices.ts';
import { draftOf } from '../../store/kept/sitting.ts';
import { Dialog } from '../controls/dialog.tsx';
import { saveFile } from '../files.ts';
import { useLab } from '../lab-context.ts';
import { FRAMES_MAX, createProjector, playheads } from './film.ts';
import type { Cut } from './film.ts';
import { Progress } from './progress.tsx';
import { encodeVideo, hasEncoder } from './video.ts';

/** A film that any player and slide takes; a GIF holds every frame in memory while it is made. */
const REELS = {
  video: { size: { width: 1280, height: 720 }, framesPerSecond: 30, framesMax: FRAMES_MAX },
  gif: { size: { width: 640, height: 360 }, framesPerSecond: 10, framesMax: 150 },
} as const;

export function VideoDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const lab = useLab();
  const [cut, setCut] = useState<Cut>(() => wholeOf(lab));
  const [isMaking, setIsMaking] = useState(false);
  return (
    <Dialog title="Save a video" onClose={onClose}>
      {isMaking ? (
        <Making cut={cut} onClose={onClose} />
      ) : (
        <Choosing cut={cut} onCut={setCut} onMake={() => setIsMaking(true)} onClose={onClose} />
      )}
    </Dialog>
  );
}

/** What is repeated at the moment, else the whole run, at the speed of the page. */
function wholeOf(lab: Lab): Cut {
  const { loop, speed } = lab.playback.getState();
  const { timeline } = lab.recording.getState();
  return { from: loop?.from ?? 0, until: loop?.until ?? timeline?.reached ?? 0, speed };
}

type ChoosingProps = {
  readonly cut: Cut;
  readonly onCut: (cut: Cut) => void;
  readonly onMake: () => void;
  readonly onClose: () => void;
};

function Choosing({ cut, onCut, onMake, onClose }: ChoosingProps): ReactNode {
  const lab = useLab();
  const reel = reelOf();
  const count = useMemo(
    () => playheads(lab, cut, reel.framesPerSecond).length,
    [lab, cut, reel.framesPerSecond],
  );
  const isTooLong = count >= reel.framesMax;
  const seconds = (count / reel.framesPerSecond).toFixed(1);
  const isEmpty = !(cut.until > cut.from);
  return (
    <>
      <div className="figures">
        <Figure
          label="From (ms)"
          value={cut.from / 1000}
          onChange={(ms) => onCut({ ...cut, from: ms * 1000 })}
        />
        <Figure
          label="Until (ms)"
          value={cut.until / 1000}
          onChange={(ms) => onCut({ ...cut, until: ms * 1000 })}
        />
        <Figure
          label="Speed (×)"
          value={cut.speed}
          onChange={(speed) => onCut({ ...cut, speed })}
        />
      </div>
      <p role="status">
        {isEmpty
          ? 'The end must lie behind the beginning.'
          : `${seconds} seconds, ${count} frames of ${reel.size.width} × ${reel.size.height}.`}
        {isTooLong && ' Longer ones are cut off there: choose a shorter stretch or more speed.'}
      </p>
      {!hasEncoder() && (
        <p className="hint">This browser has no video encoder, so it becomes a GIF.</p>
      )}
      <div className="dialog-actions">
        <button type="button" className="button button-line" onClick={onClose}>
          Cancel
        </button>
        <button type="button" className="button button-gold" disabled={isEmpty} onClick={onMake}>
          Make the video
        </button>
      </div>
    </>
  );
}

type FigureProps = {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
};

function Figure({ label, value, onChange }: FigureProps): ReactNode {
  const id = useId();
  return (
    <p>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="figure"
        type="number"
        min={0}
        step="any"
        defaultValue={Number(value.toFixed(1))}
        onChange={({ target }) => {
          if (target.validity.valid && target.value !== '') onChange(target.valueAsNumber);
        }}
      />
    </p>
  );
}

function Making({ cut, onClose }: { readonly cut: Cut; readonly onClose: () => void }): ReactNode {
  const lab = useLab();
  const [share, setShare] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    make(lab, cut, { onProgress: setShare, signal: stop.signal })
      .catch((error: unknown) => showFailure(lab, error))
      .finally(() => {
        if (!stop.signal.aborted) onClose();
      });
    return () => stop.abort();
  }, [lab, cut, onClose]);
  return (
    <>
      <Progress share={share} label="Frames drawn" />
      <div className="dialog-actions">
        <button type="button" className="button button-line" onClick={onClose}>
          Stop
        </button>
      </div>
    </>
  );
}

type Watch = { readonly onProgress: (share: number) => void; readonly signal: AbortSignal };

async function make(lab: Lab, cut: Cut, watch: Watch): Promise<void> {
  const draft = draftOf(lab);
  if (!draft) return;
  const reel = reelOf();
  lab.playback.setState({ isPlaying: false });
  const times = playheads(lab, cut, reel.framesPerSecond).slice(0, reel.framesMax);
  const projector = createProjector(lab, reel);
  try {
    const video = await encodeVideo({
      count: times.length,
      framesPerSecond: reel.framesPerSecond,
      size: reel.size,
      draw: (frame, canvas) => projector.show(times[frame] ?? cut.until, canvas),
      ...watch,
    });
    if (video && !watch.signal.aborted)
      saveFile(`${fileName(draft)}.${video.ending}`, [video.blob], video.blob.type);
  } finally {
    projector.close();
  }
}

function reelOf(): (typeof REELS)['video' | 'gif'] {
  return hasEncoder() ? REELS.video : REELS.gif;
}
