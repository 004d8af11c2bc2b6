import type { ReactNode } from 'react';
import type { Scenario, Shortcuts } from '../../core/model/index.ts';
import { edit } from '../../store/acts.ts';
import { withShortcut } from '../../store/edits.ts';
import { useHistory, useLab } from '../lab-context.ts';
import { useWords } from '../use-words.ts';

type Option = {
  readonly id: keyof Shortcuts;
  readonly title: string;
  readonly hint: string;
};

/** In the order in which the paper has them. */
const OPTIONS: readonly Option[] = [
  {
    id: 'digestReplies',
    title: 'Digest replies',
    hint: 'One replica sends the whole answer, the others its digest.',
  },
  {
    id: 'tentative',
    title: 'Tentative execution',
    hint: 'Replicas answer once they are prepared; the client waits for q answers.',
  },
  {
    id: 'readOnly',
    title: 'Read-only requests',
    hint: 'A get is answered at once by all and not ordered; the client waits for q answers.',
  },
];

/** The optimisations of PBFT, which a scenario has to ask for. */
export function ShortcutsSection(): ReactNode {
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  if (!scenario) return null;
  return (
    <section className="section" id="setup-shortcuts" aria-labelledby="shortcuts-title">
      <h2 id="shortcuts-title">
        Optimisations <span className="end">from the start</span>
      </h2>
      {OPTIONS.map((option) => (
        <OptionLine key={option.id} option={option} scenario={scenario} />
      ))}
    </section>
  );
}

function OptionLine({ option, scenario }: { option: Option; scenario: Scenario }): ReactNode {
  const lab = useLab();
  const { id, title, hint } = option;
  const reword = useWords();
  const isOn = scenario.pbft[id];
  const change = (): void =>
    void edit(lab, `${title} ${isOn ? 'off' : 'on'}`, (present) =>
      withShortcut(present, id, !isOn),
    );
  return (
    <label className="rule">
      <input type="checkbox" checked={isOn} onChange={change} />
      <span>
        {reword(title)} <span className="soft rule-note">{reword(hint)}</span>
      </span>
    </label>
  );
}
