import type { ReactNode } from 'react';
import { accept, INVITATIONS } from '../../store/onboarding.ts';
import { Icon } from '../controls/icon.tsx';
import { useLab, useRecording } from '../lab-context.ts';
import { useWords } from '../use-words.ts';

/** A first visit: one thing to press, three sentences to try. It goes once something was done. */
export function InvitationCard(): ReactNode {
  const lab = useLab();
  const isReady = useRecording((recording) => recording.timeline !== null);
  const reword = useWords();
  if (!isReady) return null;
  return (
    <section className="invitation" aria-label="Where to begin">
      <p>
        {reword(
          'Four replicas agree on orders. Press Play to watch them, or see what they survive:',
        )}
      </p>
      <ul>
        {INVITATIONS.map((invitation) => (
          <li key={invitation.id}>
            <button
              type="button"
              className="button button-line"
              onClick={() => void accept(lab, invitation)}
            >
              <Icon name={invitation.choice.kind} />
              {reword(invitation.sentence)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
