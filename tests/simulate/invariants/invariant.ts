import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";
import type { RunningServer } from "@fray/server/server";

import type { Crash, Files } from "../machine/machine.ts";
import type { RoundTick } from "../seen/room-watch.ts";
import type { Scene } from "../seen/scene.ts";
import type { LobbySight, SeenClient } from "../seen/sdk-watch.ts";
import type { Departure } from "../seen/server-watch.ts";
import type { Snapshot } from "../seen/snapshot.ts";

/** What an invariant looks at. Every method is called in virtual time, between two steps of the server. */
export interface Checks {
  /** The rules of a tick have run and its events were counted. Its patches are not written yet. */
  round?(tick: RoundTick): void;
  /** The patches of a tick are written. */
  tick?(snapshot: Snapshot, tick: RoundTick): void;
  /** A patch has arrived at a client that uses the SDK. */
  patch?(client: SeenClient): void;
  /** A body leaves the fight. */
  departure?(departure: Departure): void;
  /** A room has been opened that continues the room `from` of another node. Both stand still. */
  received?(room: ArenaRoom, from: string): void;
  /** Somebody in the lobby has got a new state, or has been told where friends are. */
  lobby?(seen: LobbySight): void;
  /** The server runs, for the first time or after a crash. */
  started?(server: RunningServer, files: Files): void;
  /** The machine has crashed, and this is what its disk holds. */
  crashed?(crash: Crash): void;
  /** Line of the log. */
  log?(line: string): void;
  /** Half a second has passed. */
  moment?(): void;
  /** From now on nobody sends inputs. All faults are over. */
  stopped?(): void;
  /** Nobody sends inputs, all faults are over, and the connections had time to deliver everything. */
  quiet?(): void;
  /** Everybody has left, and nothing is held for anybody. */
  empty?(): void;
  /** The server has closed. */
  closed?(): void | Promise<void>;
}

/** Something that must hold in every life of a server. */
export interface Invariant {
  readonly name: string;
  /** Begins to watch a life. `fail` ends it, with a reason in one line. */
  readonly watch: (scene: Scene, fail: (reason: string) => void) => Checks;
}
