import { list, process, quote, say } from '../../base/words.ts';
import type { FactOf, Sentence, Telling } from '../../model/index.ts';
import type { Act, Scene } from './acts.ts';
import { valueOf, valueSpan } from '../bodies.ts';

/** A replica that catches up states much at once; beyond so many the rest is counted. */
const TOLD_MAX = 6;

/** What a process states about itself, in sentences with the figures that made it true. */
export function tellFacts(scene: Scene, act: Act): readonly Sentence[] {
  const { narrator } = scene.studio.parts.protocol;
  const telling = tellingOf(scene, act);
  const told = act.facts
    // Texts are read alike whatever the protocol.
    .map((fact) =>
      fact.fact === 'text-read' ? tellReading(fact) : narrator.tellFact(fact, telling),
    )
    .filter((sentence) => sentence.length > 0);
  if (told.length <= TOLD_MAX) return told;
  return [...told.slice(0, TOLD_MAX), say`And ${told.length - TOLD_MAX} more like these.`];
}

/** What the protocol's narrator sees of an act. */
export function tellingOf(
  { studio, after }: Scene,
  act: Pick<Act, 'process' | 'facts' | 'root'>,
): Telling {
  const { values } = studio.recording;
  return {
    ...(act.root?.kind === 'deliver' ? { got: act.root.body } : {}),
    bench: after.bench,
    process: act.process,
    facts: act.facts,
    value: (digest) => valueSpan(values.indexOf(digest)),
    valueOf: (body) => valueSpan(valueOf(body, studio.parts.protocol, values)),
  };
}

/** Who is not susceptible, or finds no instruction, goes on as before. */
export function tellReading({ from, text, obeyed }: FactOf<'text-read'>): Sentence {
  const source = say`what ${process(from)} has sent along, ${quote(text)},`;
  if (obeyed.length === 0) return say`It reads ${source} and obeys nothing of it.`;
  const words = obeyed.map(([start, end]) => ({ obeyed: text.slice(start, end) }));
  return say`It reads ${source} and obeys ${list(words)}: it has turned.`;
}
