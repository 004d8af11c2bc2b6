/** Beside the pointer: the time there, and what happened. */
import { clamp } from '../geometry.ts';
import type { Point } from '../geometry.ts';
import { timeLabel } from './frame.ts';
import type { Frame } from './frame.ts';

type Shown = { readonly point: Point; readonly frame: Frame; readonly words: string };

export type Tip = { show(shown: Shown): void; hide(): void; destroy(): void };

const WIDTH = 260;

export function createTip(element: HTMLElement): Tip {
  const tip = document.createElement('div');
  tip.className = 'spacetime-tip';
  tip.hidden = true;
  // The same is told to screen readers by the cursor of the keyboard.
  tip.setAttribute('aria-hidden', 'true');
  const line = document.createElement('div');
  line.className = 'spacetime-hair';
  line.hidden = true;
  element.append(line, tip);
  return {
    show({ point, frame, words }) {
      const { range, size, top, bottom } = frame;
      const time = timeLabel(frame.timeAt(point.x), (range.until - range.from) / 500);
      tip.textContent = words === '' ? time : words;
      tip.hidden = line.hidden = false;
      line.style.transform = `translateX(${Math.round(point.x)}px)`;
      line.style.top = `${top}px`;
      line.style.height = `${bottom - top}px`;
      const isLow = point.y > size.height / 2;
      tip.style.left = `${clamp(point.x + 12, 4, Math.max(4, size.width - WIDTH))}px`;
      tip.style.top = isLow ? '' : `${point.y + 16}px`;
      tip.style.bottom = isLow ? `${size.height - point.y + 12}px` : '';
    },
    hide() {
      tip.hidden = line.hidden = true;
    },
    destroy() {
      tip.remove();
      line.remove();
    },
  };
}
