import type { AdversaryContext, Body, ProcessId, Tactic } from '../../../model/index.ts';
import type { Fetch, FetchState, Status } from '../messages.ts';
import { asBody } from '../parse.ts';
import { choice } from './kit/lies.ts';
import { machineOf, sealed } from './kit/sealed.ts';
import { outsiders } from './kit/two-faces.ts';

const PACE = 10_000;

/** B26. Each peer is answered only so often (RT3); what is answered every time is small. */
export const flood: Tactic<null> = {
  id: 'flood',
  kind: 'lying',
  title: 'Floods with questions',
  sentence: 'It asks everybody again and again for everything there is, as if it had nothing.',
  powers: ['its own key'],
  role: 'any',
  options: [
    {
      id: 'what',
      label: 'Asks for',
      kind: 'choice',
      choices: [
        { id: 'status', label: 'all messages that it missed' },
        { id: 'requests', label: 'the requests behind digests' },
        { id: 'state', label: 'the state at the last checkpoint' },
        { id: 'all', label: 'all of it' },
      ],
      default: 'status',
    },
  ],
  covers: { B26: {} },
  protocols: ['pbft'],

  start(ctx) {
    ctx.setTimer('flood', 1);
    return null;
  },

  onTimer(_state, _timer, ctx) {
    for (const member of ctx.members) {
      for (const body of questionsOf(member, ctx))
        for (const to of outsiders(ctx)) ctx.send(member, to, body);
    }
    ctx.setTimer('flood', PACE);
  },
};

function questionsOf(member: ProcessId, ctx: AdversaryContext): readonly Body[] {
  const what = choice('what', ctx);
  return [
    ...(what === 'status' || what === 'all' ? [askStatus(member, ctx)] : []),
    ...(what === 'requests' || what === 'all' ? [askRequests(member, ctx)] : []),
    ...(what === 'state' || what === 'all' ? [askState(member, ctx)] : []),
  ];
}

/** As if it were in the right view and had executed nothing at all. */
function askStatus(member: ProcessId, ctx: AdversaryContext): Body {
  const { view, active } = machineOf(member, ctx);
  const nothing = { executed: 0, stable: 0, open: [], held: [] };
  const status: Status = { type: 'status', view, active, ...nothing, replica: member, sig: '' };
  return asBody(sealed(status, member, ctx));
}

function askRequests(member: ProcessId, ctx: AdversaryContext): Body {
  const known = Object.keys(machineOf(member, ctx).bodies);
  const digest = known.at(-1) ?? ctx.digest('batch', ['never proposed']);
  const fetch: Fetch = { type: 'fetch', digest, replica: member, sig: '' };
  return asBody(sealed(fetch, member, ctx));
}

function askState(member: ProcessId, ctx: AdversaryContext): Body {
  const { low: seq, proof } = machineOf(member, ctx);
  const digest = proof[0]?.digest ?? ctx.digest('checkpoint', [seq]);
  const ask: FetchState = { type: 'fetch-state', seq, digest, page: -1, replica: member, sig: '' };
  return asBody(sealed(ask, member, ctx));
}
