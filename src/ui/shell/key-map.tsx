import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { TOPICS, shownShortcut } from '../../store/commands/all.ts';
import type { Command } from '../../store/commands/command.ts';
import { nextView } from '../../store/commands/next-view.ts';
import { previousView } from '../../store/commands/previous-view.ts';
import { useLab, useSelection, useTerms } from '../lab-context.ts';
import { useWords } from '../use-words.ts';

/** Where leaders change. */
const OF_VIEWS: ReadonlySet<Command> = new Set([previousView, nextView]);

/** The keys, in a dialog of the browser's own: it holds the focus and closes on Escape. */
export function KeyMap(): ReactNode {
  const lab = useLab();
  const isOpen = useSelection((selection) => selection.isKeyMapOpen);
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isOpen) return dialog.current?.close();
    dialog.current?.showModal();
    // The browser would go to the button at the end, and scroll past all the keys.
    title.current?.focus();
  }, [isOpen]);
  const { member, hasViews } = useTerms();
  const reword = useWords();
  const close = (): void => lab.selection.setState({ isKeyMapOpen: false });
  return (
    <dialog ref={dialog} className="key-map" aria-labelledby="keys-title" onClose={close}>
      <h2 ref={title} id="keys-title" tabIndex={-1}>
        Keys
      </h2>
      {TOPICS.map(({ title, commands }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <dl>
            {commands
              .filter((command) => hasViews || !OF_VIEWS.has(command))
              .map(({ id, label, shortcuts }) => (
                <Row key={id} keys={shortcuts.map(shownShortcut)}>
                  {reword(label.replace('replica', member))}
                </Row>
              ))}
            {title === 'Looking' && (
              <Row keys={['Arrow keys']}>
                From {member} to {member} on the stage; Enter selects
              </Row>
            )}
          </dl>
        </section>
      ))}
      <button type="button" className="button button-line" onClick={close}>
        Close
      </button>
    </dialog>
  );
}

function Row({ keys, children }: { keys: readonly string[]; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
