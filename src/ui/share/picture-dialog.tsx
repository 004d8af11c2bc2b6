import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { fileName } from '../../store/kept/files.ts';
import type { Lab } from '../../store/lab.ts';
import { showFailure } from '../../store/notices.ts';
import { draftOf } from '../../store/kept/sitting.ts';
import { Dialog } from '../controls/dialog.tsx';
import { saveFile } from '../files.ts';
import { useLab, useSelection } from '../lab-context.ts';
import { Radios } from './radios.tsx';
import { pictureOf } from './picture.ts';
import { pngOf } from './raster.ts';

type What = 'stage' | 'diagram';
type Form = 'png' | 'svg';
type Wish = {
  readonly what: What;
  readonly form: Form;
  readonly hasTitle: boolean;
  readonly hasLegend: boolean;
};

/** Twice the size on the screen: sharp on paper and on dense screens. */
const SCALE = 2;

export function PictureDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const lab = useLab();
  const hasDiagram = useSelection((selection) => selection.panel === 'spacetime');
  const [wish, setWish] = useState<Wish>({
    what: 'stage',
    form: 'png',
    hasTitle: true,
    hasLegend: true,
  });
  const title = useId();
  const legend = useId();
  return (
    <Dialog title="Save a picture" onClose={onClose}>
      <Radios<What>
        legend="What"
        value={wish.what}
        options={[
          ['stage', 'The stage'],
          ['diagram', 'The space-time diagram'],
        ]}
        disabled={hasDiagram ? [] : ['diagram']}
        onChange={(what) => setWish({ ...wish, what })}
      />
      {!hasDiagram && <p className="hint">The diagram has to be open below the stage for that.</p>}
      <Radios<Form>
        legend="As"
        value={wish.form}
        options={[
          ['png', 'PNG, pixels'],
          ['svg', 'SVG, lines that can be edited'],
        ]}
        onChange={(form) => setWish({ ...wish, form })}
      />
      <p className="checks">
        <input
          id={title}
          type="checkbox"
          checked={wish.hasTitle}
          onChange={({ target }) => setWish({ ...wish, hasTitle: target.checked })}
        />
        <label htmlFor={title}>With a title: outcome, view and sequence number</label>
      </p>
      <p className="checks">
        <input
          id={legend}
          type="checkbox"
          checked={wish.hasLegend}
          onChange={({ target }) => setWish({ ...wish, hasLegend: target.checked })}
        />
        <label htmlFor={legend}>With a legend</label>
      </p>
      <div className="dialog-actions">
        <button type="button" className="button button-line" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className="button button-gold"
          onClick={() => {
            onClose();
            save(lab, wish).catch((error: unknown) => showFailure(lab, error));
          }}
        >
          Save
        </button>
      </div>
    </Dialog>
  );
}

async function save(lab: Lab, wish: Wish): Promise<void> {
  const draft = draftOf(lab);
  if (!draft) return;
  const { at } = lab.playback.getState();
  const name = `${fileName(draft)}-${wish.what}-${Math.round(at / 1000)}ms`;
  const picture = await pictureOf(blocksOf(wish), draft.scenario.title || 'A run of Parley');
  if (wish.form === 'svg') saveFile(`${name}.svg`, [picture.svg], 'image/svg+xml');
  else saveFile(`${name}.png`, [await pngOf(picture, SCALE)], 'image/png');
}

function blocksOf({ what, hasTitle, hasLegend }: Wish): readonly Element[] {
  const wanted = [
    hasTitle ? '.stage-header' : null,
    what === 'stage' ? '.stage-canvas' : '.diagram-canvas',
    hasLegend ? '.stage-panel .legend' : null,
  ];
  return wanted.flatMap((selector) => {
    const found = selector === null ? null : document.querySelector(selector);
    return found ? [found] : [];
  });
}
