import { scenarioSchema } from '../core/index.ts';
import { write } from './io.ts';
import type { Io } from './io.ts';

/** `parley schema`: the JSON Schema of a scenario, for editors and generators. */
export async function schemaCommand(io: Io): Promise<number> {
  await write(io.stdout, `${JSON.stringify(scenarioSchema('headless'), null, 2)}\n`);
  return 0;
}
