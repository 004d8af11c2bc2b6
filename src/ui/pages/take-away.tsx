import type { ReactNode } from 'react';
import { reasonOf } from '../../core/base/reason.ts';
import { csvOf } from '../../store/data-table.ts';
import type { DataTable } from '../../store/data-table.ts';
import type { Lab } from '../../store/lab.ts';
import { Icon } from '../controls/icon.tsx';
import { saveFile } from '../files.ts';
import { useLab } from '../lab-context.ts';
import { pictureOf } from '../share/picture.ts';
import { pngOf } from '../share/raster.ts';
import './take-away.css';

export type Chart = {
  /** How its files are called, without an ending: `threshold-map`. */
  readonly name: string;
  /** What stands in the picture for whoever cannot see it. */
  readonly title: string;
  /** What is drawn, one part below the other, once a picture is asked for; parts that are not there are left out. */
  readonly parts: () => readonly (Element | null)[];
  readonly table: () => DataTable;
  /** The file from which the same can be computed again, and what it is called: a scenario, a sweep. */
  readonly recipe: { readonly label: string; readonly document: () => unknown };
};

type Props = {
  readonly chart: Chart;
  /** Nothing is there yet that could be taken. */
  readonly isEmpty?: boolean;
};

/** Twice the size on the screen: sharp on paper and on dense screens. */
const SCALE = 2;

/** The bar by which a chart of a page is taken along: its data, its picture, and what it was made from. */
export function TakeAway({ chart, isEmpty = false }: Props): ReactNode {
  const lab = useLab();
  const { label } = chart.recipe;
  const kinds: readonly (readonly [text: string, what: string, take: Take])[] = [
    ['CSV', 'the data as CSV', takeData],
    ['SVG', 'the picture as SVG', takeDrawing],
    ['PNG', 'the picture as PNG', takePixels],
    [label, `the ${label.toLowerCase()} as a JSON file`, takeRecipe],
  ];
  return (
    <div className="take-away" role="group" aria-label={`Take away: ${chart.title}`}>
      {kinds.map(([text, what, take]) => (
        <button
          key={text}
          type="button"
          className="button button-line"
          disabled={isEmpty}
          aria-label={`Save ${what}`}
          title={`Save ${what}`}
          onClick={() => {
            tryTo(() => take(chart, lab), lab);
          }}
        >
          <Icon name="save" />
          {text}
        </button>
      ))}
    </div>
  );
}

type Take = (chart: Chart, lab: Lab) => void | Promise<void>;

function takeData({ name, table }: Chart, { around }: Lab): void {
  around.save(`${name}.csv`, [csvOf(table())], 'text/csv');
}

function takeRecipe({ name, recipe }: Chart, { around }: Lab): void {
  const text = `${JSON.stringify(recipe.document(), null, 2)}\n`;
  around.save(`${name}.json`, [text], 'application/json');
}

async function takeDrawing(chart: Chart): Promise<void> {
  saveFile(`${chart.name}.svg`, [(await drawn(chart)).svg], 'image/svg+xml');
}

async function takePixels(chart: Chart): Promise<void> {
  saveFile(`${chart.name}.png`, [await pngOf(await drawn(chart), SCALE)], 'image/png');
}

function drawn({ parts, title }: Chart): ReturnType<typeof pictureOf> {
  return pictureOf(
    parts().filter((part) => part !== null),
    title,
  );
}

function tryTo(take: () => void | Promise<void>, lab: Lab): void {
  Promise.resolve()
    .then(take)
    .catch((error: unknown) => {
      const reason = reasonOf(error);
      lab.selection.setState({ toast: `This could not be saved. ${reason}` });
    });
}
