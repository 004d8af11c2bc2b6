import type { Outcome } from './report.ts';

/** What presets are about, in the order of their menu: each topic builds on those before it. */
export const PRESET_TOPICS = [
  'No traitors',
  'Traitors',
  'How many it takes',
  'Prompt injection',
  'Without a protocol',
  'Generals of 1982',
] as const;

/** A ready scenario with its lesson. `scenario` is the JSON form, defaults left out. */
export type Preset = {
  /** Also its file name and its name on the command line. */
  readonly name: string;
  readonly title: string;
  readonly topic: (typeof PRESET_TOPICS)[number];
  /** One sentence: what to watch. */
  readonly watch: string;
  /** Asked before the run; exactly one answer is right. */
  readonly question: {
    readonly ask: string;
    readonly answers: readonly { readonly text: string; readonly isRight: boolean }[];
  };
  /** Shown after the run. */
  readonly explanation: string;
  /** What its title promises; proven by tests over many seeds. */
  readonly promises: {
    readonly outcome: Outcome;
    /** The safety monitors that break, if any. */
    readonly breaks: readonly string[];
    /** View changes completed: at least so many. */
    readonly viewChanges: number;
  };
  readonly scenario: Readonly<Record<string, unknown>>;
};

/**
 * A rule of the protocol left out, and an attack that needs just that, or that and the rules named in `together`. The same scenario
 * without `pbft.ablate` is the full protocol under the same attack and seed.
 */
export type AblationCase = {
  /** Its name on the command line: 'without-' and the rule. */
  readonly name: string;
  /** The id of the switch. */
  readonly rule: string;
  /** Rules that have to be left out with it: alone, neither it nor any of them lets the attack through. Mostly none. */
  readonly together: readonly string[];
  readonly title: string;
  /** One sentence: what to watch. */
  readonly watch: string;
  /** Why the rule is needed, and what becomes of the attack where it is kept. */
  readonly explanation: string;
  /** The monitor that breaks; proven by a test, which also runs the full protocol and expects it to agree. */
  readonly breaks: string;
  readonly scenario: Readonly<Record<string, unknown>>;
};
