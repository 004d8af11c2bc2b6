import { Council, VIEW_CHANGE, type CouncilOptions } from '../../../support/council.ts';
import * as build from '../../../support/council-messages.ts';
import { decide, order, place, type Cases } from './scene.ts';

/** Timers, joining, and sending again; R3 is real. */
export const timerCases: Cases = {
  'back-off': {
    what: '[T6] waits no longer after a second failed view',
    broken: (options) => {
      const council = new Council({ ...options, byzantine: [0, 1, 2] });
      council.deliver(3, order);
      for (const view of [1, 2]) {
        council.fire(3, 'view');
        for (const id of [0, 1, 2]) council.deliver(3, build.viewChange(id, view));
      }
      return council.timer(3, 'view') === VIEW_CHANGE;
    },
  },

  'back-off-reset': {
    what: '[T7] waits twice as long after progress, too',
    broken: (options) => {
      const council = secondView(options);
      const spot = { ...place, view: 2 };
      council.deliver(3, build.prePrepare(2, spot, [order]));
      for (const id of [0, 1]) council.deliver(3, build.prepare(id, spot));
      for (const id of [0, 1, 2]) council.deliver(3, build.commit(id, spot));
      council.deliver(3, build.request(4, 2, 'add a 1'));
      return council.timer(3, 'view') === 2 * VIEW_CHANGE;
    },
  },
  'back-off-kept': {
    what: '[T7] forgets the doubled time-out as soon as it has entered a view',
    besides: ['back-off'],
    broken: (options) => secondView(options).timer(3, 'view') === VIEW_CHANGE,
  },
  'new-view-timer': {
    what: '[T5] waits for the NEW-VIEW although no quorum has asked for it',
    broken: (options) => {
      const council = waiting(options);
      council.fire(3, 'view');
      return council.replica(3).timerFor === 'new-view';
    },
  },
  'join-rule': {
    what: '[T8] stays behind when two others want a later view',
    broken: (options) => {
      const council = waiting(options);
      for (const id of [0, 1]) council.deliver(3, build.viewChange(id, 1));
      return council.replica(3).view === 0;
    },
  },
  'join-by-sender': {
    what: '[T8] follows one replica that asks twice',
    besides: ['join-by-f+1'],
    broken: (options) => {
      const council = waiting(options);
      for (const view of [1, 2]) council.deliver(3, build.viewChange(0, view));
      return council.replica(3).view > 0;
    },
  },
  'join-by-f+1': {
    what: '[T9] follows one other replica',
    broken: (options) => {
      const council = waiting(options);
      council.deliver(3, build.viewChange(0, 1));
      return council.replica(3).view > 0;
    },
  },
  'timer-pause': {
    what: '[T10] goes on timing a request while it changes view',
    broken: (options) => {
      const council = waiting(options);
      council.fire(3, 'view');
      return council.replica(3).timerFor === '4:1';
    },
  },
  'timer-after-new-view': {
    what: '[T1] does not wait for what it holds when it has entered a view',
    broken: (options) => secondView(options).timer(3, 'view') === null,
  },
  'oldest-request-timer': {
    what: "[T3] waits anew after another client's request was executed",
    broken: (options) => {
      const council = new Council({ ...options, byzantine: [0, 1, 3], clients: 2 });
      council.deliver(2, order);
      council.wait(VIEW_CHANGE / 2);
      decide(council, 1, build.request(5, 1, 'add a 1'));
      council.run(VIEW_CHANGE + VIEW_CHANGE / 4);
      return council.sent(2, 'view-change').length === 0;
    },
  },
  'view-change-resent': {
    what: '[T11] asks once',
    broken: (options) => {
      const council = waiting(options);
      council.fire(3, 'view');
      council.fire(3, 'resend');
      return council.sent(3, 'view-change').length === 3;
    },
  },
  'early-bound': {
    what: '[N13] keeps any number of messages of a later view',
    broken: (options) => {
      const council = waiting(options);
      for (let seq = 1; seq <= 40; seq += 1)
        council.deliver(3, build.commit(0, { ...place, view: 1, seq }));
      return (council.replica(3).early[0] ?? []).length === 40;
    },
  },
};

/** R3 waits for an order. */
function waiting(options: CouncilOptions): Council {
  const council = new Council({ ...options, byzantine: [0, 1, 2] });
  council.deliver(3, order);
  return council;
}

/** View 1 has failed; R3 has entered view 2 and still waits. */
function secondView(options: CouncilOptions): Council {
  const council = waiting(options);
  for (const view of [1, 2]) {
    council.fire(3, 'view');
    for (const id of [0, 1]) council.deliver(3, build.viewChange(id, view));
  }
  const viewChanges = [0, 1, 2].map((id) => build.viewChange(id, 2));
  council.deliver(3, build.newView(2, 2, { viewChanges, proposals: [] }));
  return council;
}
