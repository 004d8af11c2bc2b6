/** A tactic or a monitor that names no protocol is for all. */
export function isFor(
  { protocols }: { readonly protocols: readonly string[] },
  protocol: string,
): boolean {
  return protocols.length === 0 || protocols.includes(protocol);
}
