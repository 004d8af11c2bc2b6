import { catalog } from '../core/index.ts';
import type { Preset } from '../core/model/index.ts';
import { write } from './io.ts';
import type { Io } from './io.ts';

/** `parley presets`: what there is to run by name. */
export async function presetsCommand(
  { json }: { readonly json: boolean },
  io: Io,
): Promise<number> {
  const { presets } = catalog();
  const width = Math.max(...presets.map((preset) => preset.name.length));
  const text = json
    ? JSON.stringify(presets)
    : presets.map((preset) => row(preset, width)).join('\n');
  await write(io.stdout, `${text}\n`);
  return 0;
}

function row(preset: Preset, width: number): string {
  return `${preset.name.padEnd(width)}  ${preset.promises.outcome.padEnd(7)}  ${preset.title}`;
}
