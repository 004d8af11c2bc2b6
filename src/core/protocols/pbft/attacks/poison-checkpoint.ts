import type { AdversaryContext, Envelope, ProcessId, Tactic } from '../../../model/index.ts';
import { weakSize } from '../../../quorum/thresholds.ts';
import {
  statementOf,
  type Checkpoint,
  type FetchState,
  type MetaData,
  type StateData,
} from '../messages.ts';
import { imageOf, type Image } from '../pages.ts';
import { asBody, parseMessage } from '../parse.ts';
import { primaryOf } from '../state.ts';
import { mayAnswer } from './kit/answers.ts';
import { contraryValue } from './kit/contrary.ts';
import { latestMachine, sealed } from './kit/sealed.ts';
import { outsiders } from './kit/two-faces.ts';

/**
 * F4. The members state a checkpoint far ahead that nobody has reached, with a memory of their own making, towards one loyal
 * replica, and stand ready to hand it out. Together they are a weak certificate; that is enough to make the victim curious,
 * and must not be enough to make it install. Where f+1 may make a checkpoint stable, it is.
 */
export type Poison = {
  readonly victim: ProcessId;
  /** The state that never was; null until there is something to falsify. */
  image: Image | null;
  waves: number;
};

/** The first wave waits until something was executed; the later ones make up for loss. */
const PACE = 80_000;
const WAVES_MAX = 5;

export const poisonCheckpoint: Tactic<Poison> = {
  id: 'poison-checkpoint',
  kind: 'colluding',
  title: 'Hands out a false state',
  sentence:
    'They vouch for a checkpoint that nobody has reached, and offer one loyal replica its false state.',
  powers: ['the keys of all members'],
  role: 'any',
  options: [],
  covers: { F4: {} },
  protocols: ['pbft'],

  outlook({ f, q, members, ablate }) {
    const isWeak = ablate.includes('stable-by-f+1') || ablate.includes('quorum');
    const needed = isWeak ? weakSize(f) : q;
    if (members.length >= needed) return null;
    return `a checkpoint is installed on the word of ${needed} replicas${isWeak ? '' : ', and no loyal one vouches for a state that it does not have'}; of colluders there ${members.length === 1 ? 'is' : 'are'} ${members.length}`;
  },

  start(ctx) {
    const loyal = outsiders(ctx);
    const primary = primaryOf(latestMachine(ctx).view, ctx.n);
    ctx.setTimer('wave', PACE);
    return { victim: loyal.findLast((id) => id !== primary) ?? -1, image: null, waves: 0 };
  },

  onSend: (_state, message, ctx) =>
    message.body.type !== 'reply' || mayAnswer(message.from, ctx) ? [message] : [],

  onReceive(state, envelope, ctx) {
    const said = envelope.body.type === 'fetch-state' ? parseMessage(envelope.body) : null;
    if (said?.type !== 'fetch-state' || said.digest !== state.image?.digest) return true;
    handOut(state.image, { said, envelope }, ctx);
    return false;
  },

  onTimer(state, _timer, ctx) {
    if (state.victim < 0 || state.waves >= WAVES_MAX) return;
    state.waves += 1;
    state.image ??= falseImage(ctx);
    const { seq, digest } = state.image;
    for (const replica of ctx.members) {
      const unsigned: Checkpoint = { type: 'checkpoint', seq, digest, replica, sig: '' };
      ctx.send(replica, state.victim, asBody(sealed(unsigned, replica, ctx)));
    }
    ctx.setTimer('wave', PACE);
  },
};

/** The first checkpoint beyond every window: what lies further than it can reach by itself a replica fetches at once. */
function falseImage(ctx: AdversaryContext): Image {
  const { low, service, replies, config } = latestMachine(ctx);
  const { checkpointInterval: interval, window } = config;
  const seq = interval * (Math.floor((low + window) / interval) + 1);
  const order = contraryValue(service['order'] ?? 'ATTACK');
  return imageOf({ service: { ...service, order }, replies }, seq, ctx);
}

type Asked = { readonly said: FetchState; readonly envelope: Envelope };

function handOut(image: Image, { said, envelope }: Asked, ctx: AdversaryContext): void {
  const replica = envelope.to;
  const { seq, digest } = image;
  const part = { seq, digest, replica, sig: '' };
  const entries = image.pages[said.page];
  if (entries !== undefined) {
    const data: StateData = { type: 'data', ...part, page: said.page, entries };
    ctx.send(replica, said.replica, asBody({ ...data, sig: ctx.sign(replica, statementOf(data)) }));
  } else {
    const meta: MetaData = { type: 'meta-data', ...part, pages: image.digests };
    ctx.send(replica, said.replica, asBody({ ...meta, sig: ctx.sign(replica, statementOf(meta)) }));
  }
}
