import type {
  Fault,
  Intervention,
  Scenario,
  Tactic,
  TacticChoice,
  TacticOption,
  TacticOptions,
} from '../model/index.ts';
import { number } from './fields.ts';
import { CODES, nearest, quote } from './problem.ts';
import type { Problem } from './problem.ts';

/** What a scenario has to know of a tactic. */
export type KnownTactic = Readonly<Pick<Tactic, 'id' | 'kind' | 'options' | 'protocols' | 'idle'>>;

type Named = { readonly path: string; readonly choice: TacticChoice };

/** The options of faults and interventions, held against what their tactics declare. */
export function checkTacticOptions(
  scenario: Scenario,
  tactics: readonly KnownTactic[],
): readonly Problem[] {
  return choicesIn(scenario).flatMap((named) => checkChoice(named, tactics));
}

/** The scenario with only those options that are not the defaults, in the order of the tactic: one form for one meaning. */
export function withoutDefaults(scenario: Scenario, tactics: readonly KnownTactic[]): Scenario {
  const faults = scenario.faults.map((fault): Fault => {
    if (!('tactic' in fault)) return fault;
    const { options, ...rest } = fault;
    return { ...rest, ...trimmed(fault.tactic, options, tactics) };
  });
  const interventions = scenario.interventions.map((act): Intervention => {
    if (!('tactic' in act)) return act;
    const { options, ...rest } = act;
    return { ...rest, ...trimmed(act.tactic, options, tactics) };
  });
  return { ...scenario, faults, interventions };
}

function choicesIn(scenario: Scenario): readonly Named[] {
  const paths = [
    ...scenario.faults.map((choice, index) => ({ path: `faults[${index}]`, choice })),
    ...scenario.interventions.map((choice, index) => ({ path: `interventions[${index}]`, choice })),
  ];
  return paths.flatMap(({ path, choice }) => ('tactic' in choice ? [{ path, choice }] : []));
}

function checkChoice({ path, choice }: Named, tactics: readonly KnownTactic[]): Problem[] {
  const declared = optionsOf(choice.tactic, tactics);
  return Object.entries(choice.options ?? {}).flatMap(([id, value]) => {
    const here = `${path}.options.${id}`;
    const option = declared.find((known) => known.id === id);
    if (option === undefined) return [unknownOption(`${path}.options`, { id, choice, declared })];
    return isAllowed(option, value)
      ? []
      : [
          {
            path: here,
            code: CODES.notAllowed,
            message: `${here} must be ${allowed(option)}, not ${quote(value)}`,
          },
        ];
  });
}

function unknownOption(
  path: string,
  {
    id,
    choice,
    declared,
  }: {
    readonly id: string;
    readonly choice: TacticChoice;
    readonly declared: readonly TacticOption[];
  },
): Problem {
  const ids = declared.map((option) => option.id);
  const meant = nearest(id, ids);
  const there = ids.length === 0 ? `${choice.tactic} has none` : `there are ${ids.join(', ')}`;
  const hint = meant === null ? there : `did you mean ${meant}?`;
  const message = `${path} has ${quote(id)}, which is not an option of ${choice.tactic}; ${hint}`;
  return { path, code: CODES.unknownField, message };
}

function isAllowed(option: TacticOption, value: number | string): boolean {
  if (option.kind === 'choice') return option.choices.some((choice) => choice.id === value);
  const isWhole = typeof value === 'number' && Number.isSafeInteger(value);
  return isWhole && value >= option.min && value <= option.max;
}

function allowed(option: TacticOption): string {
  if (option.kind === 'choice')
    return `one of ${option.choices.map((choice) => choice.id).join(', ')}`;
  const unit = option.unit === '' ? '' : ` (${option.unit})`;
  return `a whole number from ${number(option.min)} to ${number(option.max)}${unit}`;
}

function trimmed(
  tactic: string,
  given: TacticOptions | undefined,
  tactics: readonly KnownTactic[],
): { readonly options?: TacticOptions } {
  const kept = optionsOf(tactic, tactics).flatMap((option): [string, number | string][] => {
    const value = given?.[option.id];
    return value === undefined || value === option.default ? [] : [[option.id, value]];
  });
  return kept.length === 0 ? {} : { options: Object.fromEntries(kept) };
}

function optionsOf(tactic: string, tactics: readonly KnownTactic[]): readonly TacticOption[] {
  return tactics.find((known) => known.id === tactic)?.options ?? [];
}

/** For people who read the schema: every tactic with its options. */
export function describeOptions(tactics: readonly KnownTactic[]): string {
  const lines = tactics
    .filter((tactic) => tactic.options.length > 0)
    .map((tactic) => `${tactic.id}: ${tactic.options.map(describeOption).join('; ')}.`);
  return lines.length === 0
    ? 'The tactics of this kind have no options.'
    : `Options by tactic. ${lines.join(' ')}`;
}

function describeOption(option: TacticOption): string {
  return `${option.id}, ${allowed(option)}, ${option.default} by default`;
}
