import type { AblationCase } from '../../model/index.ts';
import { SMALL, crashed, late, lateBetween, liar, puppet, without } from './without.ts';

/** R3 alone misses the one decision that there is, and asks for another view. */
const DRIFTING = {
  workload: { requests: 1 },
  network: { gst: 300_000 },
  delays: [late(300_000, { kinds: ['commit'], to: [3] })],
  until: 20_000_000,
};

/** Timers and view changes. */
export const timerCases: readonly AblationCase[] = [
  without(
    'reproposal-view',
    {
      title: 'Proposals with their old view',
      watch:
        'R0 crashes; the new view proposes its order again under the old view number, for which nobody votes any more.',
      explanation:
        'What is proposed again is a proposal of the new view: it is voted on anew, by those who are in that view.',
      breaks: 'completion',
    },
    { faults: [crashed(35_000, 0)], delays: [late(200_000, { kinds: ['commit'], to: [1, 3] })] },
  ),
  without(
    'fresh-numbers',
    {
      title: 'Numbers given twice',
      watch:
        'The new primary counts from 1 again, although its own NEW-VIEW has proposed something at 1.',
      explanation:
        'A new primary goes on above the highest number of its NEW-VIEW. Else it contradicts itself, and the backups rightly ignore it.',
      breaks: 'completion',
    },
    {
      faults: [crashed(45_000, 0)],
      workload: { clients: 2 },
      delays: [late(200_000, { kinds: ['commit'] })],
    },
  ),
  without(
    'requests-kept',
    {
      title: 'Waiting requests are forgotten',
      watch:
        'R0 has passed on the order and crashed; entering view 1 the others forget it, and the client will not ask again for a minute.',
      explanation:
        'Requests survive the view: the new primary proposes them, the backups go on waiting for them.',
      breaks: 'completion',
    },
    {
      faults: [crashed(30_000, 0)],
      timers: { viewChange: 200_000, client: 60_000_000 },
      delays: [late(240_000, { kinds: ['prepare'] })],
    },
  ),
  without(
    'back-off',
    {
      title: 'No back-off',
      watch:
        'Each message takes longer than the time-out, so that each view is given up before anything can happen in it.',
      explanation:
        'Nobody knows how slow the network is. Doubling the time-out finds out, sooner or later; a constant one may be too short for ever.',
      breaks: 'completion',
    },
    {
      timers: { viewChange: 100_000, client: 800_000 },
      network: { latency: { kind: 'constant', value: 150_000 } },
      until: 30_000_000,
    },
  ),
  without(
    'back-off-kept',
    {
      title: 'The patience ends with the NEW-VIEW',
      watch:
        'The NEW-VIEW comes in time, because the time-out has doubled, and then the replicas are as impatient as before.',
      explanation:
        'The doubled time-out is kept until something new was executed, not only until the view is entered.',
      breaks: 'completion',
    },
    {
      timers: { viewChange: 190_000, client: 800_000 },
      network: { latency: { kind: 'constant', value: 100_000 } },
      until: 30_000_000,
    },
  ),
  without(
    'back-off-reset',
    {
      title: 'Patience without end',
      watch:
        'After a bad start the time-out has grown; much later the primary crashes, and everybody waits as if the network were still bad.',
      explanation:
        'Progress shows that the time-out is long enough; from then on it starts from the base again.',
      breaks: 'completion',
    },
    {
      faults: [crashed(9_000_000, 1)],
      workload: { requests: 18, interval: 400_000 },
      delays: [late(4_000_000, { kinds: ['prepare', 'new-view'], by: 9_000_000 })],
      until: 12_000_000,
    },
  ),
  without(
    'join-rule',
    {
      title: 'Nobody follows',
      watch:
        'R1 has executed the order and sees no reason to leave the view; R2 and R3 have not, and two are not enough to open the next one.',
      explanation:
        'f+1 replicas that want a later view cannot all be traitors. Following them brings together those whose timers run differently.',
      breaks: 'completion',
    },
    {
      faults: [crashed(45_000, 0)],
      workload: { requests: 1 },
      delays: [late(400_000, { kinds: ['commit'], to: [0, 2, 3], by: 9_000_000 })],
    },
  ),
  without(
    'timer-after-new-view',
    {
      title: 'No timer in the new view',
      watch: 'R1 opens view 1 and then keeps silent; nobody waits for anything any more.',
      explanation:
        'A view that has been opened may be as bad as the last one. The timer of the oldest request runs from the moment of entering.',
      breaks: 'completion',
    },
    { faults: [puppet(1, 'idle-leader')], delays: [late(240_000, { kinds: ['prepare'] })] },
  ),
  without(
    'oldest-request-timer',
    {
      title: 'Any execution is good enough',
      watch:
        'R0 serves one client and ignores the other; each order of the first restarts the timer that should end this.',
      explanation:
        'The timer belongs to the oldest waiting request. If any execution restarts it, an unfair primary starves whom it likes.',
      breaks: 'completion',
    },
    {
      faults: [liar(0, 'censor')],
      workload: { clients: 2, requests: 25, interval: 60_000 },
      until: 2_600_000,
    },
  ),
  without(
    'view-change-resent',
    {
      title: 'Asked once',
      watch: 'All VIEW-CHANGE messages are lost in a short partition, and nobody sends them again.',
      explanation:
        'What is sent once may be lost. A replica repeats its VIEW-CHANGE until it is in the view, and tells who is behind.',
      breaks: 'completion',
    },
    {
      faults: [crashed(0, 0)],
      workload: { requests: 1 },
      network: { partitions: [{ at: 550_000, until: 700_000, groups: [[1], [2], [3]] }] },
    },
  ),
  without(
    'join-by-sender',
    {
      title: 'One replica asks many times',
      watch:
        'R3 asks for ever later views; its messages are counted, and the others follow it from view to view.',
      explanation:
        'f+1 replicas cannot all be traitors, but f+1 messages can all be from one. Senders are counted, each with its latest view.',
      breaks: 'view-stability',
    },
    { faults: [liar(3, 'view-spam', { which: 'climbing' })], workload: { requests: 10 } },
  ),
  without(
    'join-by-f+1',
    {
      title: 'One replica is followed',
      watch: 'R3 asks for the next view again and again, and the others go with it each time.',
      explanation:
        'A single replica that wants a later view may be a traitor. With f+1 of them at least one loyal replica has seen a reason.',
      breaks: 'view-stability',
    },
    { faults: [liar(3, 'view-spam')], workload: { requests: 10 } },
  ),
  without(
    'highest-checkpoint',
    {
      title: 'A view that begins too low',
      watch:
        'R3 learns of checkpoints late; when the view changes its low water mark counts, and the new view proposes what is settled long since.',
      explanation:
        'The highest proven checkpoint in a quorum of VIEW-CHANGE messages is where the new view begins: what lies below it is settled, and the log that could tell is gone.',
      breaks: 'certificates',
    },
    {
      faults: [crashed(500_000, 0)],
      workload: { requests: 20, interval: 0 },
      delays: [lateBetween(0, 8_000_000, { kinds: ['checkpoint'], to: [3], by: 400_000 })],
      sizes: SMALL,
    },
  ),
  without(
    'new-view-primary',
    {
      title: 'A view opened by a backup',
      watch:
        'R3 opens view 1, which R1 leads; everything in its NEW-VIEW is genuine but the right to send it.',
      explanation:
        'One replica leads each view, so that there is one NEW-VIEW for it. With two of them the council may begin the view in two ways, both well founded.',
      breaks: 'certificates',
    },
    {
      faults: [puppet(3, 'usurped-view')],
      delays: [
        late(240_000, { kinds: ['prepare'] }),
        lateBetween(0, 8_000_000, { kinds: ['new-view'], from: [1], by: 50_000 }),
      ],
    },
  ),
  without(
    'new-view-timer',
    {
      title: 'Running away alone',
      watch:
        'R3 gets the commits too late and asks for view 1; nobody follows, since the others are done, and it asks for view 2, 3, 4 and so on by itself.',
      explanation:
        'Who asks for a view alone has to wait for company. The wait for the NEW-VIEW begins when a quorum has asked, because only then can there be one; else replicas drift apart from view to view.',
      breaks: 'view-stability',
    },
    DRIFTING,
  ),
  without(
    'timer-pause',
    {
      title: 'Impatient in between',
      watch:
        'R3 gets the commits too late and asks for view 1; the timer of its request runs on, and every time that it ends R3 asks for one view more.',
      explanation:
        'While the view changes nobody leads, so nobody can be blamed for a request that waits. Its timer rests until the new view is entered.',
      breaks: 'view-stability',
    },
    DRIFTING,
  ),
  without(
    'early-bound',
    {
      title: 'A cellar full of votes',
      watch:
        'For five seconds R3 sends votes for view 1; when it comes the others look through all that they have kept, and the council stands still meanwhile.',
      explanation:
        'Messages of a view that has not begun may be needed soon, so some are kept, but no more than a few of each sender: what a liar can fill without end costs memory first and time later.',
      breaks: 'completion',
    },
    {
      faults: [puppet(3, 'early-votes')],
      workload: { interval: 5_000_000 },
      cost: { message: 0, sign: 0, verify: 1_000 },
      delays: [lateBetween(4_900_000, 5_400_000, { kinds: ['prepare'] })],
      until: 7_000_000,
    },
  ),
  without(
    'new-view-once',
    {
      title: 'A view opened twice',
      watch:
        'A message takes each replica 30 milliseconds. The second NEW-VIEW of R1 is looked at before its proposal is, the time for view 1 is over just before the order is decided, and another view is needed.',
      explanation:
        'The copy is ignored like any other repetition, but everybody has to look at it first, at the one moment at which all wait. Nothing is lost but time: the next time-out is twice as long and bears it. So the order comes, later than the second and a half that this run lasts. With one NEW-VIEW it is decided in view 1.',
      breaks: 'completion',
    },
    {
      faults: [crashed(0, 0)],
      workload: { requests: 1 },
      timers: { viewChange: 180_000, client: 400_000 },
      cost: { message: 30_000, sign: 0, verify: 0 },
      // One after the other, so that it does not depend on luck in which order they are looked at.
      delays: [
        late(1_500_000, { from: [2], by: 3_000 }),
        late(1_500_000, { from: [3], by: 6_000 }),
        late(1_500_000, { kinds: ['pre-prepare', 'status'], by: 9_000 }),
      ],
      until: 1_500_000,
    },
  ),
];
