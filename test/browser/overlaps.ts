/**
 * Runs in the page: pairs of labels, gauges and controls that lie over each other. Messages in flight may fly over anything, and what
 * is inside something belongs to it.
 */
export function overlaps(): readonly string[] {
  const WATCHED = [
    'button',
    'select',
    'input',
    'textarea',
    'summary',
    'h1, h2',
    '.stage-canvas text',
    // Those of dots are round and close: their boxes say nothing.
    '.stage-canvas .replica:not(.is-dot) .replica-gauge',
    '.stage-summary li',
    '.legend li',
  ].join(', ');
  const SLACK_PX = 1.5;

  const seen = [...document.querySelectorAll(WATCHED)].filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    const isShown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const isForEyes = element.closest('.visually-hidden, dialog:not([open])') === null;
    return isShown && isForEyes && width > 0 && height > 0;
  });
  const boxes = seen.map((element) => ({ element, box: visibleBox(element) }));
  return boxes.flatMap(({ element, box }, index) =>
    boxes
      .slice(index + 1)
      .filter((other) => !isRelated(element, other.element) && meet(box, other.box))
      .map((other) => `${nameOf(element)} lies over ${nameOf(other.element)}`),
  );

  function isRelated(a: Element, b: Element): boolean {
    // The gauges of a replica lie round its own name and badge.
    const [one, other] = [a, b].map((each) => each.closest('.replica'));
    const isGauge = [a, b].some((each) => each.classList.contains('replica-gauge'));
    if (isGauge && one === other) return true;
    return (
      a.contains(b) || b.contains(a) || a.closest('label') === (b.closest('label') ?? undefined)
    );
  }

  function meet(a: DOMRect, b: DOMRect): boolean {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return across > SLACK_PX && down > SLACK_PX;
  }

  /** Text on the stage has an outline in the colour of the ground: it hides what is under it and no other text. */
  function haloOf(element: Element): number {
    const { stroke, strokeWidth } = getComputedStyle(element);
    return element.tagName === 'text' && stroke !== 'none' ? parseFloat(strokeWidth) / 2 : 0;
  }

  /** What is scrolled out of a panel covers nothing. */
  function visibleBox(element: Element): DOMRect {
    let { left, top, right, bottom } = element.getBoundingClientRect();
    const halo = haloOf(element);
    [left, top, right, bottom] = [left + halo, top + halo, right - halo, bottom - halo];
    for (let panel = element.parentElement; panel; panel = panel.parentElement) {
      if (getComputedStyle(panel).overflow === 'visible') continue;
      const clip = panel.getBoundingClientRect();
      left = Math.max(left, clip.left);
      top = Math.max(top, clip.top);
      right = Math.min(right, clip.right);
      bottom = Math.min(bottom, clip.bottom);
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  function nameOf(element: Element): string {
    const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return `${element.tagName.toLowerCase()} "${name.trim().slice(0, 40)}"`;
  }
}
