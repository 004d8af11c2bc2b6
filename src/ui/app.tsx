import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import type { Lab } from '../store/lab.ts';
import { EvidenceSection } from './explain/evidence.tsx';
import { LessonSection } from './explain/lesson.tsx';
import { MonitorsSection } from './explain/monitors.tsx';
import { ProofSection } from './explain/proof.tsx';
import { SelectedSection } from './explain/selected.tsx';
import { WhySection } from './explain/why.tsx';
import { LabContext, useSelection, useSite } from './lab-context.ts';
import { LowerPanel } from './lower/lower-panel.tsx';
import { IconRail } from './setup/icon-rail.tsx';
import { SetupRail } from './setup/setup-rail.tsx';
import { ContinueBar } from './shell/continue-bar.tsx';
import { DropZone } from './shell/drop-zone.tsx';
import { KeyMap } from './shell/key-map.tsx';
import { Narrator } from './shell/narrator.tsx';
import { NoticeBar } from './shell/notice.tsx';
import { Toast } from './shell/toast.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { StagePanel } from './stage/stage-panel.tsx';
import { TouchDialogs } from './touch/touch-dialogs.tsx';
import { Transport } from './transport/transport.tsx';
import { useKeyboard } from './use-keyboard.ts';
import { usePlaybackLoop } from './use-playback-loop.ts';
import { useTheme } from './use-theme.ts';
import { useWordsSetting } from './use-words.ts';

const EmbedPage = lazy(() =>
  import('./shell/embed-page.tsx').then(({ EmbedPage }) => ({ default: EmbedPage })),
);

type Props = { readonly lab: Lab; readonly isEmbedded?: boolean };

export function App({ lab, isEmbedded = false }: Props): ReactNode {
  return (
    <LabContext value={lab}>
      {isEmbedded ? (
        <Suspense fallback={null}>
          <EmbedPage />
        </Suspense>
      ) : (
        <Pages />
      )}
    </LabContext>
  );
}

/** The page that the address names. What the others hold is kept in the stores. */
function Pages(): ReactNode {
  useTheme();
  useWordsSetting();
  const page = useSite((site) => site.page);
  if (page === 'lab') return <LabPage />;
  return (
    <Suspense fallback={null}>
      <PageFrame page={page} />
    </Suspense>
  );
}

const PageFrame = lazy(() =>
  import('./pages/page-frame.tsx').then(({ PageFrame }) => ({ default: PageFrame })),
);

/** Loaded when something is selected for the first time. */
const Causes = lazy(() =>
  import('./explain/causes.tsx').then(({ CausesSection }) => ({ default: CausesSection })),
);

const MessageCount = lazy(() =>
  import('./explain/message-count.tsx').then(({ MessageCountSection }) => ({
    default: MessageCountSection,
  })),
);

const Glossary = lazy(() =>
  import('./shell/glossary.tsx').then(({ Glossary }) => ({ default: Glossary })),
);

const Presentation = lazy(() =>
  import('./shell/presentation.tsx').then(({ Presentation }) => ({ default: Presentation })),
);

/** In the source order of the tab key: set up, stage, transport, diagram, explanation. */
function LabPage(): ReactNode {
  useKeyboard();
  usePlaybackLoop();
  const isSelected = useSelection(
    ({ process, message, event }) => process !== null || message !== null || event !== null,
  );
  const isPresenting = useSelection(({ presenting }) => presenting !== null);
  const isGlossaryOpen = useSelection(({ glossary }) => glossary !== null);
  const isTall = useSelection((selection) => selection.isPanelTall);
  return (
    <div className="lab">
      <TopBar />
      <IconRail />
      <SetupRail />
      <main className="centre" data-lower={isTall ? 'tall' : undefined}>
        <div className="notices">
          <NoticeBar />
          <ContinueBar />
        </div>
        <StagePanel />
        {isPresenting && (
          <Suspense fallback={null}>
            <Presentation />
          </Suspense>
        )}
        <Transport />
        <LowerPanel />
      </main>
      <aside className="rail explain" aria-label="Explanation">
        <WhySection />
        <SelectedSection />
        <Suspense fallback={null}>{isSelected && <Causes />}</Suspense>
        <LessonSection />
        <Suspense fallback={null}>
          <MessageCount />
        </Suspense>
        <MonitorsSection />
        <EvidenceSection />
        <ProofSection />
      </aside>
      <Toast />
      <Narrator />
      <KeyMap />
      <DropZone />
      <Suspense fallback={null}>{isGlossaryOpen && <Glossary />}</Suspense>
      <TouchDialogs />
    </div>
  );
}
