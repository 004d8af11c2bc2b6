import type { ReactNode } from 'react';
import { Later } from '../shell/later.tsx';
import { switchTheme } from '../../store/commands/switch-theme.ts';
import type { PageId } from '../../store/pages.ts';
import { CommandButton } from '../controls/button.tsx';
import { useSettings } from '../lab-context.ts';
import { Brand } from '../shell/brand.tsx';
import { PageMenu } from '../shell/page-menu.tsx';
import { Toast } from '../shell/toast.tsx';
import { useKeyboard } from '../use-keyboard.ts';
import { PAGE_VIEWS } from './pages.tsx';

const COMMANDS = [switchTheme];

type Props = {
  readonly page: Exclude<PageId, 'lab'>;
  /** Stands behind the page, so that it works once the page is there. */
  readonly arrival: ReactNode;
};

/** What all pages but the Lab have in common: the bar on top, and a page that scrolls as a whole. */
export function PageFrame({ page, arrival }: Props): ReactNode {
  useKeyboard(COMMANDS);
  const theme = useSettings((settings) => settings.theme);
  const View = PAGE_VIEWS[page];
  return (
    <div className="page">
      <header className="top-bar">
        <Brand />
        <PageMenu />
        <div className="top-actions">
          <CommandButton
            command={switchTheme}
            icon="theme"
            label={theme === 'dark' ? 'Switch to the light theme' : 'Switch to the dark theme'}
          />
        </div>
      </header>
      <main className="page-main">
        <Later key={page} waiting={<p className="page-waiting">Laying out …</p>}>
          <View />
          {arrival}
        </Later>
      </main>
      <Toast />
    </div>
  );
}
