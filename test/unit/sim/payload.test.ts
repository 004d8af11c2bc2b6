import { describe, expect, it } from 'vitest';
import { clientConfig, settingsOf } from '../../../src/core/sim/settings.ts';
import { toySetup } from '../../support/recording.ts';

const three = (text: string): readonly string[] => [text, text, text];

/** What each client asks for. */
function dealt(clients: number, payload: string | readonly string[]): readonly unknown[] {
  const workload = { clients, requests: 3, interval: 0, payload };
  const settings = settingsOf(toySetup({ workload }));
  return Array.from(
    { length: clients },
    (_, client) => clientConfig(settings, settings.n + client).operations,
  );
}

describe('the payload', () => {
  it('is the same for all where it is one text', () => {
    expect(dealt(2, 'a')).toEqual([three('a'), three('a')]);
  });

  it('is one text for each client where there are as many', () => {
    expect(dealt(2, ['a', 'b'])).toEqual([three('a'), three('b')]);
  });

  it('is dealt from the beginning again where clients are more', () => {
    expect(dealt(3, ['a', 'b'])).toEqual(['a', 'b', 'a'].map(three));
  });

  it('gives a client several where texts are more, one after the other and over and over', () => {
    expect(dealt(2, ['a', 'b', 'c'])).toEqual([
      ['a', 'c', 'a'],
      ['b', 'b', 'b'],
    ]);
    expect(dealt(1, ['a', 'b'])).toEqual([['a', 'b', 'a']]);
  });
});
