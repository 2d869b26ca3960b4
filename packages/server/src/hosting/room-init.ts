import type { Mode } from "@fray/shared-state/match/modes";
import type { CreateOptions } from "@fray/shared-state/protocol/create-options";

import type { RoundSnapshot } from "../match/round-snapshot.ts";
import type { ArenaSettings } from "../sessions/arena-settings.ts";
import type { Bans } from "./room-door.ts";

/** A room somebody asked for. Plain data: it may be another process that opens it. */
export interface CreationContext {
  readonly wishes: CreateOptions;
  /** What the address it was asked from is limited by. */
  readonly addressKey: string;
}

/** What a room is made of. None of it is what a client said: that has been read before. */
export interface RoomInit {
  readonly settings: ArenaSettings;
  /** The only mode it plays. */
  readonly mode?: Mode;
  /** Of a room that somebody asked for. */
  readonly created?: CreationContext;
  /** Of a room that goes on in the place of one that failed, in the same process. */
  readonly handover?: Handover;
}

/** What a room that fails leaves to the one in its place. */
export interface Handover {
  /** The rest of the round that was played; undefined where nothing counted yet. */
  readonly round: RoundSnapshot | undefined;
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
