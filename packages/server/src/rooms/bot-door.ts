import type { Runtime } from "@fray/netcode/core";
import type { JoinOptions } from "@fray/shared-state/protocol/join-options";

import { isSame } from "../network/secret.ts";

/** The host's settings for bots. */
export interface BotPolicy {
  /** Policy for bots that are not the host's own. */
  readonly botPolicy: "allow" | "refuse" | "only";
  /** The token that external bots must send; "" when none is needed. */
  readonly botToken: string;
}

const OWN_TOKEN_BYTES = 24;

/** Admission policy for external bots, and for people in bot-only rooms. */
export class BotDoor {
  /** The token of the host's own bots. Each start of the server generates a new one. */
  readonly ownToken: string;
  readonly #policy: BotPolicy;

  constructor(policy: BotPolicy, runtime: Pick<Runtime, "randomBytes">) {
    this.ownToken = Buffer.from(runtime.randomBytes(OWN_TOKEN_BYTES)).toString("base64url");
    this.#policy = policy;
  }

  /** Returns the sentence that explains a refusal, or undefined when the client may join. */
  refuse(options: JoinOptions): string | undefined {
    const { botPolicy, botToken } = this.#policy;
    if (!options.bot) return botPolicy === "only" ? "only bots play on this server" : undefined;
    if (this.isOwn(options)) return undefined;
    if (botPolicy === "refuse") return "this server accepts no bots";
    if (botToken !== "" && !isSame(options.botToken, botToken)) return "bots must send the host's token here";
    return undefined;
  }

  isOwn({ bot, botToken }: Pick<JoinOptions, "bot" | "botToken">): boolean {
    return bot && isSame(botToken, this.ownToken);
  }
}
