import type { Room } from "@colyseus/core";

/**
 * Makes a room's clock read the simulation time in ms. The framework's clock reads the wall clock: a step of the wall
 * clock by -2 s freezes every timer of the room for 2 s, and the server time on patches jitters with the process
 * instead of advancing by whole ticks.
 */
export function driveClock(room: Room, simulationTime: () => number): void {
  // `now` is the clock's own hook for its time source. Its type is protected.
  (room.clock as unknown as { now: () => number }).now = simulationTime;
  // The framework started the clock on wall time before the room could replace the time source.
  room.clock.start();
  // A room that continues another one begins at its time.
  room.clock.elapsedTime = simulationTime();
}
