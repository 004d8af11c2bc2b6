import type { ReactNode } from 'react';
import type {
  TacticChoice,
  TacticInfo,
  TacticOption,
  TacticOptions,
  TacticRole,
} from '../../core/model/index.ts';
import { TACTIC_ROLES } from '../../core/model/index.ts';
import type { Reworder } from '../../store/reword.ts';
import { Choose } from '../controls/choose.tsx';
import { Stepper } from '../controls/stepper.tsx';
import { useWords } from '../use-words.ts';

type Props = {
  /** Whose tactic it is. */
  readonly name: string;
  readonly tactics: readonly TacticInfo[];
  readonly choice: TacticChoice;
  readonly onChoose: (choice: TacticChoice) => void;
};

const ROLE_TEXTS: Readonly<Record<TacticRole, string>> = {
  any: 'Whatever its part',
  primary: 'As primary',
  backup: 'As backup',
  'new primary': 'When the view changes',
  replies: 'In its answers',
};

/** Which tactic, what it does, and its options. */
export function TacticFields({ name, tactics, choice, onChoose }: Props): ReactNode {
  const tactic = tactics.find(({ id }) => id === choice.tactic);
  const reword = useWords();
  return (
    <>
      <Choose
        label={`Tactic of ${name}`}
        className="quiet"
        value={choice.tactic}
        options={byRole(tactics, reword)}
        onChange={(id) => onChoose({ tactic: id })}
      />
      {tactic && (
        <p className="hint">
          {tactic.sentence} <code>{tactic.id}</code>
        </p>
      )}
      {tactic?.options.map((option) => (
        <OptionField
          key={option.id}
          name={name}
          option={option}
          value={choice.options?.[option.id] ?? option.default}
          onChange={(value) => onChoose(changed(choice, option, value))}
        />
      ))}
    </>
  );
}

/** Sorted by the part that the liar plays, so that a long list can be overlooked. */
function byRole(tactics: readonly TacticInfo[], reword: Reworder) {
  const roles = TACTIC_ROLES.filter((role) => tactics.some((tactic) => tactic.role === role));
  return roles.flatMap((role) =>
    tactics
      .filter((tactic) => tactic.role === role)
      .map(({ id, title }) => ({
        value: id,
        text: title,
        ...(roles.length > 1 ? { group: reword(ROLE_TEXTS[role]) } : {}),
      })),
  );
}

type FieldProps = {
  readonly name: string;
  readonly option: TacticOption;
  readonly value: number | string;
  readonly onChange: (value: number | string) => void;
};

function OptionField({ name, option, value, onChange }: FieldProps): ReactNode {
  const unit = option.kind === 'number' && option.unit !== '' ? `, ${option.unit}` : '';
  return (
    <div className="row tactic-option">
      <span className="row-name">{option.label}</span>
      {option.kind === 'choice' ? (
        <Choose
          label={`${option.label}: ${name}`}
          value={String(value)}
          options={option.choices.map(({ id, label }) => ({ value: id, text: label }))}
          onChange={onChange}
        />
      ) : (
        <span className="measured">
          <Stepper
            label={`${option.label}${unit}: ${name}`}
            value={Number(value)}
            min={option.min}
            max={option.max}
            onChange={onChange}
          />
          {option.unit !== '' && <span className="soft">{option.unit}</span>}
        </span>
      )}
    </div>
  );
}

/** Defaults are not written down, so that a mark which was set back is the mark that it was. */
function changed(choice: TacticChoice, option: TacticOption, value: number | string): TacticChoice {
  const { [option.id]: _before, ...others } = choice.options ?? {};
  const options: TacticOptions =
    value === option.default ? others : { ...others, [option.id]: value };
  return Object.keys(options).length === 0
    ? { tactic: choice.tactic }
    : { tactic: choice.tactic, options };
}
