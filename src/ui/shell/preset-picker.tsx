import type { ReactNode } from 'react';
import { PRESET_TOPICS } from '../../core/model/index.ts';
import { visible } from '../../core/base/visible.ts';
import { Choose } from '../controls/choose.tsx';
import { useCatalog, useHistory, useLab } from '../lab-context.ts';
import { titleOf } from '../lower/branch-names.ts';

const OWN = '';

/** The ready scenarios. A changed one is shown as what it started from. */
export function PresetPicker(): ReactNode {
  const lab = useLab();
  const catalog = useCatalog();
  const name = useHistory((history) => history.present?.preset ?? OWN);
  const title = useHistory((history) => history.present?.scenario.title ?? '');
  const isChanged = useHistory((history) => (history.present?.label ?? '') !== '');
  const presets = catalog?.presets ?? [];
  const options = PRESET_TOPICS.flatMap((topic) =>
    presets
      .filter((preset) => preset.topic === topic)
      .map((preset) => ({ value: preset.name, text: preset.title, group: topic })),
  );
  const own = {
    value: OWN,
    text: title === '' ? 'A council of your own' : visible(titleOf(title, catalog)),
  };
  const begin = (preset: string): void => {
    if (preset !== OWN) void lab.opening.begin({ from: 'preset', name: preset }, '');
  };
  return (
    <div className="preset-picker">
      <Choose
        label="Scenario"
        value={name}
        options={name === OWN ? [own, ...options] : options}
        onChange={begin}
      />
      {isChanged && name !== OWN && (
        <button
          type="button"
          className="button"
          title="Back to the scenario as it was"
          onClick={() => begin(name)}
        >
          changed, reset
        </button>
      )}
    </div>
  );
}
