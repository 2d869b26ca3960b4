import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";

const PASSWORD_CODES = new Set<unknown>([
  JOIN_REFUSED.passwordNeeded,
  JOIN_REFUSED.wrongPassword,
  JOIN_REFUSED.tooManyGuesses,
]);

/** Joining failed. The message is a sentence for the player. */
export class JoinError extends Error {
  /** True when the right password would open the room. */
  readonly needsPassword: boolean;

  /** `code` is the server's reason for the refusal, if there was an answer. */
  constructor(message: string, code: unknown, options: ErrorOptions) {
    super(message, options);
    this.needsPassword = PASSWORD_CODES.has(code);
  }
}
