import { z } from "zod";

import { MODES } from "../match/modes.ts";
import { DEFAULT_NAME, normalizePlayerName } from "./player-name.ts";
import { MAX_PASSWORD_LENGTH } from "./room-options.ts";

/** What a client may say when it joins. Unknown keys are ignored, wrong types refused. */
export const JoinOptions = z.object({
  name: z.string().default(DEFAULT_NAME).transform(normalizePlayerName),
  /** What the server gave this guest on an earlier visit, to be known by. */
  token: z.string().max(128).default(""),
  /** Bots say so and are labelled. */
  bot: z.boolean().default(false),
  /** Shown by bots where the host wants it. */
  botToken: z.string().max(128).default(""),
  /** To watch instead of fighting. */
  spectate: z.boolean().default(false),
  /** Of a room that has one. */
  password: z.string().max(MAX_PASSWORD_LENGTH).default(""),
  /** Of `joinOrCreate`: only into a room that plays this now, or into one of its own that plays nothing else. */
  mode: z.enum(MODES).optional(),
});
export type JoinOptions = z.infer<typeof JoinOptions>;
