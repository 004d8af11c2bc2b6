// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { spacetimeScene } from '../../../src/viz/spacetime/scene.ts';
import { spacetimeSvg } from '../../../src/viz/spacetime/svg.ts';
import { input, sent, tile } from './tiles.ts';

const messages = [
  sent({ event: 1, sentAt: 10_000, endsAt: 20_000 }),
  sent({ event: 3, sentAt: 30_000, endsAt: 30_000, fate: 'lost' }),
  sent({ event: 5, sentAt: 40_000, endsAt: 48_000, fate: 'rejected', isForged: true }),
  sent({ event: 7, sentAt: 70_000, endsAt: 80_000 }),
];
const scene = spacetimeScene(input({ tiles: [tile({ messages })], nameOf: (id) => `<R${id}>` }));

function svg(moment: { time: number; hidesFuture: boolean }): Document {
  const text = spacetimeSvg(scene, moment, {
    colour: (token) => (token === 'sans' ? '"Source Sans 3"' : `var-${token}`),
    title: 'A & B',
  });
  return new DOMParser().parseFromString(text, 'image/svg+xml');
}

describe('the diagram as an SVG document', () => {
  const document = svg({ time: 60_000, hidesFuture: false });

  test('is well-formed, and names are text', () => {
    expect(document.querySelector('parsererror')).toBeNull();
    expect(document.documentElement.getAttribute('viewBox')).toBe('0 0 660 200');
    expect(document.querySelector('title')?.textContent).toBe('A & B');
    const names = [...document.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(names).toContain('<R1>');
    expect(names).toContain('60 ms');
  });

  test('shows what has happened, and what is known ahead in outline', () => {
    const groups = [...document.querySelectorAll('g[clip-path]')];
    const dotted = (group: Element | undefined): number =>
      group?.querySelectorAll('path[stroke-dasharray="1.5 4"]').length ?? 0;
    expect(dotted(groups[1])).toBe(0);
    expect(groups.some((group) => dotted(group) > 0)).toBe(true);
    const hidden = svg({ time: 60_000, hidesFuture: true });
    expect(hidden.querySelectorAll('path[stroke-dasharray="1.5 4"]')).toHaveLength(0);
  });

  test('hatches what is forged', () => {
    expect(document.querySelectorAll('pattern')).toHaveLength(1);
    expect(document.querySelectorAll('[fill="url(#hatch-v-A)"]').length).toBeGreaterThan(0);
  });
});
