import { z } from "zod";

import { MODES } from "../match/modes.ts";
import { OPTION_REQUESTS } from "./room-options.ts";

const MAX_MAPS = 64;

/**
 * A client's request for a new room, as the join option `room` of `create`. An option that is left out gets the host's
 * value, and no option exceeds the host's offer (`HostOffer`). Unknown keys are ignored, wrong types refused.
 */
export const CreateOptions = z.object({
  mode: z.enum([...MODES, "all"]).default("all"),
  /** Names of maps; empty for all. Maps that lack an object of the mode are not played. */
  maps: z.array(z.string().max(64)).max(MAX_MAPS).default([]),
  ...OPTION_REQUESTS,
});
export type CreateOptions = z.output<typeof CreateOptions>;
/** The options as a client sends them. */
export type CreateRequest = z.input<typeof CreateOptions>;
