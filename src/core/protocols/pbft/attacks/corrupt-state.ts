import type { AdversaryContext, Tactic } from '../../../model/index.ts';
import type { MetaData, StateData } from '../messages.ts';
import { asBody, parseMessage } from '../parse.ts';
import { chosenLie, lieOption, type Lies } from './kit/lies.ts';
import { machineOf, sealed } from './kit/sealed.ts';

type Part = MetaData | StateData;
/** Null: no answer. */
type Tell = (part: Part, ctx: AdversaryContext) => Part | null;

const PAGES_MANY = 4_096;

/** B25. Each piece is checked against a digest that a quorum vouches for, so that a liar costs a change of replier (S1, S2). */
const LIES: Lies<Tell> = {
  pages: {
    label: 'wrong pages',
    tell: (part) => (part.type === 'data' ? { ...part, entries: [['poison', 'poison']] } : part),
  },
  digests: {
    label: 'wrong digests of the pages',
    tell: (part, ctx) =>
      part.type === 'meta-data'
        ? { ...part, pages: part.pages.map((page) => ctx.digest('page', [page])) }
        : part,
  },
  endless: {
    label: 'a state of endless pages',
    tell: (part, ctx) => {
      if (part.type !== 'meta-data') return part;
      const page = ctx.digest('page', ['endless']);
      return { ...part, pages: Array.from({ length: PAGES_MANY }, () => page) };
    },
  },
  old: {
    label: 'an older state',
    tell: (part, ctx) => {
      const { checkpointInterval } = machineOf(part.replica, ctx).config;
      return { ...part, seq: Math.max(0, part.seq - checkpointInterval) };
    },
  },
  nothing: { label: 'nothing', tell: () => null },
};

export const corruptState: Tactic<null> = {
  id: 'corrupt-state',
  kind: 'lying',
  title: 'Hands out a wrong state',
  sentence:
    'A replica that fell behind and fetches the state from it gets something else, or nothing.',
  powers: ['its own key', 'keep back its own messages'],
  role: 'replies',
  options: [lieOption('Hands out', LIES)],
  covers: { B25: {} },
  protocols: ['pbft'],
  start: () => null,

  onSend(_state, message, ctx) {
    const { type } = message.body;
    const said = type === 'meta-data' || type === 'data' ? parseMessage(message.body) : null;
    const tell = chosenLie(LIES, ctx);
    const isPart = said?.type === 'meta-data' || said?.type === 'data';
    if (!isPart || said.replica !== message.from || tell === null) return [message];
    const lie = tell(said, ctx);
    if (lie === null) return [];
    return [{ to: message.to, body: asBody(sealed(lie, message.from, ctx)) }];
  },
};
