import type { AdversaryContext, TacticOption } from '../../../../model/index.ts';

/** The variants of a lie: what a person chooses from, and what then is told. */
export type Lies<Tell> = {
  readonly [id: string]: { readonly label: string; readonly tell: Tell };
};

/** The option that offers them; the first is the default. */
export function lieOption<Tell>(label: string, lies: Lies<Tell>): TacticOption {
  const choices = Object.entries(lies).map(([id, lie]) => ({ id, label: lie.label }));
  return { id: 'lie', label, kind: 'choice', choices, default: choices[0]?.id ?? '' };
}

/** The one that was chosen; null where it is told elsewhere. */
export function chosenLie<Tell>(lies: Lies<Tell>, ctx: AdversaryContext): Tell | null {
  const id = choice('lie', ctx);
  return Object.hasOwn(lies, id) ? (lies[id]?.tell ?? null) : null;
}

export function choice(option: string, ctx: AdversaryContext): string {
  const value = ctx.options[option];
  return typeof value === 'string' ? value : '';
}

export function dial(option: string, ctx: AdversaryContext): number {
  const value = ctx.options[option];
  return typeof value === 'number' ? value : 0;
}
