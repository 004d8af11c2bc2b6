/** The theme is an attribute of the document, so that stylesheets and drawings need not ask React. */
import { useEffect } from 'react';
import { useSelection, useSettings } from './lab-context.ts';

const STORAGE_KEY = 'parley.theme';

export function useTheme(): void {
  const theme = useSettings((settings) => settings.theme);
  const presenting = useSelection((selection) => selection.presenting);
  useEffect(() => remember(theme), [theme]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = presenting ?? theme;
    document.documentElement.toggleAttribute('data-presenting', presenting !== null);
  }, [theme, presenting]);
}

function remember(theme: string): void {
  try {
    localStorage.setItem(STORAGE_KEY, theme);
  } catch {
    // Without storage the choice lasts as long as the page: nothing else depends on it.
  }
}

/** The theme chosen last, else the system's. */
export function initialTheme(): 'dark' | 'light' {
  const stored = readStored();
  if (stored === 'dark' || stored === 'light') return stored;
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

function readStored(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}
