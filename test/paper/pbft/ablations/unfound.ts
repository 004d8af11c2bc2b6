/** Rules that no blind hunt has found yet, and what it would take. Attacks aimed at them stand in docs/ablations.md. */
export const UNFOUND: { readonly [rule: string]: string } = {
  'commit-needs-prepared':
    'equivalent as long as no more than f are faulty and commits are read for what they say; the case leaves that out as well.',
  'check-before-storing':
    'a worthless proposal has to take a number that a good one of the same view needs, and no later view may mend it.',
  'window-of-two':
    'the window is narrower, so that a council is slower under load, but nothing that it promises breaks.',
  'client-view':
    'a client that is led astray asks everybody in the end: it loses time, and every hunt leaves it that time.',
  'state-check':
    'with f faulty replicas no loyal one has another state than a quorum vouches for, unless a second rule is left out, as in the case.',
  'new-view-once':
    'the second copy is ignored like any other; it costs the time to look at it, and every hunt leaves the council that time.',
  'back-off-reset':
    'a doubled time-out that stays doubled delays a later view change, but every hunt leaves it that time.',
  'early-bound': 'what it bounds is memory; it takes a long flood before time is lost as well.',
};
