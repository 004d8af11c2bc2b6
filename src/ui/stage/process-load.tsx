import { Fragment, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { loadOf, underWay } from '../../store/under-way.ts';
import { Glyph } from '../controls/glyph.tsx';
import { useNamer } from '../explain/sentence.tsx';
import { useLab, useProtocol, useSelection } from '../lab-context.ts';

/** Of the selected process: its messages under way, in bundles by kind, and the way to each of them. */
export function ProcessLoad(): ReactNode {
  const process = useSelection((selection) => selection.process);
  return process === null ? null : <Load process={process} />;
}

function Load({ process }: { process: number }): ReactNode {
  const lab = useLab();
  const nameOf = useNamer();
  const kinds = Object.values(useProtocol()?.messages ?? {});
  // As a text, which stays the same from frame to frame while the counts do.
  const text = useStore(lab.playback, ({ at }) =>
    JSON.stringify(loadOf(lab.recording.getState(), at, process)),
  );
  const loads = useMemo(
    () =>
      text === '' ? [] : loadOf(lab.recording.getState(), lab.playback.getState().at, process),
    [lab, process, text],
  );
  if (loads.length === 0) return null;
  const open = (): void => {
    lab.playback.setState({ isPlaying: false });
    const { at } = lab.playback.getState();
    lab.selection.setState({ choices: underWay(lab.recording.getState(), at, process) });
  };
  return (
    <button type="button" className="process-load" onClick={open}>
      {nameOf(process)}:
      {loads.map(({ kind, from, to }) => (
        <Fragment key={kind}>
          {from > 0 && (
            <span>
              <Glyph kind={kinds[kind]?.glyph ?? 'circle'} /> {from} sent
            </span>
          )}
          {to > 0 && (
            <span>
              <Glyph kind={kinds[kind]?.glyph ?? 'circle'} /> {to} coming
            </span>
          )}
        </Fragment>
      ))}
    </button>
  );
}
