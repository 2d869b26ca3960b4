import type { Plan } from "../plan.ts";
import type { SdkWatch } from "./sdk-watch.ts";
import type { ServerWatch } from "./server-watch.ts";
import type { Snapshot } from "./snapshot.ts";

/** A life, as invariants look at it. */
export interface Scene {
  readonly plan: Plan;
  readonly server: ServerWatch;
  readonly sdk: SdkWatch;
  /** Secrets that no log line may contain. */
  readonly secrets: Set<string>;
  /** Rounds that were played to their end by guests. */
  roundsPlayed: number;
  /** Returns a room's state after a tick, if that was a short time ago. */
  snapshotAt(roomId: string, tick: number): Snapshot | undefined;
  /** Whether a fault of the plan has happened to an actor until now. */
  isDisturbed(host: string): boolean;
}
