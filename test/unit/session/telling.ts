import type { Sentence } from '../../../src/core/model/index.ts';

/** A sentence as text: processes by name, values as "[value]". */
export function plain(sentence: Sentence, n = 4): string {
  return sentence
    .map((span) => {
      if (typeof span === 'string') return span;
      if ('process' in span)
        return span.process < n ? `R${span.process}` : `C${span.process - n + 1}`;
      return 'value' in span ? '[value]' : span.obeyed;
    })
    .join('');
}
