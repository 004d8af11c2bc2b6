import { checkpointCases } from './checkpoints.ts';
import { executionCases } from './execution.ts';
import { newViewCases } from './new-views.ts';
import { proposalCases } from './proposals.ts';
import { timerCases } from './timers.ts';
import { viewChangeCases } from './view-changes.ts';
import { voteCases } from './votes.ts';

/** The conformance cases of all switches; within a list each is also tried under the other switches of the list. */
export const LISTS = [
  voteCases,
  proposalCases,
  executionCases,
  checkpointCases,
  viewChangeCases,
  newViewCases,
  timerCases,
];
