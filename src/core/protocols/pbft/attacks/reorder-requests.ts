import type { AdversaryContext, Tactic } from '../../../model/index.ts';
import type { Request } from '../messages.ts';
import { choice } from './kit/lies.ts';
import {
  accompliceRequest,
  facesTo,
  forkProposal,
  outsiders,
  twoFaced,
  type Faces,
} from './kit/two-faces.ts';

/** Requests in one proposal beside the two that it adds. */
const ROOM = 60;

/** B12: executed in the order of the proposal, a request that comes after a later one of its client is a no-op, the same for all. */
export const reorderRequests: Tactic<Faces> = {
  id: 'reorder-requests',
  kind: 'lying',
  title: 'Reorders a client’s requests',
  sentence:
    'As primary it proposes two requests of its own client in the wrong order, or a request twice in one proposal.',
  powers: ['its own key', 'a client of its own that signs the requests'],
  role: 'primary',
  options: [
    {
      id: 'how',
      label: 'Proposes',
      kind: 'choice',
      choices: [
        { id: 'later-first', label: 'the later request first' },
        { id: 'doubled', label: 'a request twice' },
      ],
      default: 'later-first',
    },
  ],
  covers: { B12: {} },
  protocols: ['pbft'],
  start: (ctx) => facesTo(outsiders(ctx), ctx),

  onSend(faces, message, ctx) {
    forkProposal(faces, message, ctx, ({ requests }) =>
      requests.length > ROOM ? null : [...requests, ...addedTo(requests, faces, ctx)],
    );
    return [twoFaced(faces, message, ctx)];
  },
};

function addedTo(
  requests: readonly Request[],
  faces: Faces,
  ctx: AdversaryContext,
): readonly Request[] {
  if (choice('how', ctx) === 'doubled') return requests.slice(0, 1);
  const first = accompliceRequest(faces, 'set word first', ctx);
  const second = accompliceRequest(faces, 'set word second', ctx);
  return [second, first];
}
