import type { Sentence } from '../../model/index.ts';
import type { Reading } from '../indexes/readings.ts';
import type { Sight } from './sight.ts';
import { duration, list, processes, quote, say } from '../../base/words.ts';

/** How many texts are told of; the last ones matter most. */
const TEXTS_MAX = 2;

/** Who has read what by now, when, and which words are obeyed. */
export function tellReaders({ studio, moment }: Sight): readonly Sentence[] {
  return textsBy(studio, moment.events).flatMap(([text, readings]) => tellText(text, readings));
}

type Text = readonly [text: string, readings: readonly Reading[]];

function textsBy({ recording }: Sight['studio'], events: number): readonly Text[] {
  const byText = new Map<string, Reading[]>();
  for (const reading of recording.readings.before(events)) {
    byText.set(reading.text, [...(byText.get(reading.text) ?? []), reading]);
  }
  return [...byText].slice(-TEXTS_MAX);
}

/** B39: as many copies of one model as the council tolerates, and one more, are no longer so many independent faults. */
export function tellCopies({ studio, moment }: Sight): readonly Sentence[] {
  const { agents, tolerance } = studio.scenario;
  const families = [...new Set(agents.map(({ family }) => family))].filter((name) => name !== '');
  const turned = textsBy(studio, moment.events).flatMap(([, readings]) =>
    readings.filter(({ obeyed }) => obeyed.length > 0).map(({ replica }) => replica),
  );
  return families.flatMap((family) => {
    const members = agents
      .filter((agent) => agent.family === family)
      .flatMap((agent) => agent.replicas);
    const copies = new Set(turned.filter((replica) => members.includes(replica))).size;
    if (copies <= tolerance) return [];
    return [
      say`${copies} agents of the family ${family} have turned: one text turns every copy of a model, and this council tolerates ${tolerance}.`,
    ];
  });
}

function tellText(text: string, readings: readonly Reading[]): readonly Sentence[] {
  const obeying = readings.filter(({ obeyed }) => obeyed.length > 0);
  const others = readings.filter(({ obeyed }) => obeyed.length === 0);
  const [first] = obeying;
  if (first === undefined) {
    return [say`${whoReads(readings)} read ${quote(text)} ${when(readings)}: nobody obeys it.`];
  }
  const words = list(first.obeyed.map(([start, end]) => ({ obeyed: text.slice(start, end) })));
  const turned = say`${whoReads(obeying)} read ${quote(text)} ${when(obeying)} and obeyed ${words}.`;
  return others.length === 0
    ? [turned]
    : [turned, say`${whoReads(others)} read it too and did not obey.`];
}

const whoReads = (readings: readonly Reading[]): Sentence =>
  processes(readings.map(({ replica }) => replica).sort((a, b) => a - b));

function when(readings: readonly Reading[]): string {
  const first = duration(readings[0]?.at ?? 0);
  const last = duration(readings.at(-1)?.at ?? 0);
  return first === last ? `at ${first}` : `from ${first} to ${last}`;
}
