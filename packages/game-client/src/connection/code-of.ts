/**
 * Returns the server's code for a refusal or a closed connection; undefined when there was no answer. A browser's own
 * errors have numbers of another kind.
 */
export function codeOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || error instanceof DOMException) return undefined;
  return "code" in error && typeof error.code === "number" ? error.code : undefined;
}
