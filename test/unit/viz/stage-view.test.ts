// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HAND } from '../../../src/core/model/index.ts';
import { stageScene } from '../../../src/viz/stage/scene.ts';
import { createStage } from '../../../src/viz/stage/stage.ts';
import type { StageView } from '../../../src/viz/stage/stage.ts';
import { client, fullCouncil, message, replica, stageInput } from './builders.ts';

const calls = {
  onSelect: vi.fn(),
  onInspect: vi.fn(),
  onPress: vi.fn(),
  onMenu: vi.fn(),
  onPoint: vi.fn(),
};
const element = document.createElement('div');
let stage: StageView;

beforeEach(() => {
  document.body.replaceChildren(element);
  stage = createStage(element, calls);
});

afterEach(() => {
  stage.destroy();
  vi.clearAllMocks();
});

const council = [...fullCouncil(4), client(4)];

function group(process: number): SVGGElement {
  const found = element.querySelector<SVGGElement>(`[data-process="${process}"]`);
  if (found === null) throw new Error(`process ${process} is not on the stage`);
  return found;
}

describe('the stage', () => {
  test('shows every replica and client as a named button, with one tab stop', () => {
    stage.update(stageScene(stageInput(council)));
    const buttons = [...element.querySelectorAll('[role="button"]')];
    expect(buttons).toHaveLength(5);
    expect(buttons.every((button) => (button.getAttribute('aria-label') ?? '').length > 10)).toBe(
      true,
    );
    expect(buttons.filter((button) => button.getAttribute('tabindex') === '0')).toHaveLength(1);
  });

  test('arrow keys walk round, Enter selects and inspects', () => {
    stage.update(stageScene(stageInput(council)));
    group(0).focus();
    group(0).dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
    expect(document.activeElement).toBe(group(4));
    expect(group(4).getAttribute('tabindex')).toBe('0');
    group(4).dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    expect(document.activeElement).toBe(group(0));
    group(0).dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    expect(calls.onInspect).toHaveBeenCalledWith(0);
  });

  test('leaves the keys of the page alone', () => {
    stage.update(stageScene(stageInput(council)));
    const space = new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true });
    group(1).dispatchEvent(space);
    expect(space.defaultPrevented).toBe(false);
  });

  test('a click selects the process or the message under it', () => {
    stage.update(stageScene(stageInput(council, { messages: [message({ event: 42 })] })));
    group(2)
      .querySelector('.replica-disc')
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(calls.onSelect).toHaveBeenCalledWith(2);
    element.querySelector('.flight')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(calls.onPress).toHaveBeenCalledWith(expect.anything(), 42);
  });

  test('a message keeps its element on its way and leaves none behind', () => {
    const messages = [message({ event: 42 })];
    stage.update(stageScene(stageInput(council, { messages, time: 102_000 })));
    const flight = element.querySelector('.flight');
    stage.update(stageScene(stageInput(council, { messages, time: 108_000 })));
    expect(element.querySelector('.flight')).toBe(flight);
    stage.update(stageScene(stageInput(council, { messages, time: 150_000 })));
    expect(element.querySelector('.flight, .trail')).toBeNull();
  });

  test('follows a replica that falls', () => {
    stage.update(stageScene(stageInput([replica(0), replica(1)])));
    expect(group(1).getAttribute('class')).toContain('mark-loyal');
    stage.update(stageScene(stageInput([replica(0), replica(1, {}, { kind: 'crashed' })])));
    expect(group(1).getAttribute('class')).toContain('mark-crashed');
    expect(group(1).textContent).toContain('Crashed');
    expect(group(1).getAttribute('aria-label')).toContain('crashed');
  });

  test('shows what people wrote as text', () => {
    const order = '<img src=x onerror=alert(1)>';
    stage.update(stageScene(stageInput([replica(0), client(1, order)])));
    expect(element.querySelector('img')).toBeNull();
    expect(group(1).textContent).toContain('<img');
  });

  test('takes no colour from anywhere but the stylesheet', () => {
    stage.update(stageScene(stageInput(council, { messages: [message({ isForged: true })] })));
    const inked = [...element.querySelectorAll('[style], [stroke], [fill]')].filter(
      (each) => each.getAttribute('fill')?.startsWith('url(#') !== true,
    );
    expect(inked).toEqual([]);
  });

  test('a hundred replicas are dots on a ring, each still a button', () => {
    stage.update(stageScene(stageInput(fullCouncil(100))));
    expect(element.querySelectorAll('.replica.is-dot')).toHaveLength(100);
    // Two half rings each, of few parts however many vote.
    expect(element.querySelectorAll('.slot').length).toBeLessThanOrEqual(600);
    expect(element.querySelectorAll('.notch')).toHaveLength(0);
  });

  test('leaves nothing behind', () => {
    stage.update(stageScene(stageInput(council)));
    stage.destroy();
    expect(element.childElementCount).toBe(0);
  });

  test('opens the menu of a replica that a message lies over, and none beside replicas', () => {
    stage.update(stageScene(stageInput(council, { messages: [message()] })));
    const flight = element.querySelector('.flight-target');
    if (flight === null) throw new Error('no message is drawn');
    const menuAt = (...below: readonly Element[]): boolean => {
      document.elementsFromPoint = () => [...below];
      return flight.dispatchEvent(
        new MouseEvent('contextmenu', { bubbles: true, cancelable: true }),
      );
    };
    expect(menuAt(flight)).toBe(true);
    expect(calls.onMenu).not.toHaveBeenCalled();
    expect(menuAt(flight, group(2))).toBe(false);
    expect(calls.onMenu).toHaveBeenCalledWith(2);
  });

  test('marks a message that a hand holds, until it goes on', () => {
    const held = { touches: HAND.held, touchedAt: 104_000, touchedShare: 400, resumedAt: 107_000 };
    const pausesAt = (time: number): number => {
      stage.update(stageScene(stageInput(council, { messages: [message(held)], time })));
      return element.querySelectorAll('.flight .pause').length;
    };
    expect([103_000, 105_000, 108_000].map(pausesAt)).toEqual([0, 1, 0]);
  });

  test('shows bundles with their kind and count, and takes them away', () => {
    const bundle = { key: 'from 2 0', x: 10, y: 20, glyph: 'diamond', tone: 'v-n' } as const;
    const bundles = [{ ...bundle, path: 'M0 0L5 5', label: '99 sent' }];
    stage.update(stageScene(stageInput(council, { bundles })));
    expect(element.querySelector('.bundle-sign')?.textContent).toBe('99 sent');
    stage.update(stageScene(stageInput(council)));
    expect(element.querySelector('.bundle-sign')).toBeNull();
  });
});
