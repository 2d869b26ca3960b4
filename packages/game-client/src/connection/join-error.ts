import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";

const PASSWORD_CODES = new Set<unknown>([
  JOIN_REFUSED.passwordNeeded,
  JOIN_REFUSED.wrongPassword,
  JOIN_REFUSED.tooManyGuesses,
]);

const FULL_CODES = new Set<unknown>([JOIN_REFUSED.full, JOIN_REFUSED.fullOfSpectators]);
const PARTY_CODES = new Set<unknown>([JOIN_REFUSED.unknownParty, JOIN_REFUSED.partyFull]);

/** Joining failed. The message is a sentence for the player. */
export class JoinError extends Error {
  /** True when the right password would open the room. */
  readonly needsPassword: boolean;
  /** True when the player could join without their party. */
  readonly isAboutParty: boolean;
  /** True when the page is of another build than the server: a reload brings the page of the server. */
  readonly isOtherBuild: boolean;
  /** True when only the places are missing: the fight can be watched all the same. */
  readonly isFull: boolean;

  /** `code` is the server's reason for the refusal, if there was an answer. */
  constructor(message: string, code: unknown, options: ErrorOptions) {
    super(message, options);
    this.needsPassword = PASSWORD_CODES.has(code);
    this.isFull = FULL_CODES.has(code);
    this.isAboutParty = PARTY_CODES.has(code);
    this.isOtherBuild = code === JOIN_REFUSED.otherBuild;
  }
}
