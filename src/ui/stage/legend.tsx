import type { ReactNode } from 'react';
import type { ValueInfo } from '../../core/model/index.ts';
import { Glyph } from '../controls/glyph.tsx';
import { ValueTile } from '../explain/sentence.tsx';
import { useCatalog, useHistory, useRecording } from '../lab-context.ts';

/** More competing values than this are told apart by their letters alone. */
const VALUES_SHOWN = 4;

/** Shape is kind, colour is value, outline is validity. */
export function Legend(): ReactNode {
  const values = useRecording((recording) => recording.timeline?.values ?? []);
  return (
    <ul className="legend" aria-label="Legend">
      <Kinds />
      <Values values={values.filter(({ letter }) => letter !== '').slice(0, VALUES_SHOWN)} />
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
          <ValueTile value={value} /> <span>{value.label}</span>
        </li>
      ))}
    </>
  );
}
