import { assert } from '../base/assert.ts';

/** A signature scheme for one run: every process id has a key pair in it. */
export interface SignatureScheme {
  /** Lower-case hex; the same statement of the same signer always gives the same signature. */
  sign(signer: number, statement: readonly unknown[]): string;
  /** False for anything malformed; never throws. */
  verify(signer: number, statement: readonly unknown[], signature: unknown): boolean;
}

/** The private keys that one party holds. To sign as somebody else it would have to have that key, and it has not. */
export interface Keyring {
  owns(signer: number): boolean;
  /** Throws for a key that the ring does not hold. */
  sign(signer: number, statement: readonly unknown[]): string;
}

/** The keys of these processes and of no others: whoever holds it cannot sign as anybody else. */
export function createKeyring(scheme: SignatureScheme, ids: readonly number[]): Keyring {
  const held: ReadonlySet<number> = new Set(ids);
  return {
    owns: (signer) => held.has(signer),
    sign(signer, statement) {
      assert(held.has(signer), () => `only an owner of the key of process ${signer} signs as it`);
      return scheme.sign(signer, statement);
    },
  };
}
