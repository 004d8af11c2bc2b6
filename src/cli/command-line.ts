import { parseArgs } from 'node:util';
import { visible } from '../core/index.ts';
import { benchCommand } from './bench.ts';
import { exploreCommand } from './explore.ts';
import { huntCommand } from './hunt.ts';
import { UsageError, isSystemError, write } from './io.ts';
import type { Io } from './io.ts';
import { presetsCommand } from './presets.ts';
import { replayCommand } from './replay.ts';
import { runCommand } from './run.ts';
import { schemaCommand } from './schema.ts';
import { mergeCommand, sweepCommand } from './sweep.ts';

const USAGE = {
  run: "parley run SCENARIO [--seed S] [--json] [--explain] [--trace FILE.jsonl] [--record FILE.json]   SCENARIO: a file, '-' or a preset's name",
  replay: 'parley replay RECORDING',
  sweep:
    'parley sweep [SWEEP.json | --protocol P --n 4..7 --f F --faulty 0..2 --tactic LIST --quorum LIST --runs K --seed S --deal turns] [--jobs J] [--shard I/N] [--out FILE.jsonl] [--json]',
  merge: 'parley merge FILE.jsonl ... [--json]',
  hunt: 'parley hunt [--protocol P] [--n N | --n 4..7] [--f F] [--faulty K] [--ablate RULES | --all-rules] [--monitor M] [--budget RUNS] [--from NUMBER] [--jobs J] [--out FOUND.json] [--json]',
  explore:
    'parley explore [--n N] [--f F] [--quorum Q] [--byzantine LIST] [--views V] [--ablate RULES] [--states MAX] [--json]',
  presets: 'parley presets [--json]',
  schema: 'parley schema',
  bench: 'parley bench [--n LIST] [--messages COUNT] [--scenarios COUNT] [--json]',
} as const;

const HELP = `Parley: Byzantine agreement, run and judged.

${Object.values(USAGE)
  .map((line) => `  ${line}`)
  .join('\n')}

Exit status: 0 the run agreed and no monitor broke; 1 it ended otherwise; 2 the input or the usage is wrong.
`;

/** Runs one command and gives its exit status. Mistakes in the input are told in one line; anything else is a bug and throws. */
export async function commandLine(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await write(io.stderr, `parley: ${oneLine(error.message)}\n`);
    return 2;
  }
}

type Command = (args: readonly string[], io: Io) => Promise<number>;

const COMMANDS: Readonly<Record<keyof typeof USAGE, Command>> = {
  run: (args, io) => runCommand(runOptions(args), io),
  replay: (args, io) => replayCommand(onlyArgument(args, 'replay', 'recording'), io),
  sweep: (args, io) => sweepCommand(sweepOptions(args), io),
  merge: (args, io) => mergeCommand(mergeOptions(args), io),
  hunt: (args, io) => huntCommand(huntOptions(args), io),
  explore: (args, io) => exploreCommand(exploreOptions(args), io),
  presets: (args, io) => presetsCommand({ json: flags(args, 'presets').json }, io),
  schema: (args, io) => {
    noArguments(args);
    return schemaCommand(io);
  },
  bench: (args, io) => benchCommand(benchOptions(args), io),
};

async function dispatch([command = '', ...rest]: readonly string[], io: Io): Promise<number> {
  if (isCommand(command)) return await obey(command, rest, io);
  if (!['help', '--help', '-h'].includes(command))
    throw new UsageError(
      `${command === '' ? 'a command is missing' : `unknown command ${command}`}; usage: ${commands()}`,
    );
  await write(io.stdout, HELP);
  return 0;
}

async function obey(command: keyof typeof USAGE, args: readonly string[], io: Io): Promise<number> {
  const isAskedFor = args.some((arg) => arg === '--help' || arg === '-h');
  if (!isAskedFor) return await COMMANDS[command](args, io);
  await write(io.stdout, `${USAGE[command]}\n`);
  return 0;
}

function isCommand(name: string): name is keyof typeof USAGE {
  return Object.hasOwn(USAGE, name);
}

function runOptions(args: readonly string[]): Parameters<typeof runCommand>[0] {
  const { values, positionals } = read(args, 'run', {
    seed: { type: 'string' },
    json: { type: 'boolean' },
    explain: { type: 'boolean' },
    trace: { type: 'string' },
    record: { type: 'string' },
  });
  const [scenario, ...others] = positionals;
  if (scenario === undefined || others.length > 0) throw misuse('give exactly one scenario', 'run');
  const { seed = null, json = false, explain = false, trace = null, record = null } = values;
  return { scenario, seed, json, explain, trace, record };
}

function onlyArgument(args: readonly string[], command: keyof typeof USAGE, what: string): string {
  const { positionals } = read(args, command, {});
  const [only, ...others] = positionals;
  if (only === undefined || others.length > 0) throw misuse(`give exactly one ${what}`, command);
  return only;
}

