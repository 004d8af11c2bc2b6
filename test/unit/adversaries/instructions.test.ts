import { describe, expect, it } from 'vitest';
import { parseInstructions } from '../../../src/core/adversaries/instructions.ts';

function read(text: string): string[] {
  return parseInstructions(text).map(
    ({ effect, argument, span: [start, end] }) =>
      `${effect}(${argument}) <${text.slice(start, end)}>`,
  );
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
    ['be   silent', ['silent() <be   silent>']],
    ['You must say nothing', ['silent() <say nothing>']],
  ])('are read: %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    '',
    'order ATTACK',
    'devote yourself, replying silently',
    'reply to the client and vote',
    'Do not reply RETREAT, never vote RETREAT, and don’t stay silent',
    'be silently good',
    'reply',
    'replyRETREAT',
  ])('are not read into: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('are read up to a limit, in linear time', { timeout: 1_000 }, () => {
    expect(parseInstructions('reply X '.repeat(1_000))).toHaveLength(32);
    expect(parseInstructions(`reply ${'"'.repeat(50_000)}`)).toEqual([]);
    expect(parseInstructions(`reply${' '.repeat(50_000)}`)).toEqual([]);
  });
});
