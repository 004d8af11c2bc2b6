import { lazy, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Later } from './shell/later.tsx';
import type { Lab } from '../store/lab.ts';
import { documentTitle } from '../store/pages.ts';
import type { PageId } from '../store/pages.ts';
import { shownSheet } from '../store/sheet.ts';
import { ExplainRail } from './explain/explain-rail.tsx';
import { LabContext, useSelection, useSite } from './lab-context.ts';
import { LowerPanel } from './lower/lower-panel.tsx';
import { IconRail } from './setup/icon-rail.tsx';
import { SetupRail } from './setup/setup-rail.tsx';
import { ContinueBar } from './shell/continue-bar.tsx';
import { DropZone } from './shell/drop-zone.tsx';
import { KeyMap } from './shell/key-map.tsx';
import { Narrator } from './shell/narrator.tsx';
import { NoticeBar } from './shell/notice.tsx';
import { SheetTabs } from './shell/sheet-tabs.tsx';
import { Toast } from './shell/toast.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { StagePanel } from './stage/stage-panel.tsx';
import { TouchDialogs } from './touch/touch-dialogs.tsx';
import { Transport } from './transport/transport.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
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
      <Later>{isEmbedded ? <EmbedPage /> : <Pages />}</Later>
    </LabContext>
  );
}

/** The page that the address names. What the others hold is kept in the stores. */
function Pages(): ReactNode {
  useTheme();
  useWordsSetting();
  useKeptFocus();
  const page = useSite((site) => site.page);
  const hasMoved = useHasMoved(page);
  useEffect(() => {
    document.title = documentTitle(page);
  }, [page]);
  const arrival = hasMoved && <Arrival key={page} />;
  if (page === 'lab') return <LabPage arrival={arrival} />;
  return (
    <Later>
      <PageFrame page={page} arrival={arrival} />
    </Later>
  );
}

/** Whether somebody has gone to another page than the one that was loaded. */
function useHasMoved(page: PageId): boolean {
  const [first] = useState(page);
  const [hasMoved, setHasMoved] = useState(false);
  if (page !== first && !hasMoved) setHasMoved(true);
  return hasMoved;
}

/** Whoever goes to another page goes on reading at its heading. */
function Arrival(): null {
  useEffect(() => {
    const heading = document.querySelector('h1');
    if (heading === null) return;
    heading.tabIndex = -1;
    heading.focus();
  }, []);
  return null;
}

const PageFrame = lazy(() =>
  import('./pages/page-frame.tsx').then(({ PageFrame }) => ({ default: PageFrame })),
);

const Glossary = lazy(() =>
  import('./shell/glossary.tsx').then(({ Glossary }) => ({ default: Glossary })),
);

const Presentation = lazy(() =>
  import('./shell/presentation.tsx').then(({ Presentation }) => ({ default: Presentation })),
);

/** In the source order of the tab key: set up, stage, transport, diagram, explanation. */
function LabPage({ arrival }: { readonly arrival: ReactNode }): ReactNode {
  useKeyboard();
  usePlaybackLoop();
  const isPresenting = useSelection(({ presenting }) => presenting !== null);
  const isGlossaryOpen = useSelection(({ glossary }) => glossary !== null);
  const isTall = useSelection((selection) => selection.isPanelTall);
  const sheet = useSelection(shownSheet);
  return (
    <div className="lab" data-sheet={sheet} data-tall={isTall}>
      <TopBar />
      <IconRail />
      <SetupRail />
      <main className="centre">
        <div className="notices">
          <NoticeBar />
          <ContinueBar />
        </div>
        <StagePanel />
        {isPresenting && (
          <Later>
            <Presentation />
          </Later>
        )}
        <Transport />
        <LowerPanel />
      </main>
      <SheetTabs />
      <ExplainRail />
      <Toast />
      <Narrator />
      <KeyMap />
      <DropZone />
      <Later>{isGlossaryOpen && <Glossary />}</Later>
      <TouchDialogs />
      {arrival}
    </div>
  );
}
