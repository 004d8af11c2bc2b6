import type { ReactNode } from 'react';
import type { AgentBadge } from '../../viz/families.ts';
import { agentWords } from '../../viz/families.ts';

/** The letter of a family; double-framed behind a guard. */
export function FamilyBadge({ badge }: { badge: AgentBadge | undefined }): ReactNode {
  if (badge === undefined) return null;
  const isGuarded = badge.guard !== 'none';
  return (
    <span
      className={isGuarded ? 'family-badge is-guarded' : 'family-badge'}
      role="img"
      aria-label={agentWords(badge)}
      title={agentWords(badge)}
    >
      {badge.letter === '' ? '–' : badge.letter}
    </span>
  );
}
