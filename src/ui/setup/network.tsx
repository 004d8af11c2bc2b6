import type { ReactNode } from 'react';
import type { Latency, Scenario } from '../../core/model/index.ts';
import { edit, editNetwork } from '../../store/acts.ts';
import { Slider } from '../controls/slider.tsx';
import { useHistory, useLab, useTerms } from '../lab-context.ts';
import { useWords } from '../use-words.ts';
import { PartitionField } from './partition-field.tsx';
import { SchedulerField } from './scheduler-field.tsx';

export function NetworkSection(): ReactNode {
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  return (
    <section className="section" id="setup-network" aria-labelledby="network-title">
      <h2 id="network-title">
        Network <span className="end">from the start</span>
      </h2>
      {scenario && <Sliders scenario={scenario} />}
    </section>
  );
}

function Sliders({ scenario }: { scenario: Scenario }): ReactNode {
  const lab = useLab();
  const { latency, loss } = scenario.network;
  const hasViews = useTerms().hasViews;
  const reword = useWords();
  return (
    <>
      <Slider
        label="Latency"
        value={middleOf(latency)}
        min={1000}
        max={100_000}
        step={1000}
        format={(value) => `${value / 1000} ms`}
        onChange={(value) =>
          void editNetwork(lab, `latency ${value / 1000} ms`, { latency: around(latency, value) })
        }
      />
      <Slider
        label="Loss"
        value={loss}
        min={0}
        max={0.5}
        step={0.01}
        format={(value) => `${Math.round(value * 100)} %`}
        onChange={(value) =>
          void editNetwork(lab, `loss ${Math.round(value * 100)} %`, { loss: value })
        }
      />
      {hasViews && (
        <Slider
          label={reword('View timer')}
          value={scenario.timers.viewChange}
          min={20_000}
          max={1_000_000}
          step={10_000}
          format={(value) => `${value / 1000} ms`}
          onChange={(value) =>
            void edit(lab, `view timer ${value / 1000} ms`, (present) => ({
              ...present,
              timers: { ...present.timers, viewChange: value },
            }))
          }
        />
      )}
      <SchedulerField network={scenario.network} />
      <PartitionField scenario={scenario} />
    </>
  );
}

function middleOf(latency: Latency): number {
  switch (latency.kind) {
    case 'constant':
      return latency.value;
    case 'uniform':
      return Math.round((latency.min + latency.max) / 2);
    case 'long-tailed':
      return latency.median;
  }
}

/** The same kind and relative spread around another middle. */
function around(latency: Latency, middle: number): Latency {
  const factor = middle / Math.max(1, middleOf(latency));
  const scaled = (value: number): number => Math.max(1, Math.round(value * factor));
  switch (latency.kind) {
    case 'constant':
      return { ...latency, value: middle };
    case 'uniform':
      return { ...latency, min: scaled(latency.min), max: scaled(latency.max) };
    case 'long-tailed':
      return {
        ...latency,
        min: scaled(latency.min),
        median: middle,
        max: scaled(latency.max),
      };
  }
}
