import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { SentenceText } from '../explain/sentence.tsx';
import { useHistory, useRecording, useSettings } from '../lab-context.ts';
import { StagePanel } from '../stage/stage-panel.tsx';
import { Transport } from '../transport/transport.tsx';
import { useKeyboard } from '../use-keyboard.ts';
import { usePlaybackLoop } from '../use-playback-loop.ts';
import { Narrator } from './narrator.tsx';
import { NoticeBar } from './notice.tsx';

/** In a frame of another page: the stage, playback and one sentence, with the way to all the rest. */
export function EmbedPage(): ReactNode {
  useKeyboard();
  usePlaybackLoop();
  const theme = useSettings((settings) => settings.theme);
  // Unlike on a page of its own it is not remembered: the page around it has chosen it.
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const explanation = useRecording((recording) => recording.explained?.explanation ?? null);
  return (
    <main className="embed">
      <NoticeBar />
      <StagePanel />
      <Transport />
      <footer className="embed-foot">
        <p>
          {explanation && <SentenceText sentence={explanation.headline} />}{' '}
          {explanation && (
            <SentenceText sentence={explanation.happened[0] ?? explanation.whyNot[0] ?? []} />
          )}
        </p>
        <OpenInParley />
      </footer>
      <Narrator />
    </main>
  );
}

function OpenInParley(): ReactNode {
  // The link of the present run, not the one that the frame was opened with.
  const link = useRecording((recording) => recording.shared?.link ?? null);
  const isOpen = useHistory((history) => history.present !== null);
  if (!isOpen) return null;
  const hash = link === null ? location.hash : `#${link}`;
  return (
    <a
      className="button button-line"
      href={`${location.pathname}${hash}`}
      target="_blank"
      rel="noopener"
    >
      Open in Parley
    </a>
  );
}
