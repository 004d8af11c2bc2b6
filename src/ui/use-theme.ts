/** The theme is an attribute of the document, so that stylesheets and drawings need not ask React. */
import { useEffect } from 'react';
import { keepChoice, keptChoice } from './kept-choice.ts';
import { useSelection, useSettings } from './lab-context.ts';

const STORAGE_KEY = 'parley.theme';

export function useTheme(): void {
  const theme = useSettings((settings) => settings.theme);
  const presenting = useSelection((selection) => selection.presenting);
  useEffect(() => keepChoice(STORAGE_KEY, theme), [theme]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = presenting ?? theme;
    document.documentElement.toggleAttribute('data-presenting', presenting !== null);
  }, [theme, presenting]);
}

/** The theme chosen last, else the system's. */
export function initialTheme(): 'dark' | 'light' {
  const stored = keptChoice(STORAGE_KEY);
  if (stored === 'dark' || stored === 'light') return stored;
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}
