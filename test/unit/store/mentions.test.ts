import { describe, expect, it } from 'vitest';
import type { GlossaryEntry } from '../../../src/core/model/index.ts';
import { lexiconOf, linked } from '../../../src/store/mentions.ts';
import { createReworder, unchanged } from '../../../src/store/reword.ts';

const entry = (id: string, ...forms: string[]): GlossaryEntry => ({
  id,
  term: id,
  forms,
  text: 'What it means.',
  source: '',
});
const glossary = [
  entry('view', 'view'),
  entry('view-change', 'view change'),
  entry('quorum', 'quorum'),
];
const lexicon = lexiconOf(glossary, unchanged);

describe('mentions of the words of the glossary', () => {
  it('become links where they are first made, and plain text later', () => {
    expect(linked([['View 0 needs a quorum.'], ['A quorum of view 0']], lexicon)).toEqual([
      [{ term: 'view', text: 'View' }, ' 0 needs a ', { term: 'quorum', text: 'quorum' }, '.'],
      ['A quorum of view 0'],
    ]);
  });

  it('take the longer of two words', () => {
    expect(linked([['a view change']], lexicon)[0]).toContainEqual({
      term: 'view-change',
      text: 'view change',
    });
  });

  it('are not looked for in what somebody else has written, nor within words', () => {
    const sentence = ['C1 asks for “a quorum view” in its overview.'];
    expect(linked([sentence], lexicon)).toEqual([sentence]);
  });

  it('are found in the present vocabulary', () => {
    const plain = lexiconOf(glossary, createReworder([['view', 'term']]));
    expect(linked([['Term 0']], plain)[0]?.[0]).toEqual({ term: 'view', text: 'Term' });
  });
});
