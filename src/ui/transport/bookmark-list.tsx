import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { renamedBookmark, withoutBookmark } from '../../store/bookmarks.ts';
import type { Bookmark } from '../../store/bookmarks.ts';
import { toBookmark } from '../../store/bookmarking.ts';
import { Icon } from '../controls/icon.tsx';
import { NameField } from '../controls/name-field.tsx';
import { useLab } from '../lab-context.ts';
import { milliseconds } from '../time.ts';

export function BookmarkList(): ReactNode {
  const lab = useLab();
  const list = useStore(lab.bookmarks, (bookmarks) => bookmarks.list);
  if (list.length === 0) {
    return <p className="hint">None yet. They stay with this session and its files.</p>;
  }
  return (
    <ul className="bookmarks">
      {list.map((bookmark) => (
        <BookmarkRow key={bookmark.id} bookmark={bookmark} />
      ))}
    </ul>
  );
}

function BookmarkRow({ bookmark }: { bookmark: Bookmark }): ReactNode {
  const lab = useLab();
  const { id, name, at } = bookmark;
  const change = (next: readonly Bookmark[]): void => lab.bookmarks.setState({ list: next });
  return (
    <li>
      <button
        type="button"
        className="button button-line"
        aria-label={`Go to the bookmark ${name}`}
        onClick={() => toBookmark(lab, bookmark)}
      >
        {milliseconds(at)}
      </button>
      <NameField
        label={`Name of the bookmark at ${milliseconds(at)}`}
        name={name}
        onChange={(text) => change(renamedBookmark(lab.bookmarks.getState().list, id, text))}
      />
      <button
        type="button"
        className="button button-icon"
        aria-label={`Remove the bookmark ${name}`}
        title="Remove"
        onClick={() => change(withoutBookmark(lab.bookmarks.getState().list, id))}
      >
        <Icon name="cross" />
      </button>
    </li>
  );
}
