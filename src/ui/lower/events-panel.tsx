import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { EventPage } from '../../core/model/index.ts';
import { figure } from '../../viz/figure.ts';
import { usePlayback, useSelection } from '../lab-context.ts';
import { EventFilters } from './event-filters.tsx';
import { EventList } from './event-list.tsx';
import { useEventPage } from './use-event-page.ts';
import type { Wanted } from './use-event-page.ts';

/** Rows asked for at once: several screens, so that scrolling seldom waits. */
const ROWS_ASKED = 160;

/** Every event of the trace, however many; it follows the playhead until somebody scrolls. */
export function EventsPanel(): ReactNode {
  const filter = useSelection((selection) => selection.eventFilter);
  const hides = usePlayback((playback) => playback.hidesFuture);
  const [isFollowing, setFollowing] = useState(true);
  const [aim, setAim] = useState<Pick<Wanted, 'from' | 'near'>>({ from: null, near: null });
  const wanted = useMemo<Wanted>(
    () => ({ filter, count: ROWS_ASKED, ...(isFollowing ? { from: null, near: null } : aim) }),
    [filter, isFollowing, aim],
  );
  const answer = useEventPage(wanted);
  const look = useCallback((next: Pick<Wanted, 'from' | 'near'>): void => {
    setFollowing(false);
    setAim((held) => (held.from === next.from && held.near === next.near ? held : next));
  }, []);
  return (
    <div className="panel events">
      <header className="panel-head">
        <EventFilters />
        <button
          type="button"
          className="button button-toggle"
          aria-pressed={isFollowing}
          aria-label="Follow the playhead"
          title="Keep the event at the playhead in sight"
          onClick={() => setFollowing(!isFollowing)}
        >
          Follow
        </button>
        <p className="end" role="status">
          {answer === null ? 'Searching …' : countText(answer.page, hides)}
        </p>
      </header>
      <EventList answer={answer} isFollowing={isFollowing} onLook={look} />
    </div>
  );
}

function countText({ found, searched, events, before }: EventPage, hides: boolean): string {
  const [all, of] = hides ? [before, null] : [found, events];
  const figures = of === null || all === of ? figure(all) : `${figure(all)} of ${figure(of)}`;
  const isSearching = searched < events;
  const noun = (of ?? all) === 1 ? 'event' : 'events';
  return `${figures} ${noun}${isSearching ? `, ${percent(searched / events)} searched` : ''}`;
}
const percent = (part: number): string => `${Math.floor(part * 100)} %`;
