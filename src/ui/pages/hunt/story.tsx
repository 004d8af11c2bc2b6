import type { ReactNode } from 'react';
import type { ProtocolInfo, Span } from '../../../core/model/index.ts';
import { reworderOf } from '../../../store/words.ts';
import { createNamer } from '../../../viz/names.ts';
import { nameList, timeWords } from '../../../viz/time-words.ts';
import type { Found, StoryLine } from '../../../store/hunt/search.ts';
import { UserText } from '../../controls/user-text.tsx';
import { SpansText, ValueTile } from '../../explain/sentence.tsx';
import { useSettings } from '../../lab-context.ts';
import { worded } from '../../use-words.ts';

type Props = { readonly found: Found; readonly protocol: ProtocolInfo | null };

/** The shortest breaking run, told step by step. */
export function Story({ found, protocol }: Props): ReactNode {
  const words = useSettings((settings) => settings.words);
  const { story, values, council } = found;
  const namer = createNamer(council);
  const reword = reworderOf(protocol, words);
  return (
    <>
      <Legend found={found} />
      <ol className="hunt-story" role="list" aria-label="The story">
        {story.map((told, index) =>
          'left' in told ? (
            <li key={index} className="hunt-gap">
              <span>{told.left} more steps.</span>
            </li>
          ) : (
            <li key={index} className="has-time">
              <span className="hunt-time">{timeWords(told.at)}</span>
              <span>
                <SpansText spans={worded(told.sentence, reword)} values={values} namer={namer} />
                {alike(told, namer)}
              </span>
            </li>
          ),
        )}
      </ol>
    </>
  );
}

/** What the letters of the story stand for. */
function Legend({ found: { story, values } }: { found: Found }): ReactNode {
  const told = new Set(
    story.flatMap((line) => ('left' in line ? [] : line.sentence.flatMap(valueIn))),
  );
  const lettered = values.filter(({ letter }, index) => letter !== '' && told.has(index));
  if (lettered.length === 0) return null;
  return (
    <ul className="hunt-legend" aria-label="The orders that compete">
      {lettered.map((value) => (
        <li key={value.letter}>
          <ValueTile value={value} /> <UserText>{value.label}</UserText>
        </li>
      ))}
    </ul>
  );
}

function valueIn(span: Span): readonly number[] {
  return typeof span === 'object' && 'value' in span ? [span.value] : [];
}

type Step = Exclude<StoryLine, { readonly left: number }>;

/** Who did the same right after. */
function alike({ at, others }: Step, namer: ReturnType<typeof createNamer>): string {
  const last = others.at(-1);
  if (last === undefined) return '';
  const who = nameList([...new Set(others.map(({ process }) => process))], namer);
  return ` The same at ${who}${last.at === at ? '' : `, until ${timeWords(last.at)}`}.`;
}
