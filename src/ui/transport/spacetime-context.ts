/** What the diagram needs of the stores to draw and to speak; made anew only when something of it changes. */
import type { ProtocolInfo, Scenario, Timeline } from '../../core/model/index.ts';
import type { Lab } from '../../store/lab.ts';
import { createNamer } from '../../viz/names.ts';
import type { Vocabulary } from '../../viz/spacetime/words.ts';
import { USUAL_TERMS } from '../../viz/terms.ts';
import { monitorTitlesOf, protocolOf, termsOf } from '../lab-context.ts';
import { sightOf } from './spacetime-sight.ts';

export type Context = {
  readonly timeline: Timeline | null;
  readonly n: number;
  readonly clients: number;
  readonly words: Vocabulary;
  readonly titleOf: (monitor: string) => string;
};

export function createContext(lab: Lab): () => Context {
  let last: { readonly parts: readonly unknown[]; readonly context: Context } | null = null;
  return () => {
    const { timeline } = lab.recording.getState();
    const scenario = lab.history.getState().present?.scenario;
    const { catalog } = lab.catalog.getState();
    const { range } = sightOf(lab).getState();
    const grain = (range.until - range.from) / 500;
    const parts = [timeline, scenario, catalog, grain];
    if (last?.parts.every((part, index) => part === parts[index]) === true) return last.context;
    const protocol = protocolOf(catalog, scenario?.protocol ?? '');
    const context =
      scenario === undefined || timeline === null || protocol === null
        ? NOTHING_YET
        : contextOf({ scenario, timeline, protocol, grain, titleOf: monitorTitlesOf(catalog) });
    last = { parts, context };
    return context;
  };
}

const NOTHING_YET: Context = {
  timeline: null,
  n: 0,
  clients: 0,
  words: { nameOf: String, kinds: [], terms: USUAL_TERMS, values: [], grain: 1 },
  titleOf: String,
};

type Given = {
  readonly scenario: Scenario;
  readonly timeline: Timeline;
  readonly protocol: ProtocolInfo;
  readonly grain: number;
  readonly titleOf: Context['titleOf'];
};

function contextOf({ scenario, timeline, protocol, grain, titleOf }: Given): Context {
  const { replicas: n, workload } = scenario;
  const { clients } = workload;
  const terms = termsOf(protocol);

  const { values } = timeline;
  const words = {
    nameOf: createNamer({ n, clients }),
    kinds: Object.values(protocol.messages),
    terms,
    values,
    grain,
  };
  return { timeline, n, clients, words, titleOf };
}
