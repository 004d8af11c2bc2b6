import type { Shortcuts } from '../../src/core/model/index.ts';

/** The options of the protocol with these on and the others off. */
export function shortcutsOf(on: readonly (keyof Shortcuts)[] = []): Shortcuts {
  return {
    tentative: on.includes('tentative'),
    readOnly: on.includes('readOnly'),
    digestReplies: on.includes('digestReplies'),
  };
}
