import {
  createReadStream,
  createWriteStream,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import type { Readable, Writable } from 'node:stream';

/** The streams of a command, given to it so that tests can hold them. */
export type Io = { readonly stdin: Readable; readonly stdout: Writable; readonly stderr: Writable };

/** What the person who typed the command did wrong, in one line. Ends in exit status 2. */
export class UsageError extends Error {}

/** Writes and waits where the reader is slow. Rejects with EPIPE once nobody reads any more. */
export async function write(stream: Writable, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Many short lines cost one write for each batch. */
export async function writeLines(stream: Writable, lines: Iterable<string>): Promise<void> {
  let batch = '';
  for (const line of lines) {
    batch += `${line}\n`;
    if (batch.length < BATCH) continue;
    await write(stream, batch);
    batch = '';
  }
  if (batch !== '') await write(stream, batch);
}

const BATCH = 65_536;

export async function readFileText(path: string, bytesMax: number): Promise<string> {
  return await readText(createReadStream(path), bytesMax, path);
}

/** Reads to the end, or to the limit: what is longer is refused without being read. */
export async function readText(stream: Readable, bytesMax: number, name: string): Promise<string> {
  const bytes = await readBytes(stream, bytesMax, name).catch((error: unknown) => {
    throw isSystemError(error)
      ? new UsageError(`cannot read ${name}: ${reasonOf(error, 'there is no such file')}`)
      : error;
  });
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UsageError(`${name} is not UTF-8 text`);
  }
}

async function readBytes(stream: Readable, bytesMax: number, name: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    const bytes: unknown = part;
    if (!Buffer.isBuffer(bytes)) throw new Error('a stream without an encoding hands out bytes');
    size += bytes.length;
    if (size > bytesMax)
      throw new UsageError(`${name} is too long: at most ${bytesMax} bytes are read`);
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** What a file that is gone on with holds. */
export function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reasonOf(error, 'there is no such file')}`);
  }
}

/** A pipe or a device holds nothing to go on with, and reading it might never end. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Makes sure before the work begins that a file can be written, and leaves what it holds, or that there is none, as it is. */
export async function tryFile(path: string): Promise<void> {
  const wasThere = existsSync(path);
  await close(await openFile(path, 'a'));
  if (!wasThere) rmSync(path);
}

/** Opens a file for writing: before the work begins, so that a wrong path costs no run. */
export async function openFile(path: string, flags: 'w' | 'a' = 'w'): Promise<Writable> {
  const file = createWriteStream(path, { flags });
  await new Promise<void>((resolve, reject) => {
    file.once('open', () => resolve());
    file.once('error', (error) => {
      // A file to write need not exist; its folder must.
      const why = reasonOf(error, 'there is no such folder');
      reject(new UsageError(`cannot write ${path}: ${why}`));
    });
  });
  return file;
}

export async function close(file: Writable): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    file.once('error', reject);
    file.end(() => resolve());
  });
}

type SystemError = Error & { readonly code: string };

export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

const REASONS: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'the name is too long',
};

/** What an error of the system says, in words; `absent` where something is not there. Throws on what is no such error. */
export function reasonOf(error: unknown, absent: string): string {
  if (!isSystemError(error)) throw error;
  return error.code === 'ENOENT' ? absent : (REASONS[error.code] ?? (error.code || error.message));
}
