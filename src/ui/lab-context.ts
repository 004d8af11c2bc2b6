/** How components get at the lab: narrow selections of the stores, and the commands. */
import { createContext, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { isFor } from '../core/base/written-for.ts';
import type { History } from '../store/versions/history.ts';
import type { Lab } from '../store/lab.ts';
import type { Site } from '../store/pages.ts';
import type { Playback, Recording, Selection, Settings } from '../store/state.ts';
import type { Catalog, ProtocolInfo } from '../core/model/index.ts';
import { USUAL_TERMS } from '../viz/terms.ts';
import { reworderOf } from '../store/words.ts';
import type { DrawingTerms } from '../viz/terms.ts';

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

export function useSite<T>(select: (state: Site) => T): T {
  return useStore(useLab().site, useShallow(select));
}

/** What there is to choose from: every protocol and preset, and the tactics and monitors of the present protocol. */
export function useCatalog(): Catalog | null {
  const catalog = useStore(useLab().catalog, (state) => state.catalog);
  const id = useHistory((history) => history.present?.scenario.protocol ?? '');
  return useMemo(() => (catalog === null ? null : writtenFor(catalog, id)), [catalog, id]);
}

function writtenFor(catalog: Catalog, protocol: string): Catalog {
  const tactics = catalog.tactics.filter((tactic) => isFor(tactic, protocol));
  const monitors = catalog.monitors.filter((monitor) => isFor(monitor, protocol));
  return { ...catalog, tactics, monitors };
}

/** The protocol of the present scenario. */
export function useProtocol(): ProtocolInfo | null {
  const id = useHistory((history) => history.present?.scenario.protocol ?? '');
  return useStore(useLab().catalog, ({ catalog }) => protocolOf(catalog, id));
}

/** What it calls the parts of the council. */
export function useTerms(): DrawingTerms {
  return termsOf(useProtocol());
}

const known = new WeakMap<ProtocolInfo, DrawingTerms>();

/** A catalog in plain words has the protocols with their plain terms. */
export function termsOf(protocol: ProtocolInfo | null): DrawingTerms {
  if (protocol === null) return USUAL_TERMS;
  const { terms, plain } = protocol;
  const made = known.get(protocol) ?? {
    ...terms,
    reword: reworderOf(protocol, terms === plain?.terms ? 'plain' : 'field'),
  };
  known.set(protocol, made);
  return made;
}

/** What people call a monitor; an id that the catalog does not know stays as it is. */
export function monitorTitlesOf(catalog: Catalog | null): (monitor: string) => string {
  const titles = new Map(catalog?.monitors.map(({ id, title }) => [id, title]));
  return (monitor) => titles.get(monitor) ?? monitor;
}

export function protocolOf(catalog: Catalog | null, id: string): ProtocolInfo | null {
  return catalog?.protocols.find((protocol) => protocol.id === id) ?? null;
}
