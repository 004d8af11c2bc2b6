import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { canonical } from '../base/canonical.ts';

/** Hex SHA-256 over the canonical bytes of the data. The domain keeps a request from passing as a batch or a state (A9). */
export function digest(domain: string, data: unknown): string {
  return bytesToHex(sha256(canonical(['parley/1', domain, data])));
}
