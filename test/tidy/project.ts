/** The files of the project as the tidy rules see them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A path from the root of the project, with slashes, and its text. */
export type SourceFile = { readonly path: string; readonly text: string };

/** What a rule found: where, and what to do instead. */
export type Complaint = { readonly path: string; readonly line: number; readonly advice: string };

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What no person wrote. */
const GENERATED = new Set([
  'node_modules',
  '.git',
  'dist',
  'dist-cli',
  'test-results',
  'playwright-report',
  'coverage',
  'package-lock.json',
]);

const TEXT =
  /\.(?:css|html|js|json|md|mjs|pml|svg|ts|tsx|txt|yml)$|(?:^|\/)(?:\.ci\/run|LICENSE|\.[a-z]+)$/;
const CODE = /\.(?:js|mjs|ts|tsx)$/;

export function projectFiles(): readonly SourceFile[] {
  return listFiles('')
    .filter((path) => TEXT.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

export function isCode(file: SourceFile): boolean {
  return CODE.test(file.path);
}

/** For the message of a failing test: one line for each complaint, with the place first. */
export function report(complaints: readonly Complaint[]): readonly string[] {
  return complaints.map(({ path, line, advice }) => `${path}:${line} ${advice}`);
}

/** Each line that matches, as a complaint with the same advice. */
export function complainWhere(file: SourceFile, pattern: RegExp, advice: string): Complaint[] {
  return file.text
    .split('\n')
    .flatMap((line, index) =>
      pattern.test(line) ? [{ path: file.path, line: index + 1, advice }] : [],
    );
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (GENERATED.has(entry.name)) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? listFiles(path) : [path];
  });
}
