import type { ReactNode } from 'react';
import type { Micros, Network, Scheduler } from '../../core/model/index.ts';
import { editNetwork } from '../../store/acts.ts';
import { Choose } from '../controls/choose.tsx';
import { Slider } from '../controls/slider.tsx';
import { useLab } from '../lab-context.ts';

const TEXTS: Readonly<Record<Scheduler['kind'], string>> = {
  none: 'No scheduler',
  reorder: 'Scheduler reorders',
  starve: 'Scheduler starves one by one',
};

/** The scheduling adversary: what it does by itself, and how far it goes. */
export function SchedulerField({ network }: { network: Network }): ReactNode {
  const lab = useLab();
  const { scheduler, delays } = network;
  const choose = (next: Scheduler): void =>
    void editNetwork(lab, TEXTS[next.kind].toLowerCase(), { scheduler: next });
  return (
    <>
      <Choose
        label="Scheduling adversary"
        value={scheduler.kind}
        options={Object.entries(TEXTS).map(([value, text]) => ({ value, text }))}
        onChange={(kind) => choose(schedulerOf(kind, amountOf(scheduler), turnOf(scheduler)))}
      />
      {scheduler.kind !== 'none' && (
        <Slider
          label="Held up"
          value={amountOf(scheduler)}
          min={5000}
          max={500_000}
          step={5000}
          format={(value) => `${scheduler.kind === 'reorder' ? 'up to ' : ''}${value / 1000} ms`}
          onChange={(value) => choose(schedulerOf(scheduler.kind, value, turnOf(scheduler)))}
        />
      )}
      {delays.length > 0 && (
        <p className="hint">
          {delays.length === 1 ? 'One order' : `${delays.length} orders`} of the scenario hold up
          chosen messages.
        </p>
      )}
    </>
  );
}

const USUAL: Micros = 50_000;
/** One replica starves for so long. */
const TURN: Micros = 200_000;

function amountOf(scheduler: Scheduler): Micros {
  switch (scheduler.kind) {
    case 'none':
      return USUAL;
    case 'reorder':
      return scheduler.upTo;
    case 'starve':
      return scheduler.by;
  }
}

function turnOf(scheduler: Scheduler): Micros {
  return scheduler.kind === 'starve' ? scheduler.every : TURN;
}

function schedulerOf(kind: string, amount: Micros, every: Micros): Scheduler {
  switch (kind) {
    case 'reorder':
      return { kind, upTo: amount };
    case 'starve':
      return { kind, by: amount, every };
    default:
      return { kind: 'none' };
  }
}
