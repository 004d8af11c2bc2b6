/**
 * Switches for which no run is shown in which a monitor breaks: only their conformance tests tell them from the full protocol.
 * Why no attack can work, or how hard one was looked for. The random runs are those of the fuzz test, with delays drawn as well.
 */
export const UNSHOWN: { readonly [rule: string]: string } = {
  'commit-view':
    'Equivalent as long as no more than f are faulty: a replica commits only what it is prepared on. Exhaustive in the abstract model, two view changes.',
  'commit-digest':
    'Equivalent as long as no more than f are faulty: a replica commits only what it is prepared on. Exhaustive in the abstract model, two view changes.',
  'commit-needs-prepared':
    'Equivalent as long as no more than f are faulty: a quorum of commits contains loyal replicas that were prepared. Exhaustive in the abstract model, two view changes.',
  'client-view':
    'A client led astray writes to the wrong replica first, and to all when it has waited: it loses time, not its request.',
  'early-bound': 'What it bounds is memory; a run breaks nothing, however much is kept.',
  'follow-new-view':
    'A replica that stays behind asks for the view itself when its timer runs out, and is then let in: it loses time.',
  'highest-checkpoint':
    'Replicas that have the checkpoint do not accept what lies below it, so that too few votes come together for a null request.',
  'new-view-once': 'The second copy is ignored like any other repetition.',
  'new-view-primary': 'Whoever opens the view, it has to rest on genuine VIEW-CHANGE messages.',
  'new-view-timer': 'Views fail before they can begin, but time-outs double until they suffice.',
  'only-primary-proposes':
    'Voters are a set of replicas, whoever proposed, so that two values never find a quorum in one view.',
  'state-check':
    'With f faulty replicas no loyal one ever has another state than a quorum vouches for, unless a second rule is left out.',
  'timer-pause': 'Views fail before they can begin, but time-outs double until they suffice.',
};
