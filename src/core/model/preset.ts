import type { Outcome } from './report.ts';

/** A ready scenario with its lesson. `scenario` is the JSON form, defaults left out. */
export type Preset = {
  /** Also its file name and its name on the command line. */
  readonly name: string;
  readonly title: string;
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
