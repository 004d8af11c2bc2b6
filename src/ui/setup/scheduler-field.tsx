import type { ReactNode } from 'react';
import type { Micros, Network, Scheduler } from '../../core/model/index.ts';
import { editNetwork } from '../../store/acts.ts';
import { Choose } from '../controls/choose.tsx';
import { Slider } from '../controls/slider.tsx';
import { useLab } from '../lab-context.ts';

const TEXTS: Readonly<Record<Scheduler['kind'], string>> = {
  none: 'none',
  reorder: 'reorders',
  starve: 'starves one by one',
};

const MEANINGS: Readonly<Record<Scheduler['kind'], string>> = {
  none: '',
  reorder: 'An adversary holds up each message by a time of its own, so that they overtake.',
  starve: 'An adversary holds up all that one member sends or is sent, one after the other.',
};

/** The scheduling adversary: what it does by itself, and how far it goes. */
export function SchedulerField({ network }: { network: Network }): ReactNode {
  const lab = useLab();
  const { scheduler, delays } = network;
  const choose = (next: Scheduler): void =>
    void editNetwork(lab, `scheduling adversary: ${TEXTS[next.kind]}`, { scheduler: next });
  return (
    <>
      <div className="row">
        <span className="row-name">Scheduler</span>
        <Choose
          label="Scheduler, the adversary of the network"
          value={scheduler.kind}
          options={Object.entries(TEXTS).map(([value, text]) => ({ value, text }))}
          onChange={(kind) => choose(schedulerOf(kind, amountOf(scheduler), turnOf(scheduler)))}
        />
      </div>
      {scheduler.kind !== 'none' && <p className="hint">{MEANINGS[scheduler.kind]}</p>}
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
          {delays.length === 1
            ? 'One order of the scenario holds up chosen messages.'
            : `${delays.length} orders of the scenario hold up chosen messages.`}
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
