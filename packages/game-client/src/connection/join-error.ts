import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";

const PASSWORD_CODES = new Set<unknown>([
  JOIN_REFUSED.passwordNeeded,
  JOIN_REFUSED.wrongPassword,
  JOIN_REFUSED.tooManyGuesses,
]);

/** Joining did not work; the message is a sentence for the player. */
export class JoinError extends Error {
  /** The right password would open the room. */
  readonly needsPassword: boolean;

  /** `code` is what the server refused with, if it did. */
  constructor(message: string, code: unknown, options: ErrorOptions) {
    super(message, options);
    this.needsPassword = PASSWORD_CODES.has(code);
  }
}
