import type { Mode } from "@fray/shared-state/match/modes";
import type { BotSkill } from "@fray/shared-state/protocol/bot-skill";
import type { CreateOptions } from "@fray/shared-state/protocol/create-options";

import type { Transfer } from "../handover/transfer.ts";
import type { RoundSnapshot } from "../match/round-snapshot.ts";
import type { ArenaSettings } from "../sessions/arena-settings.ts";
import type { Bans } from "./room-door.ts";

/** Data of a room that a person asked for. It is plain data, because another process may open the room. */
export interface CreationContext {
  readonly request: CreateOptions;
  /** Key under which limits count the address of the request. */
  readonly addressKey: string;
}

/** The data from which a room is created. It contains only parsed data of a client, never its raw message. */
export interface RoomInit {
  readonly settings: ArenaSettings;
  /** The only mode that the room plays. */
  readonly mode?: Mode;
  /** Set for a room that a person asked for. */
  readonly created?: CreationContext;
  /** Set for a room that replaces a failed room in the same process. */
  readonly handover?: Handover;
  /** Set for a room that continues a room of another node. */
  readonly transfer?: Transfer;
}

/** The data that a failed room hands over to its replacement. */
export interface Handover {
  /** The state from which the round continues; undefined when the round did not count yet. */
  readonly round: RoundSnapshot | undefined;
  /** Id of the owner; "" when there was none. */
  readonly owner: string;
  /** Ids of the previous members. They may join again even when the room is locked. */
  readonly guests: ReadonlySet<string>;
  readonly bans: Bans;
  /** Ids of the people who were kicked from the restored round. */
  readonly kicked: ReadonlySet<string>;
  readonly isLocked: boolean;
  readonly bots: number;
  readonly skill: BotSkill;
}
