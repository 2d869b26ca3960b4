import type { Config } from "../config/schema.ts";
import { isSame } from "../network/secret.ts";

/** An administrator may do everything. A moderator looks after the order among people, and bans for a limited time. */
export type Role = "admin" | "moderator";

/** One of the people who run a server. */
export interface StaffMember {
  readonly name: string;
  readonly role: Role;
}

/** The longest time for which a moderator bans or mutes, in hours. */
export const MODERATOR_MAX_HOURS = 7 * 24;

/** The people who run a server, each known by a token. */
export class Staff {
  readonly #members: readonly (StaffMember & { readonly token: string })[];

  constructor({
    adminPassword,
    adminTokens,
    moderatorTokens,
  }: Pick<Config, "adminPassword" | "adminTokens" | "moderatorTokens">) {
    const read = (texts: readonly string[], role: Role) =>
      texts.map((text) => {
        const at = text.indexOf(":");
        return { name: text.slice(0, at), token: text.slice(at + 1), role };
      });
    this.#members = [
      ...(adminPassword === "" ? [] : [{ name: "admin", token: adminPassword, role: "admin" } as const]),
      ...read(adminTokens, "admin"),
      ...read(moderatorTokens, "moderator"),
    ];
  }

  /** Whether the host has set no token at all. */
  get isEmpty(): boolean {
    return this.#members.length === 0;
  }

  /** Returns whose token it is. All are compared, so that the time tells nothing. */
  find(shown: string): StaffMember | undefined {
    let found: StaffMember | undefined;
    for (const { name, role, token } of this.#members) if (isSame(shown, token)) found ??= { name, role };
    return found;
  }
}
