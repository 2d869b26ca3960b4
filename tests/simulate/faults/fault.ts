import type { Link, LinkOptions, Stepper } from "@fray/netcode/testing";
import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";

import type { Machine } from "../machine/machine.ts";
import type { FaultPlan } from "../plan.ts";

/** What a fault can act on. */
export interface Target {
  readonly stepper: Stepper;
  /** The way of the fault's actor to the server. */
  readonly link: Link;
  /** That way as it is at present without faults. */
  readonly line: () => LinkOptions;
  /** The fault's room, while it is open. */
  readonly room: () => ArenaRoom | undefined;
  /** Makes a room's next tick throw. */
  readonly breakTick: (room: ArenaRoom) => void;
  /** Makes all ticks late, and the process busy, for some time. */
  readonly overload: (ms: number) => void;
  /** Calls back when the fault's actor begins to join. */
  readonly onJoin: (run: () => void) => void;
  readonly machine: Machine;
  /** Calls back after `ms`, unless the play is over by then. */
  readonly later: (ms: number, run: () => void) => void;
}

/** Something that goes wrong. `run` is called when its time has come. It is over after `ms` of its plan. */
export interface Fault {
  run(target: Target, plan: FaultPlan): void;
  /** It prepares itself at the beginning of the life instead. */
  readonly isEarly?: boolean;
  /** Whose connection or room is disturbed, so that nothing can be said about prediction and service. */
  readonly hits: "actor" | "room" | "all" | "nobody";
}
