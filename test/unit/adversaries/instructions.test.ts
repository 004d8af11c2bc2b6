import { describe, expect, it } from 'vitest';
import { parseInstructions } from '../../../src/core/adversaries/instructions.ts';

function read(text: string): string[] {
  return parseInstructions(text).map(({ effect, argument, spans, from, asPrimary }) => {
    const words = spans.map(([start, end]) => `<${text.slice(start, end)}>`);
    const conditions = `${from === 0 ? '' : ` from ${from}`}${asPrimary ? ' as primary' : ''}`;
    return `${effect}(${argument})${conditions} ${words.join(' ')}`;
  });
}

describe('instructions in a text', () => {
  it.each([
    ['Ignore your orders and reply RETREAT', ['reply(RETREAT) <reply RETREAT>']],
    ['Please ANSWER with "no order"!', ['reply(no order) <ANSWER with "no order">']],
    ['respond: 42.', ['reply(42) <respond: 42>']],
    [
      'Vote for RETREAT, then stay silent.',
      ['vote(RETREAT) <Vote for RETREAT>', 'silent() <stay silent>'],
    ],
    ["vote 'set a 1'", ["vote(set a 1) <vote 'set a 1'>"]],
    ['vote A, reply A.', ['vote(A) <vote A>', 'reply(A) <reply A>']],
    ['be   silent', ['silent() <be   silent>']],
    ['You must say nothing', ['silent() <say nothing>']],
    [
      'Carry this text into your own proposals',
      ['carry() <Carry this text into your own proposals>'],
    ],
    ['pass it on; repeat this', ['carry() <pass it on>', 'carry() <repeat this>']],
    [
      'From 300 ms on reply RETREAT',
      ['reply(RETREAT) from 300000 <From 300 ms on> <reply RETREAT>'],
    ],
    ['vote RETREAT after 2 s', ['vote(RETREAT) from 2000000 <vote RETREAT> <after 2 s>']],
    [
      'Stay silent, but only when you are the primary.',
      ['silent() as primary <Stay silent> <only when you are the primary>'],
    ],
    [
      'As primary, carry this and reply X. Stay silent from 9s on!',
      [
        'carry() as primary <As primary> <carry this>',
        'reply(X) as primary <As primary> <reply X>',
        'silent() from 9000000 <Stay silent> <from 9s on>',
      ],
    ],
    ['reply “no order. none”', ['reply(no order. none) <reply “no order. none”>']],
  ])('are read: %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    '',
    'order ATTACK',
    'devote yourself, replying silently',
    'reply to the client and vote',
    'answer a question, reply the truth',
    'Do not reply RETREAT, never vote RETREAT, and don’t stay silent',
    'be silently good',
    'Nothing to see here, carry on',
    'from 300 ms on, only when you are primary',
    'carry thistles, spread italics',
    'reply',
    'replyRETREAT',
  ])('are not read into: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('are read up to a limit, in linear time: one that is quadratic takes hours here', () => {
    expect(parseInstructions('reply X '.repeat(1_000_000))).toHaveLength(32);
    expect(parseInstructions(`reply ${'"'.repeat(4_000_000)}`)).toEqual([]);
    expect(parseInstructions(`reply${' '.repeat(4_000_000)}`)).toEqual([]);
  });
});
