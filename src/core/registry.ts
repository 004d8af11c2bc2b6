import { byHand } from './adversaries/by-hand.ts';
import { mute } from './adversaries/mute.ts';
import { delay } from './adversaries/delay.ts';
import { stall } from './adversaries/stall.ts';
import { twins } from './adversaries/twins.ts';
import type { AblationCase, Monitor, Preset, Protocol, Tactic } from './model/index.ts';
import { accountability } from './monitors/accountability.ts';
import { agreement } from './monitors/agreement.ts';
import { certificates } from './monitors/certificates.ts';
import { checkpoints } from './monitors/checkpoints.ts';
import { clientSafety } from './monitors/client-safety.ts';
import { completion } from './monitors/completion.ts';
import { conduct } from './monitors/conduct.ts';
import { fairness } from './monitors/fairness.ts';
import { ic1 } from './monitors/ic1.ts';
import { ic2 } from './monitors/ic2.ts';
import { integrity } from './monitors/integrity.ts';
import { order } from './monitors/order.ts';
import { termination } from './monitors/termination.ts';
import { viewStability } from './monitors/view-stability.ts';
import { amnesiaFork } from './protocols/pbft/attacks/amnesia-fork.ts';
import { badNewView } from './protocols/pbft/attacks/bad-new-view.ts';
import { byzzfuzz } from './protocols/pbft/attacks/byzzfuzz.ts';
import { censor } from './protocols/pbft/attacks/censor.ts';
import { sequenceJump } from './protocols/pbft/attacks/sequence-jump.ts';
import { slow } from './protocols/pbft/attacks/slow.ts';
import { wrongCheckpoint } from './protocols/pbft/attacks/wrong-checkpoint.ts';
import { equivocate } from './protocols/pbft/attacks/equivocate.ts';
import { forge } from './protocols/pbft/attacks/forge.ts';
import { exploit } from './protocols/pbft/attacks/exploit.ts';
import { fork } from './protocols/pbft/attacks/fork.ts';
import { frame } from './protocols/pbft/attacks/frame.ts';
import { hideCertificates } from './protocols/pbft/attacks/hide-certificates.ts';
import { injected } from './protocols/pbft/attacks/injected.ts';
import { lieToClient } from './protocols/pbft/attacks/lie-to-client.ts';
import { poisonCheckpoint } from './protocols/pbft/attacks/poison-checkpoint.ts';
import { withholdCommit } from './protocols/pbft/attacks/withhold-commit.ts';
import { wrongReply } from './protocols/pbft/attacks/wrong-reply.ts';
import { corruptState } from './protocols/pbft/attacks/corrupt-state.ts';
import { badClient } from './protocols/pbft/attacks/bad-client.ts';
import { flood } from './protocols/pbft/attacks/flood.ts';
import { keepBack } from './protocols/pbft/attacks/keep-back.ts';
import { loseMemory } from './protocols/pbft/attacks/lose-memory.ts';
import { reorderRequests } from './protocols/pbft/attacks/reorder-requests.ts';
import { replay } from './protocols/pbft/attacks/replay.ts';
import { splitVotes } from './protocols/pbft/attacks/split-votes.ts';
import { stallNewView } from './protocols/pbft/attacks/stall-new-view.ts';
import { usurp } from './protocols/pbft/attacks/usurp.ts';
import { viewSpam } from './protocols/pbft/attacks/view-spam.ts';
import { wrongDigest } from './protocols/pbft/attacks/wrong-digest.ts';
import { contraryRelay } from './protocols/generals/attacks/contrary-relay.ts';
import { persuaded } from './protocols/generals/attacks/persuaded.ts';
import { impersonate } from './protocols/generals/attacks/impersonate.ts';
import { lastMoment } from './protocols/generals/attacks/last-moment.ts';
import { divide } from './protocols/generals/attacks/divide.ts';
import { twoOrders } from './protocols/generals/attacks/two-orders.ts';
import { waver } from './protocols/generals/attacks/waver.ts';
import { generals } from './protocols/generals/index.ts';
import { falseAnswer } from './protocols/naive/attacks/false-answer.ts';
import { swayed } from './protocols/naive/attacks/swayed.ts';
import { twoFaced } from './protocols/naive/attacks/two-faced.ts';
import { firstReply, majority, single } from './protocols/naive/index.ts';
import { pbft } from './protocols/pbft/index.ts';
import { amnesiaForksFour } from './scenario/presets/amnesia-forks-four.ts';
import { liarsDeceiveClient } from './scenario/presets/liars-deceive-client.ts';
import { twoSilentStallFour } from './scenario/presets/two-silent-stall-four.ts';
import { poisonedCheckpoint } from './scenario/presets/poisoned-checkpoint.ts';
import { framingFails } from './scenario/presets/framing-fails.ts';
import { checkpointCases } from './scenario/ablations/checkpoints.ts';
import { decisionCases } from './scenario/ablations/decisions.ts';
import { generalsCases } from './scenario/ablations/generals.ts';
import { proposalCases } from './scenario/ablations/proposals.ts';
import { timerCases } from './scenario/ablations/timers.ts';
import { twoViewCases } from './scenario/ablations/two-views.ts';
import { voteCases } from './scenario/ablations/votes.ts';
import { calmCouncil } from './scenario/presets/calm-council.ts';
import { crashedBackup } from './scenario/presets/crashed-backup.ts';
import { crashedPrimary } from './scenario/presets/crashed-primary.ts';
import { fiveNoBetterFork } from './scenario/presets/five-no-better-fork.ts';
import { fiveRightQuorum } from './scenario/presets/five-right-quorum.ts';
import { fourGenerals } from './scenario/presets/four-generals.ts';
import { fourOfOneModel } from './scenario/presets/four-of-one-model.ts';
import { fourWithstandTheFlatterer } from './scenario/presets/four-withstand-the-flatterer.ts';
import { injectedAgent } from './scenario/presets/injected-agent.ts';
import { lyingPrimary } from './scenario/presets/lying-primary.ts';
import { mixedCouncil } from './scenario/presets/mixed-council.ts';
import { monoculture } from './scenario/presets/monoculture.ts';
import { noFamilyHoldsThree } from './scenario/presets/no-family-holds-three.ts';
import { oneAgentFooled } from './scenario/presets/one-agent-fooled.ts';
import { threeActDifferently } from './scenario/presets/three-act-differently.ts';
import { threeVoteOnce } from './scenario/presets/three-vote-once.ts';
import { quarantineHolds } from './scenario/presets/quarantine-holds.ts';
import { replicaReturns } from './scenario/presets/replica-returns.ts';
import { secondOrder } from './scenario/presets/second-order.ts';
import { sevenGenerals } from './scenario/presets/seven-generals.ts';
import { sevenWithTwoTraitors } from './scenario/presets/seven-with-two-traitors.ts';
import { threeGeneralsSigned } from './scenario/presets/three-generals-signed.ts';
import { threeGenerals } from './scenario/presets/three-generals.ts';
import { threeCannotFork } from './scenario/presets/three-cannot-fork.ts';
import { threeCannotStall } from './scenario/presets/three-cannot-stall.ts';
import { twoTraitorsForkFour } from './scenario/presets/two-traitors-fork-four.ts';

