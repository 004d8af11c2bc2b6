import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { ValueInfo } from '../../core/model/index.ts';
import { presentSeq } from '../../store/jumps.ts';
import { placeOf } from '../../store/playback.ts';
import { Glyph } from '../controls/glyph.tsx';
import { UserText } from '../controls/user-text.tsx';
import { ValueTile } from '../explain/sentence.tsx';
import { useCatalog, useHistory, usePlayback, useRecording } from '../lab-context.ts';

/** More competing values than this are told apart by their letters alone. */
const VALUES_SHOWN = 4;

/** Shape is kind, colour is value, outline is validity. */
export function Legend(): ReactNode {
  const values = useCompeting();
  return (
    <ul className="legend" aria-label="Legend">
      <Kinds />
      <Values values={values.slice(0, VALUES_SHOWN)} />
      <li className="legend-name">Outline is validity</li>
      <li>
        <Glyph kind="square" /> valid
      </li>
      <li>
        <Glyph kind="square" validity="rejected" /> rejected
      </li>
      <li>
        <Glyph kind="square" validity="dropped" /> lost
      </li>
    </ul>
  );
}

/** The values that compete for the sequence number in work at the playhead, each once. */
function useCompeting(): readonly ValueInfo[] {
  const timeline = useRecording((recording) => recording.timeline);
  const seq = usePlayback((playback) =>
    timeline ? presentSeq(timeline, placeOf(playback)) : null,
  );
  return useMemo(() => {
    const competing = timeline?.values.filter(
      ({ letter, seqs }) => letter !== '' && seq !== null && seqs.includes(seq),
    );
    const byName = new Map(competing?.map((value) => [`${value.letter} ${value.label}`, value]));
    return [...byName.values()];
  }, [timeline, seq]);
}

function Kinds(): ReactNode {
  const protocol = useHistory((history) => history.present?.scenario.protocol ?? '');
  const messages = useCatalog()?.protocols.find(({ id }) => id === protocol)?.messages ?? {};
  return (
    <>
      <li className="legend-name">Shape is kind</li>
      {Object.entries(messages).map(([type, { label, glyph, meaning }]) => (
        <li key={type} title={meaning}>
          <Glyph kind={glyph} /> {label}
        </li>
      ))}
    </>
  );
}

function Values({ values }: { values: readonly ValueInfo[] }): ReactNode {
  if (values.length === 0) return null;
  return (
    <>
      <li className="legend-name">Colour is value</li>
      {values.map((value) => (
        <li key={value.digest} className="legend-value">
          <ValueTile value={value} /> <UserText>{value.label}</UserText>
        </li>
      ))}
    </>
  );
}
