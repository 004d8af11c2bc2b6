/** Whoever works with keys, or hears the page, keeps the place where the button just pressed was. */
import { useEffect } from 'react';

/** Where the element that has the focus is disabled, its neighbour gets it; where it goes, the region around it. */
export function useKeptFocus(): void {
  useEffect(() => {
    let around: readonly HTMLElement[] = [];
    const onFocusIn = ({ target }: FocusEvent): void => {
      around = target instanceof Element ? regionsAround(target) : [];
    };
    const onFocusOut = ({ target, relatedTarget }: FocusEvent): void => {
      const left = around;
      if (relatedTarget !== null || !(target instanceof Element)) return;
      requestAnimationFrame(() => handOn(target, left));
    };
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('focusout', onFocusOut);
    return () => {
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('focusout', onFocusOut);
    };
  }, []);
}

const REGIONS = 'section, fieldset, form, nav, aside, header, main, dialog';

function regionsAround(element: Element): readonly HTMLElement[] {
  const region = element.parentElement?.closest<HTMLElement>(REGIONS) ?? null;
  return region === null ? [] : [region, ...regionsAround(region)];
}

function handOn(from: Element, around: readonly HTMLElement[]): void {
  const isLost = !from.isConnected || from.matches(':disabled');
  if (!isLost || document.activeElement !== document.body) return;
  const neighbour = from.isConnected ? neighbourOf(from) : null;
  if (neighbour !== null) neighbour.focus();
  else focusRegion(around.find((region) => region.isConnected));
}

function neighbourOf(element: Element): HTMLElement | null {
  const found = element.parentElement?.querySelector(':scope > button:enabled');
  return found instanceof HTMLElement ? found : null;
}

function focusRegion(region: HTMLElement | undefined): void {
  if (region === undefined) return;
  const isOurs = !region.hasAttribute('tabindex');
  if (isOurs) region.tabIndex = -1;
  region.focus({ preventScroll: true });
  const giveBack = (): void => region.removeAttribute('tabindex');
  if (isOurs) region.addEventListener('blur', giveBack, { once: true });
}
