import type { Game } from "@fray/game-client/internal/connection/game-connection";
import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";

import type { Machine } from "../machine/machine.ts";
import type { Plan } from "../plan.ts";
import type { SdkWatch } from "./sdk-watch.ts";
import type { ServerWatch } from "./server-watch.ts";
import type { Snapshot } from "./snapshot.ts";
import type { ViewWatch } from "./view-watch.ts";

/** A life, as invariants look at it. */
export interface Scene {
  readonly plan: Plan;
  readonly server: ServerWatch;
  readonly sdk: SdkWatch;
  /** Secrets that no log line may contain. */
  readonly secrets: Set<string>;
  readonly machine: Machine;
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
