/** The order of the group in which Ed25519 signs. */
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The same signature with S + L instead of S: a second encoding that a lax verifier would accept. */
export function withLargerS(signature: string): string {
  const bytes = Buffer.from(signature, 'hex');
  let s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + ORDER;
  for (let i = 32; i < 64; i++) {
    bytes[i] = Number(s & 0xffn);
    s >>= 8n;
  }
  return bytes.toString('hex');
}
