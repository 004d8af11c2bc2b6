/** Rules on the text of files that a linter does not know. Each says what to do instead. */
import { complainWhere, isCode } from './project.ts';
import type { Complaint, SourceFile } from './project.ts';

export type TextRule = {
  readonly name: string;
  readonly applies: (file: SourceFile) => boolean;
  readonly pattern: RegExp;
  readonly advice: string;
  /** A line that breaks it and one that does not, so that the rule is tested itself. */
  readonly bad: string;
  readonly good: string;
};

const isCore = (file: SourceFile) => file.path.startsWith('src/core/');
const isAnywhere = (file: SourceFile) => !file.path.startsWith('test/tidy/');

const COMMENT_WIDTH_MAX = 140;

export const TEXT_RULES: readonly TextRule[] = [
  {
    name: 'no leftover notes',
    applies: isAnywhere,
    pattern: /\b(?:FIXME|TODO|XXX|HACK)\b/,
    advice: 'do it now, or open an issue and say nothing here.',
    bad: '// TODO: later',
    good: '// Later messages are ignored.',
  },
  {
    name: 'no test left out or alone',
    applies: (file) => file.path.startsWith('test/') && isAnywhere(file),
    pattern: /\b(?:it|test|describe|suite)\.(?:only|skip|todo|fixme|fails|skipIf|runIf)\b/,
    advice: 'every test runs every time: remove the modifier, or the test.',
    bad: "it.skip('works', () => {});",
    good: "it('skips what is stale', () => {});",
  },
  {
    name: 'no place of one machine',
    applies: isAnywhere,
    pattern: /\/(?:home|Users|root|work|tmp)\/[a-z.]/,
    advice: 'write a path that exists on every machine.',
    bad: "const file = '/home/ada/parley/run.json';",
    good: "const file = join(folder, 'run.json');",
  },
  {
    name: 'no clock and no chance in the core',
    applies: (file) => isCore(file) && isCode(file),
    pattern: /\b(?:Math\.random|Date\.now|new Date|performance\.now)\b/,
    advice: 'use ctx.now and the keyed draws of core/base.',
    bad: 'const id = Math.random();',
    good: "const id = draw(seed, 'id', 1);",
  },
  {
    name: 'an exception to a rule carries its proof',
    applies: (file) => isCode(file) && isAnywhere(file),
    pattern: /eslint-disable(?!.* -- \S)|@ts-ignore|@ts-nocheck|@ts-expect-error(?! \S)/,
    advice: 'say after " -- " why the rule does not hold here.',
    bad: '// eslint-disable-next-line max-params',
    good: '// eslint-disable-next-line max-params -- The signature is that of the platform.',
  },
  {
    name: 'comments fit on a screen',
    // The formatter breaks code but no comments.
    applies: (file) => isCode(file) || file.path.endsWith('.css'),
    pattern: new RegExp(String.raw`^(?=.{${COMMENT_WIDTH_MAX + 1}})\s*(?://|/?\*)`),
    advice: `break comments within ${COMMENT_WIDTH_MAX} characters.`,
    bad: `// ${'long '.repeat(30)}`,
    good: '// Short.',
  },
  {
    name: 'plain characters only',
    applies: (file) => isCode(file) && isAnywhere(file),
    // Invisible ones change what a reader sees: zero-width and direction marks, no-break space, byte order mark.
    pattern: /[\u00a0\u200b-\u200f\u202a-\u202e\u2060\ufeff]/,
    advice: 'write an escape instead of an invisible character.',
    bad: "const space = '\u00a0';",
    good: String.raw`const space = '\u00a0';`,
  },
];

export function textComplaints(files: readonly SourceFile[], rule: TextRule): Complaint[] {
  return files
    .filter(rule.applies)
    .flatMap((file) => complainWhere(file, rule.pattern, rule.advice));
}

export const FILE_LINES_MAX = 400;

export function sizeComplaints(files: readonly SourceFile[]): Complaint[] {
  return files
    .filter((file) => isCode(file) || file.path.endsWith('.css'))
    .flatMap(({ path, text }) => {
      const lines = text.split('\n').length - 1;
      const advice = `has ${lines} lines; split it below ${FILE_LINES_MAX}: one file answers one question.`;
      return lines < FILE_LINES_MAX ? [] : [{ path, line: FILE_LINES_MAX, advice }];
    });
}

const CAPITALS = /^(?:README|ARCHITECTURE|CONTRIBUTING|CHANGELOG)\.md$|^LICENSE$/;
const KEBAB = /^\.?[a-z0-9]+(?:[-.][a-z0-9]+)*$/;

export function nameComplaints(files: readonly SourceFile[]): Complaint[] {
  return files.flatMap(({ path }) => {
    const isFine = path.split('/').every((step) => KEBAB.test(step) || CAPITALS.test(step));
    const advice = 'name files and folders in small letters with hyphens.';
    return isFine ? [] : [{ path, line: 1, advice }];
  });
}
