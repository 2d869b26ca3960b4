import { z } from "zod";

import { MODES } from "../match/modes.ts";
import { Look, Title } from "./appearance.ts";
import { FRIEND_CODE } from "./friend-code.ts";
import { DEFAULT_NAME, normalizePlayerName } from "./player-name.ts";
import { MAX_PASSWORD_LENGTH } from "./room-options.ts";

/** The options that a client may send when it joins. Unknown keys are ignored, wrong types refused. */
export const JoinOptions = z.object({
  name: z.string().default(DEFAULT_NAME).transform(normalizePlayerName),
  /** The token that the server gave this guest on an earlier visit. It identifies the guest. */
  token: z.string().max(128).default(""),
  /** Colour, pattern and trail of the body, see `appearance.ts`. */
  look: Look.default(0),
  /** Number of the title to show, see `TITLES`. Others see it only if deeds have earned it. */
  title: Title.default(0),
  /** True for a bot. Bots declare themselves and get a label. */
  bot: z.boolean().default(false),
  /** The token of bots, if the host requires one. */
  botToken: z.string().max(128).default(""),
  /** Joins as a spectator instead of a fighter. */
  spectate: z.boolean().default(false),
  /** The room's password, if it has one. */
  password: z.string().max(MAX_PASSWORD_LENGTH).default(""),
  /** For `joinOrCreate`: joins only a room that plays this mode now, or creates a room that plays nothing else. */
  mode: z.enum(MODES).optional(),
  /** The token of the party that the client belongs to; see `PARTY_TOKEN`. "" for none. */
  party: z.string().max(96).default(""),
  /** For `joinById`: the code of a friend in the room, whose party the client joins. "" for none. */
  beside: z.union([z.literal(""), z.string().regex(FRIEND_CODE)]).default(""),
  /** The build of the client. A client that names none decodes the state by reflection, and may join. */
  build: z.string().max(64).optional(),
  /**
   * Name of the snapshot records that the client reads, see `RECORDS_ID`. Any other client is sent the state in the
   * framework's own encoding. The confirmation of the join names the encoding.
   */
  records: z.string().max(64).optional(),
});
export type JoinOptions = z.infer<typeof JoinOptions>;
