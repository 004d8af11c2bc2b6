/**
 * Switches for which no run is shown in which a monitor breaks: only their conformance tests tell them from the full protocol.
 * Why no attack can work; how hard one was looked for is added from the hunts.
 */
export const UNSHOWN: { readonly [rule: string]: string } = {
  'commit-view':
    'Equivalent as long as no more than f are faulty: a replica commits only what it is prepared on. Exhaustive in the abstract model, two view changes.',
  'commit-digest':
    'Equivalent as long as no more than f are faulty: a replica commits only what it is prepared on. Exhaustive in the abstract model, two view changes.',
  'commit-needs-prepared':
    'Equivalent as long as no more than f are faulty: a quorum of commits contains loyal replicas that were prepared. Exhaustive in the abstract model, two view changes.',
  'new-view-once':
    'The second copy is ignored like any other repetition: it costs messages, and nothing that a monitor asks for.',
  'state-check':
    'With f faulty replicas no loyal one ever has another state than a quorum vouches for, unless a second rule is left out.',
};
