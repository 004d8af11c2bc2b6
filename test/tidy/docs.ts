/** Rules on the documents: what they say to type exists, and what they point to is there. */
import { posix } from 'node:path';
import { complainWhere } from './project.ts';
import type { Complaint, SourceFile } from './project.ts';

/** A command of a document, and the output that the document shows for it. */
export type Example = {
  readonly path: string;
  readonly command: string;
  readonly output: string;
};

export function isDocument(file: SourceFile): boolean {
  return file.path.endsWith('.md');
}

/** One title each, so that a table of contents can be made of them. */
export function titleComplaints(document: SourceFile): Complaint[] {
  const prose = { ...document, text: withoutCode(document.text) };
  const titles = complainWhere(prose, /^# \S/, 'has one title too many.');
  const { path } = document;
  return titles.length === 0 ? [{ path, line: 1, advice: 'has no title.' }] : titles.slice(1);
}

const NPM_RUN = /npm run (?:-s )?([\w:-]+)/g;
const NPM_SHORT = /npm (start|test)\b/g;

/** Scripts that a document tells to run and package.json does not know. */
export function scriptComplaints(
  document: SourceFile,
  scripts: Readonly<Record<string, unknown>>,
): Complaint[] {
  return document.text.split('\n').flatMap((line, index) =>
    [...line.matchAll(NPM_RUN), ...line.matchAll(NPM_SHORT)]
      .map(([, script]) => script ?? '')
      .filter((script) => !(script in scripts))
      .map((script) => ({
        path: document.path,
        line: index + 1,
        advice: `says "npm run ${script}", and there is no such script.`,
      })),
  );
}

const LINK = /\]\(([^)#\s]+)(?:#[^)]*)?\)/g;

/** Links and pictures that lead to no file. `paths` are all files, also those that are not text. */
export function linkComplaints(
  document: SourceFile,
  exists: (path: string) => boolean,
): Complaint[] {
  const folder = posix.dirname(document.path);
  return document.text.split('\n').flatMap((line, index) =>
    [...line.matchAll(LINK)]
      .map(([, target]) => target ?? '')
      .filter((target) => !/^[a-z]+:/.test(target) && !exists(posix.join(folder, target)))
      .map((target) => ({
        path: document.path,
        line: index + 1,
        advice: `points to ${target}, which does not exist.`,
      })),
  );
}

const CONSOLE_BLOCK = /^```console\n([\s\S]*?)^```/gm;

/** The commands that documents show together with their output, in blocks marked `console`. */
export function examplesIn({ path, text }: SourceFile): readonly Example[] {
  return [...text.matchAll(CONSOLE_BLOCK)].flatMap(([, block]) =>
    (block ?? '')
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [command = '', ...output] = part.split('\n');
        return { path, command, output: output.join('\n').trim() };
      }),
  );
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, ''));
}
