/** What SPIN is asked, and what the explorer has found. */
import { SLIPS, type Slip } from '../../src/core/search/explore/slips.ts';
import {
  BEYOND_THE_BOUND,
  ONE_VIEW_CHANGE,
  ONLY_A_TIE,
  TWO_VIEW_CHANGES,
} from '../support/explored.ts';
import type { Question } from './verifier.ts';

export type Check = {
  readonly title: string;
  /** View 0 among them. */
  readonly views: number;
  readonly question: Question;
  /** Whether there is a fork, or a decision where one is asked for. */
  readonly isFound: boolean;
};

const FOUR = { n: 4, quorum: 3 };
const TRAITORS = [0, 1, 2];

export const CHECKS: readonly Check[] = [
  ...TRAITORS.map(decision),
  ...['none' as const, ...slips()].flatMap(oneViewChange),
  ...ONLY_A_TIE.flatMap(withoutTies),
  ...BEYOND_THE_BOUND.map(({ n, quorum, traitors, isForked }) => ({
    title: `n = ${n}, q = ${quorum}, traitors ${traitors.join(', ')}`,
    views: 2,
    question: { n, quorum, traitors, slip: 'none' as const },
    isFound: isForked,
  })),
  ...TWO_VIEW_CHANGES.map(({ slip, traitor, isForked }) => ({
    title: `two view changes, ${named(slip)}, traitor R${traitor}`,
    views: 3,
    question: { ...FOUR, traitors: [traitor], slip },
    isFound: isForked,
  })),
];

/** A model in which nobody ever decides would agree with everything that is safe. */
function decision(traitor: number): Check {
  const question: Question = { ...FOUR, traitors: [traitor], slip: 'none', witness: true };
  return { title: `a decision with traitor R${traitor}`, views: 2, question, isFound: true };
}

function oneViewChange(slip: Slip | 'none'): readonly Check[] {
  return TRAITORS.map((traitor) => ({
    title: `one view change, ${named(slip)}, traitor R${traitor}`,
    views: 2,
    question: { ...FOUR, traitors: [traitor], slip },
    isFound: (ONE_VIEW_CHANGE[slip][traitor]?.[0] ?? null) !== null,
  }));
}

/** NV5: a new primary that refuses to choose between certificates of one view keeps these slips from doing harm. */
function withoutTies(slip: Slip): readonly Check[] {
  return TRAITORS.map((traitor) => ({
    title: `one view change, ${named(slip)}, contradictions refused, traitor R${traitor}`,
    views: 2,
    question: { ...FOUR, traitors: [traitor], slip, refusesTies: true },
    isFound: false,
  }));
}

function slips(): readonly Slip[] {
  const ids: Slip[] = [];
  for (const id in SLIPS) if (isSlip(id)) ids.push(id);
  return ids;
}

function isSlip(id: string): id is Slip {
  return id in SLIPS;
}

function named(slip: Slip | 'none'): string {
  return slip === 'none' ? 'the full protocol' : slip;
}
