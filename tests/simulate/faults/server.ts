import type { Fault } from "./fault.ts";

const HOUR_MS = 3_600_000;

/** Somebody sets the wall clock of the machine, forwards or back. */
export const clockJumps: Fault = {
  hits: "nobody",
  run({ stepper }, { size }) {
    stepper.setWallTime(Date.now() + (size * 2 - 1) * 24 * HOUR_MS);
  },
};

/** A bug makes a tick of a room throw. */
export const tickExceptions: Fault = {
  hits: "room",
  run({ room, breakTick }) {
    const broken = room();
    if (broken) breakTick(broken);
  },
};

/** The machine is too slow for all of its rooms. */
export const overload: Fault = {
  hits: "all",
  run(target, { ms }) {
    target.overload(ms);
  },
};

/** The round changes to another map while somebody joins: at any step of the join. */
export const mapChangeInJoin: Fault = {
  hits: "nobody",
  isEarly: true,
  run({ onJoin, room }, { ms, size }) {
    onJoin(() => {
      setTimeout(() => {
        const changed = room();
        const turns = changed?.control.overview().plans.length ?? 0;
        if (turns > 0) changed?.control.playRound(Math.floor(size * turns));
      }, ms / 8);
    });
  },
};
