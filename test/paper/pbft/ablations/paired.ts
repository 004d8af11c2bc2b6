/** Rules whose case leaves out a second one with them: why alone nothing breaks. How hard it was looked for is added from the hunts. */
export const PAIRED: { readonly [rule: string]: string } = {
  'commit-needs-prepared':
    'A quorum of commits holds f+1 loyal replicas that were prepared on the same, so that every later view hears of it. That holds as long as commits are read for what they say: `commit-digest` is left out with it. Exhaustive in the abstract model, two view changes.',
  'state-check':
    'With at most f faulty replicas a loyal one gets a wrong state only where it installs one unchecked: `transfer-check` is left out with it, and what then breaks is what the comparison would have mended.',
};
