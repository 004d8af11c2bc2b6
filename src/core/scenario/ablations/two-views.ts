import type { AblationCase } from '../../model/index.ts';
import { crashed, late, lateBetween, puppet, without } from './without.ts';

/** In view 0 nobody but the traitor gets prepares, so that its order is voted for and not prepared. */
const nobodyPrepared = (until: number, ...to: readonly number[]) =>
  late(until, { kinds: ['prepare'], to });
/** In view 1, and as long as needed, R3 alone gets commits. */
const onlyOneDecides = (until: number) =>
  lateBetween(235_000, until, { kinds: ['commit'], to: [0, 2], by: 20_000_000 });

/** Two or more view changes. */
export const twoViewCases: readonly AblationCase[] = [
  without(
    'earlier-certificates',
    {
      title: 'Forgotten after two views',
      watch:
        'R2 alone sees the commits of view 0; view 1 fails because R1 has crashed, and in view 2 nobody mentions the order any more.',
      explanation:
        'A replica may cross several views without being prepared in any of them. What it was prepared on before that is as binding as ever, and has to be shown each time.',
      breaks: 'agreement',
    },
    {
      faults: [crashed(0, 1)],
      workload: { clients: 2, payload: ['order ATTACK', 'order RETREAT'] },
      delays: [
        late(400_000, { kinds: ['commit'], to: [0, 3] }),
        { at: 0, until: 60_000, from: [5], by: 200_000 },
      ],
    },
  ),
  without(
    'latest-certificate',
    {
      title: 'The first certificate instead of the last',
      watch:
        'R2 is prepared on one order in view 0 and on another in view 1, which R3 decides; in view 2 it shows the first.',
      explanation:
        'A certificate of a later view was made in knowledge of the earlier ones. Of two certificates the one of the higher view is right.',
      breaks: 'agreement',
    },
    {
      faults: [puppet(1, 'first-certificate')],
      delays: [
        nobodyPrepared(235_000, 0, 3),
        lateBetween(235_000, 1_000_000, { kinds: ['pre-prepare'], to: [0] }),
        lateBetween(300_000, 1_200_000, {
          kinds: ['view-change'],
          from: [3],
          to: [2],
          by: 1_000_000,
        }),
      ],
    },
  ),
  without(
    'highest-view',
    {
      title: 'The lowest view wins',
      watch:
        'R1 has collected votes in view 0 for an order that nobody decided; R3 decides another one in view 1; in view 2 the old certificate wins.',
      explanation:
        'Of the certificates for one sequence number the new view takes the one of the highest view. The published model of another team has this fault.',
      breaks: 'agreement',
    },
    {
      faults: [puppet(1, 'older-certificate')],
      delays: [nobodyPrepared(235_000, 0, 2, 3), onlyOneDecides(800_000)],
    },
  ),
  without(
    'certificate-view',
    {
      title: 'An inflated view number',
      watch:
        'R1 shows its certificate of view 0 and claims that it is of view 2; view 3 believes it, against what R3 decided in view 1.',
      explanation:
        'The view that a certificate claims must be the one that its messages were signed for. Then a certificate of view 0 loses against one of view 1, as it should.',
      breaks: 'agreement',
    },
    {
      faults: [puppet(1, 'inflated-certificate')],
      delays: [nobodyPrepared(235_000, 0, 2, 3), onlyOneDecides(1_600_000)],
      until: 20_000_000,
    },
  ),
  without(
    'prepare-view',
    {
      title: 'Prepares of another view',
      watch:
        'R1 puts the prepares that it collected in view 0 under proposals that it signs for its own views, 1 and 5, and so outbids what R3 decided.',
      explanation:
        'A prepare is a vote in one view. Counted in another it supports what its sender may have had good reason not to vote for there. The attack takes six view changes.',
      breaks: 'agreement',
    },
    {
      faults: [puppet(1, 'reused-prepares')],
      delays: [nobodyPrepared(235_000, 0, 2, 3), onlyOneDecides(800_000)],
      until: 60_000_000,
    },
  ),
  without(
    'commit-view',
    {
      title: 'Commits of another view',
      watch:
        'R3 votes to commit an order in view 0 and R0 is prepared on another in view 1; view 2 takes up the first, and R2 executes it with the commit that R3 gave two views ago.',
      explanation:
        'A commit says that the others will hear of the order in every later view, as far as its sender knows in its own. R3 has not committed in view 2, so that in view 3 its certificate of view 0 loses against that of view 1, and another order than the one that R2 executed is decided. The attack takes three view changes; with two there is none, as the explored model shows.',
      breaks: 'agreement',
    },
    {
      faults: [puppet(1, 'reused-commits')],
      delays: [
        nobodyPrepared(235_000, 0, 2),
        // View 1: R3 gets no proposal, and R2 not enough prepares.
        lateBetween(235_000, 445_000, { kinds: ['pre-prepare'], to: [3] }),
        lateBetween(235_000, 1_600_000, { kinds: ['prepare'], from: [0], to: [2] }),
        // View 2 begins without what R0 has to show, and R0 is not told.
        lateBetween(235_000, 1_600_000, { kinds: ['view-change'], from: [0], to: [2] }),
        lateBetween(235_000, 850_000, { kinds: ['new-view'], from: [2, 3], to: [0] }),
        // View 3 begins without what R2 has to show.
        lateBetween(235_000, 1_600_000, { kinds: ['view-change'], from: [2], to: [3] }),
      ],
      until: 3_000_000,
    },
  ),
  without(
    'view-change-view',
    {
      title: 'Meant for another view',
      watch:
        'R2 opens view 2 with VIEW-CHANGE messages that were meant for view 1, while R3 decides in view 1.',
      explanation:
        'Who asked for view 1 has not promised to do nothing more in view 1. A NEW-VIEW needs messages for this very view.',
      breaks: 'agreement',
    },
    {
      faults: [puppet(2, 'stale-requests')],
      delays: [
        late(225_000, { kinds: ['prepare'] }),
        lateBetween(225_000, 700_000, { kinds: ['commit'], to: [0, 1] }),
      ],
    },
  ),
  without(
    'follow-new-view',
    {
      title: 'Too proud to follow',
      watch:
        'R3 asks for view 1 while it is cut off, and the others are in view 2 when it returns; later R1 misses a decision, and R3, still waiting for view 1, is no help.',
      explanation:
        'A NEW-VIEW proves itself. Who has missed some views enters the latest one, whatever it has asked for; else it waits for a view that is long over and is lost for every later vote.',
      breaks: 'completion',
    },
    {
      faults: [crashed(1_335_000, 0)],
      workload: { interval: 1_300_000 },
      network: { partitions: [{ at: 0, until: 1_000_000, groups: [[3]] }] },
      delays: [
        late(650_000, { kinds: ['prepare'] }),
        lateBetween(1_100_000, 1_600_000, { kinds: ['commit'], to: [0, 1, 3] }),
      ],
      until: 20_000_000,
    },
  ),
];