/** The only lists: what exists, in the order of menus. Adding a protocol, tactic, monitor or preset is adding a line here. */

export const PROTOCOLS: readonly Protocol[] = [pbft, generals, single, firstReply, majority];

export const TACTICS: readonly Tactic[] = [
  equivocate,
  mute,
  wrongReply,
  withholdCommit,
  forge,
  delay,
  slow,
  censor,
  sequenceJump,
  wrongCheckpoint,
  hideCertificates,
  badNewView,
  twins,
  byzzfuzz,
  wrongDigest,
  reorderRequests,
  keepBack,
  splitVotes,
  loseMemory,
  replay,
  flood,
  badClient,
  viewSpam,
  stallNewView,
  usurp,
  corruptState,
  exploit,
  fork,
  amnesiaFork,
  lieToClient,
  stall,
  poisonCheckpoint,
  frame,
  byHand,
  injected,
  twoOrders,
  contraryRelay,
  waver,
  impersonate,
  divide,
  lastMoment,
  persuaded,
  falseAnswer,
  twoFaced,
  swayed,
];

export const MONITORS: readonly Monitor[] = [
  agreement,
  order,
  integrity,
  clientSafety,
  certificates,
  checkpoints,
  conduct,
  accountability,
  completion,
  viewStability,
  fairness,
  ic1,
  ic2,
  termination,
];

export const PRESETS: readonly Preset[] = [
  calmCouncil,
  crashedBackup,
  crashedPrimary,
  replicaReturns,
  lyingPrimary,
  fourWithstandTheFlatterer,
  twoTraitorsForkFour,
  amnesiaForksFour,
  liarsDeceiveClient,
  twoSilentStallFour,
  threeCannotStall,
  threeCannotFork,
  fiveNoBetterFork,
  fiveRightQuorum,
  sevenWithTwoTraitors,
  poisonedCheckpoint,
  framingFails,
  injectedAgent,
  fourOfOneModel,
  monoculture,
  mixedCouncil,
  noFamilyHoldsThree,
  quarantineHolds,
  secondOrder,
  oneAgentFooled,
  threeVoteOnce,
  threeActDifferently,
  threeGenerals,
  threeGeneralsSigned,
  fourGenerals,
  sevenGenerals,
];

/** Each rule that can be left out with an attack that needs just that, apart from the presets so that their menu stays short. */
export const ABLATION_CASES: readonly AblationCase[] = [
  ...voteCases,
  ...decisionCases,
  ...twoViewCases,
  ...proposalCases,
  ...checkpointCases,
  ...timerCases,
  ...generalsCases,
];
