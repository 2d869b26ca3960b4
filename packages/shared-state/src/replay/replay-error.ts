/** A replay that can't be read or played. The message is a sentence for the person who opened it. */
export class ReplayError extends Error {
  override name = "ReplayError";
}
