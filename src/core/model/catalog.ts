import type { ComposerInfo } from './compose.ts';
import type { Monitor } from './monitor.ts';
import type { AblationCase, Preset } from './preset.ts';
import type { Protocol } from './protocol.ts';
import type { Tactic } from './fault.ts';

/** Everything that menus, legends and choosers are made of: plain data that may cross to the page. */
export type Catalog = {
  readonly protocols: readonly ProtocolInfo[];
  readonly tactics: readonly TacticInfo[];
  readonly monitors: readonly MonitorInfo[];
  readonly presets: readonly Preset[];
  /** What the rules that can be left out are for. */
  readonly ablationCases: readonly AblationCase[];
};

export type ProtocolInfo = Readonly<
  Pick<
    Protocol,
    'id' | 'title' | 'source' | 'messages' | 'rules' | 'ablations' | 'terms' | 'plain' | 'glossary'
  >
> & {
  /** Of the messages that a person may write as a traitor, by type. */
  readonly forms: Readonly<Record<string, ComposerInfo>>;
};
export type TacticInfo = Readonly<
  Pick<Tactic, 'id' | 'kind' | 'title' | 'sentence' | 'powers' | 'protocols' | 'role' | 'options'>
>;
export type MonitorInfo = Readonly<
  Pick<Monitor, 'id' | 'title' | 'kind' | 'claim' | 'formula' | 'protocols'>
>;
