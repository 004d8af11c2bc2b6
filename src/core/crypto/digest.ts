import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { canonical } from '../base/canonical.ts';
import { Memo } from './memo.ts';

/** Hex SHA-256 over the canonical bytes of the data. The domain keeps a request from passing as a batch or a state (A9). */
export function digest(domain: string, data: unknown): string {
  const compute = (): string => bytesToHex(sha256(canonical(['parley/1', domain, data])));
  const text = exactText(data);
  return text === null ? compute() : memoOf(domain).take(text, compute);
}

/** Every replica asks for the digests of the same batches and states: of short ones the latest are remembered. */
const REMEMBERED = 512;

/** By domain, of which the protocols have a few. */
const DIGESTS = new Map<string, Memo<string>>();

function memoOf(domain: string): Memo<string> {
  const known = DIGESTS.get(domain);
  if (known !== undefined) return known;
  const memo = new Memo<string>(REMEMBERED);
  DIGESTS.set(domain, memo);
  return memo;
}

const TEXT_MAX = 1_024;

/**
 * JSON that stands for this plain data alone; null where it is long, or where a number may be none: JSON writes `null` for it. An order of
 * keys of its own costs no more than a computation of its own.
 */
function exactText(data: unknown): string | null {
  const text: unknown = JSON.stringify(data);
  const isExact = typeof text === 'string' && text.length <= TEXT_MAX && !text.includes('null');
  return isExact ? text : null;
}

/** SHA-256 over what is fed to it bit by bit. */
interface Hasher {
  update(bytes: Uint8Array): void;
  hex(): string;
}

export function createHasher(): Hasher {
  const hasher = sha256.create();
  return {
    update: (bytes) => void hasher.update(bytes),
    hex: () => bytesToHex(hasher.digest()),
  };
}
