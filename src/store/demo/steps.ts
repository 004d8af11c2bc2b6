/** The five-minute demo: what is said around each run. What a run came to is told from its report, never from here. */
import type { Ending } from '../../core/model/index.ts';

export type DemoStep = {
  /** The preset that is played. */
  readonly preset: string;
  readonly title: string;
  /** Before the run: one idea, in words for anybody. */
  readonly before: string;
  readonly ask: string;
  readonly answers: readonly string[];
  /** Which of the answers each verdict proves right, by position. */
  readonly proves: Partial<Readonly<Record<Ending, number>>>;
  /** What it means, where the run came to what it is here for. */
  readonly lesson: { readonly of: Ending; readonly text: string };
  /** How fast it plays: a message takes about a second at 1. */
  readonly speed: number;
};

export const DEMO_STEPS: readonly DemoStep[] = [
  {
    preset: 'one-agent-fooled',
    title: 'One agent decides alone',
    before: 'C1 asks a single AI agent. On the way, somebody slips the agent a text.',
    ask: 'Does anybody notice?',
    answers: ['C1 notices', 'Nobody notices'],
    proves: { agreed: 0, deceived: 1 },
    lesson: {
      of: 'deceived',
      text: 'One voice is right as long as it is right. There is no second voice to hold against it.',
    },
    speed: 0.8,
  },
  {
    preset: 'three-vote-once',
    title: 'Ask three, follow the majority',
    before:
      'Now three agents get the same question, tell each other what they heard, and follow the majority. R0 lies to everybody.',
    ask: 'Can one liar turn the result?',
    answers: ['Yes, the liar decides', 'No, two outvote one'],
    proves: { agreed: 1, deceived: 0, forked: 0 },
    lesson: {
      of: 'agreed',
      text: 'If there is one true answer that every honest agent knows, a majority is enough. That is why it looks so convincing.',
    },
    speed: 1.2,
  },
  {
    preset: 'three-act-differently',
    title: 'But when two orders compete',
    before:
      'C1 wants one thing, C2 the contrary, at the same time. Either would do, if only all do the same. R0 tells each of the others what it wants to hear.',
    ask: 'Do R1 and R2 end up doing the same?',
    answers: ['Yes, the majority decides', 'No, each has a majority of its own'],
    proves: { agreed: 0, forked: 1 },
    lesson: {
      of: 'forked',
      text: 'Each of the two counted two voices out of three: its own, and the liar’s. A majority vote does not show that somebody says different things to different people.',
    },
    speed: 0.5,
  },
  {
    preset: 'four-withstand-the-flatterer',
    title: 'Four agents and a better rule',
    before:
      'Same two orders, same liar. Now there are four agents, and nobody acts before three of the four have told each other the same. The rule is called PBFT.',
    ask: 'Can the liar divide them now?',
    answers: ['Yes, it only takes a better lie', 'No, but it may hold them up'],
    proves: { agreed: 1, forked: 0 },
    lesson: {
      of: 'agreed',
      text: 'Any two groups of three share two agents, and only one of those can be the liar. Four agents bear one, seven bear two, ten bear three.',
    },
    speed: 2.5,
  },
  {
    preset: 'four-of-one-model',
    title: 'Four copies of one model',
    before:
      'Same rule, four agents, and none of them is a liar. But all four are copies of one model, and the second question carries a poisoned text.',
    ask: 'The rule bears one that goes wrong. Is it enough?',
    answers: ['Yes, only one will fall for it', 'No, all four fall for it'],
    proves: { agreed: 0, deceived: 1 },
    lesson: {
      of: 'deceived',
      text: 'Four copies of one model are not four agents. What turns one of them turns all, and the rule itself hands the text to everybody.',
    },
    speed: 1,
  },
  {
    preset: 'no-family-holds-three',
    title: 'Seven, and no model holds more than two',
    before:
      'Seven agents bear two that go wrong. Here no model has more than two of the seats, and the same poisoned text is read by all.',
    ask: 'What does C1 believe?',
    answers: ['The lie', 'The truth'],
    proves: { agreed: 1, deceived: 0 },
    lesson: {
      of: 'agreed',
      text: 'The text turned one model, and so no more agents than the rule can bear. Mixing models is what makes their mistakes count one by one.',
    },
    speed: 1.2,
  },
];
