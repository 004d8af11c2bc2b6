/** The parts of the set-up that the present protocol has. One list for the rail and for the buttons that open it. */
import type { Drawer } from '../../store/state.ts';
import { useCatalog, useHistory, useProtocol } from '../lab-context.ts';
import { tacticsOf } from './choices.ts';

export function useSections(): readonly Drawer[] {
  const protocol = useHistory((history) => history.present?.scenario.protocol ?? '');
  const hasRules = Object.keys(useProtocol()?.ablations ?? {}).length > 0;
  // Under a protocol that carries no texts there is nothing for an agent to read.
  const hasReaders = tacticsOf(useCatalog(), 'prompt-injected').length > 0;
  return [
    'council',
    'roster',
    ...(hasReaders ? (['agents'] as const) : []),
    'orders',
    'network',
    ...(protocol === 'pbft' ? (['shortcuts'] as const) : []),
    ...(hasRules ? (['rules'] as const) : []),
  ];
}
