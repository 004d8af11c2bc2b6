import type { AdversaryContext, ProcessId, Tactic } from '../model/index.ts';

/** B13; towards some only, B18. It still receives, so that it is up to date once it follows the protocol again. */
export const mute: Tactic<null> = {
  id: 'mute',
  kind: 'lying',
  title: 'Stays mute',
  sentence: 'It receives everything and sends nothing.',
  powers: ['keep back its own messages'],
  role: 'any',
  options: [
    {
      id: 'towards',
      label: 'Silent towards',
      kind: 'choice',
      choices: [
        { id: 'everybody', label: 'everybody' },
        { id: 'half', label: 'half of the replicas' },
        { id: 'one', label: 'one replica' },
        { id: 'clients', label: 'clients' },
      ],
      default: 'everybody',
    },
  ],
  covers: { B13: {}, B18: { towards: 'half' } },
  protocols: [],
  start: () => null,
  onSend: (_state, message, ctx) => (isShunned(message.to, ctx) ? [] : [message]),
};

function isShunned(to: ProcessId, ctx: AdversaryContext): boolean {
  switch (ctx.options['towards']) {
    case 'half':
      return to >= Math.ceil(ctx.n / 2) && to < ctx.n;
    case 'one':
      return to === ctx.n - 1;
    case 'clients':
      return to >= ctx.n;
    default:
      return true;
  }
}
