import { getPublicKey, hashes, sign, verify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { canonical } from '../base/canonical.ts';
import { Memo } from './memo.ts';
import type { SignatureScheme } from './scheme.ts';
import { statementBytes } from './statement-bytes.ts';

/** Real signatures: Ed25519, RFC 8032, over canonical bytes. Keys follow from the run and the process id alone. */
export function createEd25519(runId: string): SignatureScheme {
  // The library is synchronous only with this hook, and a deterministic engine cannot wait for a promise.
  hashes.sha512 = sha512;
  return {
    sign(signer, statement) {
      const bytes = statementBytes(runId, signer, statement);
      if (bytes === null)
        throw new Error(`Process ${signer} signs something that is not plain data`);
      const { secret, publicHex } = keysOf(runId, signer);
      const name = publicHex + fingerprint(bytes);
      return SIGNED.take(name, () => bytesToHex(sign(bytes, secret)));
    },
    verify(signer, statement, signature) {
      if (!Number.isSafeInteger(signer) || signer < 0) return false;
      const publicHex = (): string => keysOf(runId, signer).publicHex;
      return verifyStatement({ runId, signer, publicHex }, statement, signature);
    },
  };
}

type Signer = {
  readonly runId: string;
  readonly signer: number;
  readonly publicHex: () => string;
};

function verifyStatement(
  { runId, signer, publicHex }: Signer,
  statement: readonly unknown[],
  signature: unknown,
): boolean {
  if (typeof signature !== 'string' || !SIGNATURE.test(signature)) return false;
  const bytes = statementBytes(runId, signer, statement);
  return bytes !== null && verifyBytes(publicHex(), bytes, signature);
}

/** What a council publishes: the run that its signatures name, and the public key of each member, in hex. */
export type PublicKeys = { readonly run: string; readonly keys: readonly string[] };

export function publicKeysOf(runId: string, members: number): PublicKeys {
  const keys = Array.from({ length: members }, (_, id) => keysOf(runId, id).publicHex);
  return { run: runId, keys };
}

/** The half of the scheme that needs no secret: what anybody can check who knows the public keys. */
export function createPublicVerifier({
  run: runId,
  keys,
}: PublicKeys): Pick<SignatureScheme, 'verify'> {
  return {
    verify(signer, statement, signature) {
      const key = keys[signer];
      if (key === undefined) return false;
      return verifyStatement({ runId, signer, publicHex: () => key }, statement, signature);
    },
  };
}

/**
 * Whether this is a signature of these bytes under this key. Non-canonical S, points out of range and keys of small
 * order are refused (A4). Identical questions are computed once, whoever asks: the memo's key is exactly what the
 * answer depends on, key, bytes and signature (A10). It outlives a run, so that replays and branches are cheap.
 */
export function verifyBytes(publicHex: string, bytes: Uint8Array, signature: string): boolean {
  hashes.sha512 = sha512;
  return VERIFIED.take(publicHex + signature + fingerprint(bytes), () =>
    verify(hexToBytes(signature), bytes, hexToBytes(publicHex), { zip215: false }),
  );
}

// Upper case would be a second accepted spelling of one signature.
const SIGNATURE = /^[0-9a-f]{128}$/;

type Keys = { readonly secret: Uint8Array; readonly publicHex: string };

const KEYS = new Memo<Keys>(8_192);
const SIGNED = new Memo<string>(32_768);
const VERIFIED = new Memo<boolean>(65_536);

function keysOf(runId: string, id: number): Keys {
  return KEYS.take(`${id} ${runId}`, () => {
    const secret = sha256(canonical(['parley key', runId, id]));
    return { secret, publicHex: bytesToHex(getPublicKey(secret)) };
  });
}

const EXACT_BYTES_MAX = 512;

/** The bytes themselves, one character each; for long ones their SHA-256, which nobody can make collide. */
function fingerprint(bytes: Uint8Array): string {
  if (bytes.length > EXACT_BYTES_MAX) return `h${bytesToHex(sha256(bytes))}`;
  return `b${String.fromCharCode(...bytes)}`;
}
