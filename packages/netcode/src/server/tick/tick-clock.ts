import type { Room } from "@colyseus/core";

/**
 * Makes a room's clock read the time the simulation has reached, in ms. As shipped it reads the wall clock, so a step
 * of that by -2 s freezes every timer of the room for 2 s, and the server time stamped on patches jitters with the
 * process instead of advancing by whole ticks.
 */
export function driveClock(room: Room, simulationTime: () => number): void {
  // `now` is the clock's own seam for its time source, protected in its types.
  (room.clock as unknown as { now: () => number }).now = simulationTime;
  // It was started on the wall clock before the room could say otherwise.
  room.clock.start();
}
