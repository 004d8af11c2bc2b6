import { describe, expect, it } from 'vitest';
import { catalog, createSession, parseScenario } from '../../../src/core/index.ts';
import type { Sentence } from '../../../src/core/model/index.ts';
import { createReworder } from '../../../src/store/reword.ts';
import { FIELD, withoutQuotes } from '../../support/field-words.ts';
import { catalogIn, reworderOf } from '../../../src/store/words.ts';

const reword = createReworder([
  ['replica', 'agent'],
  ['view', 'term'],
  ['view change', 'change of chair'],
  ['request', 'order'],
  ['an idle', 'a resting'],
  ['PRE-PREPARE', 'PROPOSAL'],
  ['PREPARE', 'PLEDGE'],
  ['VIEW-CHANGE messages', 'calls for a new chair'],
]);

describe('other words', () => {
  it('of two phrases that begin at one place the longer counts', () => {
    expect(reword('a view change to view 2')).toBe('a change of chair to term 2');
    expect(reword('PRE-PREPARE, then PREPARE')).toBe('PROPOSAL, then PLEDGE');
  });

  it('take their article and their capital with them', () => {
    expect(reword('A replica gets a request.')).toBe('An agent gets an order.');
    expect(reword('View 3')).toBe('Term 3');
    expect(reword('3 VIEW-CHANGE messages')).toBe('3 calls for a new chair');
  });

  it('begin a sentence with a capital, also for a term that is written in capitals', () => {
    expect(reword('VIEW-CHANGE messages count. VIEW-CHANGE messages count.')).toBe(
      'Calls for a new chair count. Calls for a new chair count.',
    );
  });

  it('leave what somebody else has written, and parts of longer words', () => {
    expect(reword('R0 holds the request “view a request” of C1.')).toBe(
      'R0 holds the order “view a request” of C1.',
    );
    expect(reword('an overview, requested, view-like')).toBe('an overview, requested, view-like');
  });
});

describe('plain words in every preset', () => {
  const field = catalog();
  for (const { name, scenario } of field.presets) {
    it(`${name}: no term of the field is left in what is told, and no article is wrong`, () => {
      const parsed = parseScenario({ ...scenario, signatures: 'ideal' }, 'page');
      if (!parsed.ok) throw new Error('a preset must be valid');
      const run = createSession().open(parsed.scenario);
      while (!run.advance(1_000));
      const protocol = field.protocols.find(({ id }) => id === parsed.scenario.protocol) ?? null;
      const plain = reworderOf(protocol, 'plain');
      const text = (sentence: Sentence): string =>
        sentence.map((span) => (typeof span === 'string' ? plain(span) : 'X')).join('');
      const told: string[] = [];
      let count = 0;
      for (const step of run.narration()) {
        told.push(text(step.sentence));
        count += 1;
        if (count % 40 !== 0) continue;
        const { headline, happened, whyNot } = run.explainAt(step.moment);
        told.push(...[headline, ...happened, ...whyNot].map(text));
      }
      if (protocol?.plain === undefined) return;
      for (const sentence of told) {
        expect(withoutQuotes(sentence)).not.toMatch(FIELD);
        expect(sentence).not.toMatch(/\ba (?:agent|order|answer)\b/);
      }
    });
  }

  it('lessons, legends and monitors are worded alike, and scenarios stay', () => {
    const plain = catalogIn(field, 'plain');
    for (const [index, preset] of plain.presets.entries()) {
      const { title, watch, explanation, question } = preset;
      const protocol = preset.scenario['protocol'] ?? 'pbft';
      if (protocol === 'pbft') {
        const texts = [
          title,
          watch,
          explanation,
          question.ask,
          ...question.answers.map(({ text }) => text),
        ];
        for (const text of texts) expect(withoutQuotes(text)).not.toMatch(FIELD);
      }
      expect(preset.scenario).toBe(field.presets[index]?.scenario);
    }
    for (const { title, sentence } of plain.tactics)
      expect(`${title} ${sentence}`).not.toMatch(FIELD);
    for (const { title, claim } of plain.monitors) expect(`${title} ${claim}`).not.toMatch(FIELD);
    const messages = plain.protocols.find(({ id }) => id === 'pbft')?.messages ?? {};
    for (const { label, meaning } of Object.values(messages)) {
      expect(`${label} ${meaning}`).not.toMatch(FIELD);
    }
  });

  it('whatever the catalog says is English, and of the reader', () => {
    for (const text of textsOf(catalogIn(field, 'plain'))) {
      expect(withoutQuotes(text)).not.toMatch(FIELD);
      expect(text).not.toMatch(BROKEN);
      expect(text).not.toMatch(/[.!?] [a-z]{2}/);
    }
  });

  it('the field itself is left untouched', () => {
    expect(catalogIn(field, 'field')).toBe(field);
  });
});

/** What comes of a word that was taken for another part of speech, or of two that meet. */
const BROKEN =
  /\b(?:out (?:it|them)|confirmations (?:in|again)|R\d (?:confirmations?|pledges? (?:on|to))|(?:to|can|that|now|it|who|only) (?:confirmations?|pledges? (?:on|to)|division)|division it|(?:[Ww]hen|[Ww]hile) the changes|orders? (?:of|for) (?:an )?orders?|orders are ordered|an? an?|an [b-dfgj-np-tv-z]\w+|a [aeio]\w+)\b/;

/** All that is shown of it; ids, scenarios and the glossary of the field are not worded anew. */
function textsOf(shown: unknown): readonly string[] {
  if (typeof shown === 'string') return shown.includes(' ') ? [shown] : [];
  if (typeof shown !== 'object' || shown === null) return [];
  return Object.entries(shown).flatMap(([key, value]) => (OWN.has(key) ? [] : textsOf(value)));
}

const OWN: ReadonlySet<string> = new Set([
  'scenario',
  'glossary',
  'plain',
  'formula',
  'source',
  'role',
]);

describe('the glossary', () => {
  for (const { id, glossary = [] } of catalog().protocols) {
    it(`of ${id} has each word once, with a meaning, and each form leads to one entry`, () => {
      const ids = glossary.map((entry) => entry.id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { text, forms } of glossary) {
        expect(text.length).toBeGreaterThan(40);
        expect(forms.length).toBeGreaterThan(0);
      }
    });
  }

  it.each(catalog().protocols)(
    'of $id is English in plain words, and has no other word of the field',
    (protocol) => {
      const plain = reworderOf(protocol, 'plain');
      for (const { term, text } of protocol.glossary ?? []) {
        expect(`${plain(term)}: ${plain(text)}`).not.toMatch(FIELD);
        expect(plain(text)).not.toMatch(BROKEN);
        expect(plain(text)).not.toMatch(/orders? .*\bin the (?:same )?order/);
      }
    },
  );

  it('tells of every word of PBFT from which paper it comes, and where', () => {
    const glossary = catalog().protocols.find(({ id }) => id === 'pbft')?.glossary ?? [];
    const wanted = [
      'replica',
      'primary',
      'view',
      'quorum',
      'certificate',
      'weak-certificate',
      'water-marks',
      'view-change',
      'new-view',
      'equivocation',
      'partial-synchrony',
      'cabal',
      'safety',
      'liveness',
    ];
    for (const id of wanted) expect(glossary.map((entry) => entry.id)).toContain(id);
    expect(glossary.find(({ id }) => id === 'quorum')?.source).toMatch(/section/);
  });
});
