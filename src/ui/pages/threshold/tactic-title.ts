import { useStore } from 'zustand';
import { useLab } from '../../lab-context.ts';

/** What stands in the place of a tactic that the catalog does not know. */
const OTHERS: Readonly<Record<string, string>> = {
  crashed: 'Crashes at once',
  none: 'Nobody is faulty',
  rough: 'Nobody is faulty, but the network loses messages',
};

/** How people call a tactic. */
export function useTacticTitle(): (id: string) => string {
  const catalog = useStore(useLab().catalog, (menus) => menus.catalog);
  return (id) => OTHERS[id] ?? catalog?.tactics.find((tactic) => tactic.id === id)?.title ?? id;
}
