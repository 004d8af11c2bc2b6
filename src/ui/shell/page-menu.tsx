import { useRef } from 'react';
import type { ReactNode } from 'react';
import { hashOf, PAGES } from '../../store/pages.ts';
import { Icon } from '../controls/icon.tsx';
import { useRecording, useSite } from '../lab-context.ts';

const MENU_ID = 'pages';

/** The way to the other pages: side by side where there is room, behind the name of the present one where there is not. */
export function PageMenu(): ReactNode {
  const page = useSite((site) => site.page);
  const link = useRecording(({ shared }) => shared?.link ?? null);
  const menu = useRef<HTMLElement>(null);
  const title = PAGES.find(({ id }) => id === page)?.title;
  return (
    <>
      <button type="button" className="button page-menu-button" popoverTarget={MENU_ID}>
        {title}
        <Icon name="chevron" />
      </button>
      <nav
        ref={menu}
        id={MENU_ID}
        className="page-menu"
        aria-label="Pages"
        popover="auto"
        onClick={() => menu.current?.hidePopover()}
      >
        {PAGES.map(({ id, title: name }) => (
          <a
            key={id}
            // Back in the Lab the run is still open: its link keeps it so.
            href={id === 'lab' && link !== null ? `#${link}` : hashOf({ page: id, query: '' })}
            aria-current={id === page ? 'page' : undefined}
          >
            {name}
          </a>
        ))}
      </nav>
    </>
  );
}
