import type { Room } from "@colyseus/core";
import type { RoomServices, TickListener } from "@fray/netcode/server";

import type { Transfers } from "../handover/transfers.ts";
import type { Moderation } from "../moderation/moderation.ts";
import type { ReportDoor } from "../moderation/report-door.ts";
import type { Refusals } from "../network/refusals.ts";
import type { ServerLoad } from "../overload/server-load.ts";
import type { PeerLog } from "../peer-log.ts";
import type { KnownProgress } from "../progress/known-progress.ts";
import type { Replays } from "../replays/replays.ts";
import type { Joiner } from "../sessions/joiner.ts";
import type { KnownLevels } from "../skill/known-levels.ts";
import type { Admission } from "./admission.ts";
import type { GuestLimits } from "./guest-limits.ts";
import type { RoomTotals } from "./room-totals.ts";

/** An open arena room, as the other rooms of its server see it. */
interface OpenArena {
  /** Key under which limits count the address that created the room. */
  readonly addressKey: string | undefined;
  /** Yields the joiners of all sessions. */
  joiners(): Iterable<Joiner>;
}

/** What the rooms of one server share. */
export interface RoomContext extends RoomServices {
  readonly log: PeerLog;
  readonly refusals: Refusals;
  readonly load: Pick<ServerLoad, "level" | "degradation" | "note">;
  readonly metrics: { readonly rooms: RoomTotals; observeTick(...tick: Parameters<TickListener>): void };
  readonly admission: Admission;
  readonly limits: GuestLimits;
  readonly transfers: Transfers;
  /** How good the people of this server are. */
  readonly levels: KnownLevels;
  /** Points and deeds of the people who play here. */
  readonly progress: KnownProgress;
  readonly moderation: Moderation;
  readonly reports: ReportDoor;
  /** Undefined for a server that records no replays. */
  readonly replays: Replays | undefined;
  /** The open arena rooms. */
  readonly arenas: Set<OpenArena>;
  /** The open lobbies. */
  readonly lobbies: Set<Room>;
}
