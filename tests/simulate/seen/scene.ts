import type { Game } from "@fray/game-client/internal/connection/game-connection";
import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";

import type { Machine } from "../machine/machine.ts";
import type { TwoNodes } from "../nodes/two-nodes.ts";
import type { Plan } from "../plan.ts";
import type { SdkWatch } from "./sdk-watch.ts";
import type { ServerSight } from "./server-sight.ts";
import type { Snapshot } from "./snapshot.ts";
import type { ViewWatch } from "./view-watch.ts";

/** A life, as invariants look at it. */
export interface Scene {
  readonly plan: Plan;
  readonly server: ServerSight;
  /** The nodes of the game; undefined for a single server. */
  readonly nodes: Pick<TwoNodes, "losses" | "isLost" | "whereabouts" | "brokerCalmMs" | "running"> | undefined;
  readonly sdk: SdkWatch;
  /** Secrets that no log line may contain. */
  readonly secrets: Set<string>;
  /** The machine of a single server. Its store is that of all nodes. */
  readonly machine: Machine;
  /** Connections that are open at present, and on which somebody has said something. */
  readonly connections: () => number;
  readonly views: ViewWatch;
  /** Games of those who play alone in their room, by actor. */
  readonly drivers: ReadonlyMap<string, Game>;
  /** The rooms that are open at present. */
  readonly rooms: () => Iterable<ArenaRoom>;
  /** Returns a room's state after a tick, if that was a short time ago. */
  readonly snapshotAt: (roomId: string, tick: number) => Snapshot | undefined;
  /** Whether a fault of the plan has happened to an actor, by the name of its host. */
  readonly isDisturbed: (host: string) => boolean;
  /** When the last such fault ended, in virtual ms; in the far past when there was none. */
  readonly disturbedAt: (host: string) => number;
  /** Virtual ms since the beginning. */
  readonly now: () => number;
}
