/** What a caught value says went wrong: libraries and browsers throw whatever they like. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
