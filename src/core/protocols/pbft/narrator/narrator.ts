import type { Narrator } from '../../../model/index.ts';
import { tellBehind } from './behind.ts';
import { tellFact } from './facts.ts';
import { tellFork, tellSides } from './fork.ts';
import { grounds, occasions, tellOccasion } from './grounds.ts';
import { tellOver, tellRunning } from './headline.ts';
import { tellMissing } from './missing.ts';
import { tellProgress } from './progress.ts';
import { tellDue, tellTimer } from './timers.ts';
import { tellShortage, tellWaiting } from './waiting.ts';

/** PBFT in sentences: phases, quorums, views and checkpoints. */
export const narrator: Narrator = {
  notable: [
    'pre-prepared',
    'prepared',
    'committed',
    'executed',
    'checkpoint-stable',
    'state-installed',
    'view-change-sent',
    'view-entered',
    'reply-accepted',
  ],
  tellFact,
  tellProgress,
  tellTimer,
  tellDue,
  tellRunning,
  tellOver,
  tellWaiting,
  tellMissing,
  tellShortage,
  tellBehind,
  tellSides,
  tellFork,
  causes: { grounds, occasions, tellOccasion },
};
