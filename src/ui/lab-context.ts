/** How components get at the lab: narrow selections of the stores, and the commands. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { History } from '../store/history.ts';
import type { Lab } from '../store/lab.ts';
import type { Playback, Recording, Selection, Settings } from '../store/state.ts';
import type { Catalog } from '../core/model/index.ts';

export const LabContext = createContext<Lab | null>(null);

export function useLab(): Lab {
  const lab = useContext(LabContext);
  if (!lab) throw new Error('A component of the Lab was used outside of LabContext.');
  return lab;
}

export function useHistory<T>(select: (state: History) => T): T {
  return useStore(useLab().history, useShallow(select));
}

export function useRecording<T>(select: (state: Recording) => T): T {
  return useStore(useLab().recording, useShallow(select));
}

export function usePlayback<T>(select: (state: Playback) => T): T {
  return useStore(useLab().playback, useShallow(select));
}

export function useSelection<T>(select: (state: Selection) => T): T {
  return useStore(useLab().selection, useShallow(select));
}

export function useSettings<T>(select: (state: Settings) => T): T {
  return useStore(useLab().settings, useShallow(select));
}

export function useCatalog(): Catalog | null {
  return useStore(useLab().catalog, (state) => state.catalog);
}
