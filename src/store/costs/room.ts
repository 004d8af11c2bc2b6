/** The page of costs: what is chosen on it, and what was measured for that. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Lab } from '../lab.ts';
import { hashOf } from '../pages.ts';
import { roomOf } from '../rooms.ts';
import { queryOf, readQuery, USUAL_CHOICE } from './address.ts';
import type { CostsChoice } from './address.ts';
import { costPlan } from './cost-lab.ts';
import type { CostKey } from './cost-lab.ts';
import { createMeasuring } from './measurements.ts';
import type { MeasuringRoom } from './measurements.ts';
import { timerPlan } from './timer-lab.ts';
import type { TimerKey } from './timer-lab.ts';

export type CostsRoom = {
  readonly choice: StoreApi<CostsChoice & { readonly problem: string }>;
  readonly decisions: MeasuringRoom<CostKey>;
  readonly timers: MeasuringRoom<TimerKey>;
  /** Shows what an address names, and measures what is shown and was not measured yet. */
  readonly follow: (query: string) => void;
  readonly choose: (change: Partial<CostsChoice>) => void;
  /** Measures what is shown once more. */
  readonly again: () => void;
  /** Gives up what is being measured. */
  readonly stop: () => void;
};

export const costsOf = roomOf(createRoom);

function createRoom(lab: Lab): CostsRoom {
  const choice = createStore(() => ({ ...USUAL_CHOICE, problem: '' }));
  const decisions = createMeasuring<CostKey>(lab.around.pool);
  const timers = createMeasuring<TimerKey>(lab.around.pool);
  const made = { decision: '', timers: '' };
  const measure = (isWanted: (before: string, now: string) => boolean): void => {
    const { show, processing, delay } = choice.getState();
    // Two at a time would take each other's workers; what is given up half-way is made when somebody comes back.
    const other = show === 'timers' ? 'decision' : 'timers';
    const others = other === 'timers' ? timers : decisions;
    if (others.state.getState().isRunning) {
      others.stop();
      made[other] = '';
    }
    const now = show === 'timers' ? delay : JSON.stringify(processing);
    if (!isWanted(made[show], now)) return;
    made[show] = now;
    if (show === 'timers') timers.run(timerPlan(delay));
    else decisions.run(costPlan(processing));
  };
  const show = (next: CostsChoice, problem: string): void => {
    choice.setState({ ...next, problem });
    const site = { page: 'costs', query: queryOf(next) } as const;
    lab.site.setState(site);
    lab.around.writeAddress(hashOf(site).slice(1));
    measure((before, now) => before !== now);
  };
  const shown = { query: '' };
  return {
    choice,
    decisions,
    timers,
    follow(query) {
      // The page's own change of the address comes back once.
      if (query !== '' && query === shown.query) return;
      const read = readQuery(query, choice.getState());
      shown.query = queryOf(read.choice);
      show(read.choice, read.problem);
    },
    choose(change) {
      const next = { ...choice.getState(), ...change };
      shown.query = queryOf(next);
      show(next, '');
    },
    again: () => measure(() => true),
    stop() {
      decisions.stop();
      timers.stop();
    },
  };
}
