/** The vocabulary of the page: the field's terms, or plain words. Everything that the engine names is named anew here, in one place. */
import type {
  AblationCase,
  Catalog,
  ComposeField,
  MonitorInfo,
  Preset,
  ProtocolInfo,
  TacticInfo,
  TacticOption,
} from '../core/model/index.ts';
import { createReworder, unchanged } from './reword.ts';
import type { Reworder } from './reword.ts';
import type { Settings, Stores } from './state.ts';

export type Words = Settings['words'];

/** How sentences about a protocol are worded. */
export function reworderOf(protocol: ProtocolInfo | null, words: Words): Reworder {
  const phrases = words === 'plain' ? protocol?.plain?.phrases : undefined;
  return phrases === undefined ? unchanged : known(phrases);
}

type Phrases = NonNullable<ProtocolInfo['plain']>['phrases'];

const reworders = new WeakMap<Phrases, Reworder>();

/** Built once for each protocol: it is asked for with every sentence. */
function known(phrases: Phrases): Reworder {
  const found = reworders.get(phrases) ?? createReworder(phrases);
  reworders.set(phrases, found);
  return found;
}

/** The menus, legends and lessons in other words. Ids and scenarios stay what they are. */
export function catalogIn(field: Catalog, words: Words): Catalog {
  if (words === 'field') return field;
  const protocolOf = (id: unknown): ProtocolInfo | null =>
    field.protocols.find((protocol) => protocol.id === id) ?? null;
  const ofProtocol = (id: unknown): Reworder => reworderOf(protocolOf(id), words);
  return {
    ...field,
    protocols: field.protocols.map(protocolInPlain),
    presets: field.presets.map((preset) =>
      lessonIn(preset, ofProtocol(preset.scenario['protocol'] ?? 'pbft')),
    ),
    monitors: field.monitors.map((monitor) =>
      monitorIn(monitor, protocolOf(monitor.protocols[0] ?? 'pbft')),
    ),
    tactics: field.tactics.map((tactic) =>
      tacticIn(tactic, ofProtocol(tactic.protocols[0] ?? 'pbft')),
    ),
    ablationCases: field.ablationCases.map((each) =>
      caseIn(each, ofProtocol(each.scenario['protocol'] ?? 'pbft')),
    ),
  };
}

function protocolInPlain(protocol: ProtocolInfo): ProtocolInfo {
  const { plain } = protocol;
  if (plain === undefined) return protocol;
  const reword = reworderOf(protocol, 'plain');
  const messages = Object.entries(protocol.messages).map(([type, info]) => {
    const label = plain.labels[type] ?? info.label;
    return [type, { ...info, label, meaning: reword(info.meaning) }] as const;
  });
  const ablations = Object.entries(protocol.ablations).map(
    ([id, { missing, clause, ...info }]) =>
      [
        id,
        {
          ...info,
          missing: reword(missing),
          clause: { ...clause, text: reword(clause.text) },
        },
      ] as const,
  );
  const rules = Object.entries(protocol.rules).map(
    ([id, rule]) => [id, { ...rule, title: reword(rule.title) }] as const,
  );
  return {
    ...protocol,
    rules: Object.fromEntries(rules),
    forms: Object.fromEntries(
      Object.entries(protocol.forms).map(([type, form]) => [
        type,
        { ...form, fields: form.fields.map((field) => fieldIn(field, reword)) },
      ]),
    ),
    title: reword(protocol.title),
    terms: plain.terms,
    messages: Object.fromEntries(messages),
    ablations: Object.fromEntries(ablations),
  };
}

function monitorIn(monitor: MonitorInfo, protocol: ProtocolInfo | null): MonitorInfo {
  const reword = reworderOf(protocol, 'plain');
  const title = protocol?.plain?.monitors[monitor.id] ?? reword(monitor.title);
  return { ...monitor, title, claim: reword(monitor.claim) };
}

function tacticIn(tactic: TacticInfo, reword: Reworder): TacticInfo {
  return {
    ...tactic,
    title: reword(tactic.title),
    sentence: reword(tactic.sentence),
    powers: tactic.powers.map(reword),
    options: tactic.options.map((option) => optionIn(option, reword)),
  };
}

function caseIn(shown: AblationCase, reword: Reworder): AblationCase {
  const { title, watch, explanation } = shown;
  return {
    ...shown,
    title: reword(title),
    watch: reword(watch),
    explanation: reword(explanation),
  };
}

function optionIn(option: TacticOption, reword: Reworder): TacticOption {
  const label = reword(option.label);
  if (option.kind === 'number') return { ...option, label, unit: reword(option.unit) };
  const choices = option.choices.map((choice) => ({ ...choice, label: reword(choice.label) }));
  return { ...option, label, choices };
}

function fieldIn(field: ComposeField, reword: Reworder): ComposeField {
  const words = { label: reword(field.label), hint: reword(field.hint) };
  if (field.kind !== 'choice') return { ...field, ...words };
  const choices = field.choices.map((choice) => ({ ...choice, label: reword(choice.label) }));
  return { ...field, ...words, choices };
}

function lessonIn(preset: Preset, reword: Reworder): Preset {
  const { title, watch, question, explanation } = preset;
  return {
    ...preset,
    title: reword(title),
    watch: reword(watch),
    explanation: reword(explanation),
    question: {
      ask: reword(question.ask),
      answers: question.answers.map(({ text, isRight }) => ({ text: reword(text), isRight })),
    },
  };
}

/** The catalog follows the setting. */
export function watchWords({ catalog, settings }: Stores): void {
  const look = (): void => {
    const { field, catalog: shown } = catalog.getState();
    const { words } = settings.getState();
    if (field === null) return;
    const isRight = shown !== null && catalog.getState().words === words;
    if (!isRight) catalog.setState({ catalog: catalogIn(field, words), words });
  };
  settings.subscribe(look);
  catalog.subscribe(look);
}
