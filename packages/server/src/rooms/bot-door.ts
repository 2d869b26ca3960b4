import type { JoinOptions } from "@fray/shared-state/protocol/join-options";
import { randomBytes } from "node:crypto";

import { isSame } from "../network/secret.ts";

/** What a host decides about bots. */
export interface BotPolicy {
  /** Of bots that are not the host's own. */
  readonly botPolicy: "allow" | "refuse" | "only";
  /** What they must show; "" for nothing. */
  readonly botToken: string;
}

const OWN_TOKEN_BYTES = 24;

/** Which bots may come in, and people where there are to be none. */
export class BotDoor {
  /** What the host's own bots show: made up anew with each start. */
  readonly ownToken = randomBytes(OWN_TOKEN_BYTES).toString("base64url");
  readonly #policy: BotPolicy;

  constructor(policy: BotPolicy) {
    this.#policy = policy;
  }

  /** Why somebody may not come in, as a sentence; undefined when they may. */
  refuse(options: JoinOptions): string | undefined {
    const { botPolicy, botToken } = this.#policy;
    if (!options.bot) return botPolicy === "only" ? "only bots play on this server" : undefined;
    if (this.isOwn(options)) return undefined;
    if (botPolicy === "refuse") return "this server takes no bots";
    if (botToken !== "" && !isSame(options.botToken, botToken)) return "bots must show the host's token here";
    return undefined;
  }

  isOwn({ bot, botToken }: Pick<JoinOptions, "bot" | "botToken">): boolean {
    return bot && isSame(botToken, this.ownToken);
  }
}
