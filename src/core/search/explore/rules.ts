import type { Slip } from './slips.ts';

/**
 * The slip of the model that comes of leaving out a rule of PBFT, by the rule's id in a scenario's `pbft.ablate`. Rules that are
 * not listed concern what the model does not know: windows, checkpoints, execution, signatures, clients, time.
 */
export const SLIP_WITHOUT: Readonly<Record<string, Slip>> = {
  'prepare-quorum': 'prepared-by-q-1',
  'commit-quorum': 'committed-by-q-1',
  'new-view-quorum': 'new-view-by-q-1',
  'primary-votes-once': 'primary-votes-twice',
  'one-prepare-each': 'duplicate-prepares',
  'one-commit-each': 'duplicate-commits',
  'commit-phase': 'no-commit-phase',
  'one-proposal': 'second-pre-prepare',
  'only-primary-proposes': 'pre-prepare-from-anyone',
  'commit-digest': 'commit-without-digest',
  'commit-view': 'commits-across-views',
  'prepare-view': 'prepares-across-views',
  'commit-needs-prepared': 'decide-unprepared',
  'prepared-certificates': 'no-certificates',
  'certificates-captured': 'no-certificates',
  'earlier-certificates': 'certificates-of-last-view',
  'latest-certificate': 'certificate-of-first-view',
  'certificate-proof': 'certificate-unproven',
  'certificate-view': 'certificate-view-unbound',
  'highest-view': 'new-view-of-lowest-view',
  'one-view-change-each': 'new-view-duplicates',
  'new-view-validation': 'new-view-unchecked',
  'new-view-proposals': 'new-view-unchecked',
  'view-change-view': 'stale-view-changes',
  'leave-old-view': 'old-view-goes-on',
  'await-new-view': 'votes-before-new-view',
};

/** Whether the model knows a rule, so that it can be left out of an exploration. */
export function isInModel(rule: string): boolean {
  return Object.hasOwn(SLIP_WITHOUT, rule);
}

/** The slips that come of leaving out these rules, each once. A rule that the model does not know is a RangeError. */
export function slipsWithout(rules: readonly string[]): readonly Slip[] {
  const slips = rules.map((rule) => {
    const slip = isInModel(rule) ? SLIP_WITHOUT[rule] : undefined;
    if (slip === undefined) throw new RangeError(`the model does not know the rule ${rule}`);
    return slip;
  });
  return [...new Set(slips)];
}