function huntOptions(args: readonly string[]): Parameters<typeof huntCommand>[0] {
  const { values, positionals } = read(args, 'hunt', {
    protocol: { type: 'string' },
    n: { type: 'string' },
    f: { type: 'string' },
    faulty: { type: 'string' },
    ablate: { type: 'string' },
    monitor: { type: 'string' },
    budget: { type: 'string' },
    from: { type: 'string' },
    jobs: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
    'all-rules': { type: 'boolean' },
  });
  if (positionals.length > 0) throw misuse(`unexpected argument ${positionals[0]}`, 'hunt');
  const { json = false, ...given } = values;
  const { protocol, n, f, faulty, ablate, monitor, budget, from, jobs, out } = given;
  const allRules = values['all-rules'] ?? false;
  if (allRules && ablate !== undefined)
    throw misuse('give --ablate or --all-rules, not both', 'hunt');
  return { protocol, n, f, faulty, ablate, monitor, budget, from, jobs, out, json, allRules };
}

function sweepOptions(args: readonly string[]): Parameters<typeof sweepCommand>[0] {
  const { values, positionals } = read(args, 'sweep', {
    protocol: { type: 'string' },
    n: { type: 'string' },
    f: { type: 'string' },
    faulty: { type: 'string' },
    tactic: { type: 'string' },
    quorum: { type: 'string' },
    runs: { type: 'string' },
    seed: { type: 'string' },
    deal: { type: 'string' },
    jobs: { type: 'string' },
    shard: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  });
  const [file, ...others] = positionals;
  if (others.length > 0) throw misuse(`unexpected argument ${others[0]}`, 'sweep');
  const {
    protocol,
    n,
    f,
    faulty,
    tactic,
    quorum,
    runs,
    seed,
    deal,
    jobs,
    shard,
    out,
    json = false,
  } = values;
  return { file, protocol, n, f, faulty, tactic, quorum, runs, seed, deal, jobs, shard, out, json };
}

function mergeOptions(args: readonly string[]): Parameters<typeof mergeCommand>[0] {
  const { values, positionals } = read(args, 'merge', { json: { type: 'boolean' } });
  if (positionals.length === 0) throw misuse('give the files of a sweep', 'merge');
  return { files: positionals, json: values.json ?? false };
}

function exploreOptions(args: readonly string[]): Parameters<typeof exploreCommand>[0] {
  const { values, positionals } = read(args, 'explore', {
    n: { type: 'string' },
    f: { type: 'string' },
    quorum: { type: 'string' },
    byzantine: { type: 'string' },
    views: { type: 'string' },
    ablate: { type: 'string' },
    states: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (positionals.length > 0) throw misuse(`unexpected argument ${positionals[0]}`, 'explore');
  const { n, f, quorum, byzantine, views, ablate, states, json = false } = values;
  return { n, f, quorum, byzantine, views, ablate, states, json };
}

function benchOptions(args: readonly string[]): Parameters<typeof benchCommand>[0] {
  const { values, positionals } = read(args, 'bench', {
    n: { type: 'string' },
    messages: { type: 'string' },
    scenarios: { type: 'string' },
    json: { type: 'boolean' },
  });
  if (positionals.length > 0) throw misuse(`unexpected argument ${positionals[0]}`, 'bench');
  const { n, messages, scenarios, json = false } = values;
  return { n, messages, scenarios, json };
}

function flags(args: readonly string[], command: 'presets'): { readonly json: boolean } {
  const { values, positionals } = read(args, command, { json: { type: 'boolean' } });
  if (positionals.length > 0) throw misuse(`unexpected argument ${positionals[0]}`, command);
  return { json: values.json ?? false };
}

function noArguments(args: readonly string[]): void {
  if (args.length > 0) throw misuse(`unexpected argument ${args[0]}`, 'schema');
}

type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;

function read<const O extends Options>(
  args: readonly string[],
  command: keyof typeof USAGE,
  options: O,
) {
  try {
    const parsed = parseArgs({
      args: [...joined(args, options)],
      options,
      allowPositionals: true,
      tokens: true,
    });
    const given = parsed.tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
    const repeated = given.find((name, index) => given.indexOf(name) !== index);
    // Which of two seeds was meant is not ours to guess.
    if (repeated !== undefined) throw misuse(`--${repeated} is given more than once`, command);
    return parsed;
  } catch (error) {
    if (isSystemError(error)) throw misuse(error.message.split(/[.\n]/)[0] ?? '', command);
    throw error;
  }
}

/** A number below zero is a value, however much it looks like an option: the schema names the range that it misses. */
function joined(args: readonly string[], options: Options): readonly string[] {
  const takesValue = (arg = ''): boolean =>
    arg.startsWith('--') && options[arg.slice(2)]?.type === 'string';
  return args.flatMap((arg, index) => {
    if (takesValue(args[index - 1]) && isNegative(arg)) return [];
    const next = args[index + 1] ?? '';
    return takesValue(arg) && isNegative(next) ? [`${arg}=${next}`] : [arg];
  });
}

const isNegative = (arg: string): boolean => /^-\d/.test(arg);

function misuse(what: string, command: keyof typeof USAGE): UsageError {
  return new UsageError(`${what}; usage: ${USAGE[command]}`);
}

function commands(): string {
  return `parley ${Object.keys(USAGE).join(' | ')} (parley help tells more)`;
}

/** File names and fields of a scenario may hold anything; a line must stay a line. */
function oneLine(text: string): string {
  return visible(text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' '));
}
