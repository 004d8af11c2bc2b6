/** The example of docs/sweeps.md, as it stands there. */
export type Example = {
  /** The file with the grid. */
  readonly grid: string;
  readonly shards: string;
  readonly merge: string;
};

export function exampleIn(text: string): Example {
  const [, grid] = /```json\n([\s\S]*?)```/.exec(text) ?? [];
  const [, shards, merge] = /```sh\n(parallel .*)\n(.* merge .*)\n```/.exec(text) ?? [];
  if (grid === undefined || shards === undefined || merge === undefined)
    throw new Error('docs/sweeps.md has lost its example with GNU parallel');
  return { grid, shards, merge };
}

/** The same processes side by side, started by a loop. */
export function inShell(parallel: string): string {
  const [, command, items] = /'(.*)' ::: (.*)$/.exec(parallel) ?? [];
  if (command === undefined || items === undefined)
    throw new Error(`it is not known how to start ${parallel} by a loop`);
  return `for i in ${items}; do ${command.replaceAll('{}', '$i')} & done; wait`;
}
