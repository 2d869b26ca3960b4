import type { Mode } from "@fray/shared-state/match/modes";

import type { Wreck } from "../match/wreck.ts";
import type { ArenaSettings } from "../seats/arena-settings.ts";
import type { Bans } from "./room-door.ts";
import type { Creation } from "./room-terms.ts";

/** What a room is made of. None of it is what a client said: that has been read before. */
export interface Opening {
  readonly settings: ArenaSettings;
  /** The only mode it plays. */
  readonly mode?: Mode;
  /** Of a room that somebody asked for. */
  readonly created?: Creation;
  /** Of a room that goes on in the place of one that failed, in the same process. */
  readonly legacy?: Legacy;
}

/** What a room that fails leaves to the one in its place. */
export interface Legacy {
  /** The rest of the round that was played; undefined where nothing counted yet. */
  readonly round: Wreck | undefined;
  /** Who was in charge; "" for nobody. */
  readonly owner: string;
  /** Who was in it: they come in again, locked or not. */
  readonly guests: ReadonlySet<string>;
  readonly bans: Bans;
  /** Who was kicked from the round that goes on. */
  readonly kicked: ReadonlySet<string>;
  readonly isLocked: boolean;
  readonly bots: number;
}
