import type { Runtime } from "@fray/netcode/core";
import { PARTY_TOKEN } from "@fray/shared-state/protocol/party";
import { createHmac, timingSafeEqual } from "node:crypto";

/** Too many to guess. */
const ID_BYTES = 16;

/**
 * Makes and reads the tokens of parties. The server stores no parties: a party is an id that its members carry, and the
 * signature shows that a server with this secret has made it. So a party outlasts restarts, and every node knows it.
 */
export class PartyTokens {
  readonly #secret: Buffer;
  readonly #runtime: Pick<Runtime, "randomBytes">;

  constructor(secret: Buffer, runtime: Pick<Runtime, "randomBytes">) {
    this.#secret = secret;
    this.#runtime = runtime;
  }

  /** Creates the id of a new party. */
  create(): string {
    return Buffer.from(this.#runtime.randomBytes(ID_BYTES)).toString("base64url");
  }

  tokenOf(id: string): string {
    return `${id}.${this.#sign(id).toString("base64url")}`;
  }

  /** Returns the id of a party; undefined for a token that no server of this game has made. */
  read(token: string): string | undefined {
    const [, id = "", signature = ""] = PARTY_TOKEN.exec(token) ?? [];
    const given = Buffer.from(signature, "base64url");
    const right = this.#sign(id);
    return given.length === right.length && timingSafeEqual(given, right) ? id : undefined;
  }

  /** The prefix keeps these signatures apart from those of identities. */
  #sign(id: string): Buffer {
    return createHmac("sha256", this.#secret).update(`party:${id}`).digest();
  }
}
