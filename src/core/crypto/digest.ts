import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { canonical } from '../base/canonical.ts';

/** Hex SHA-256 over the canonical bytes of the data. The domain keeps a request from passing as a batch or a state (A9). */
export function digest(domain: string, data: unknown): string {
  return bytesToHex(sha256(canonical(['parley/1', domain, data])));
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
