import { FORFEIT_S, stepsIn } from "@fray/shared-state/rules";

import type { RoundTick } from "../seen/room-watch.ts";
import type { Departure } from "../seen/server-watch.ts";
import type { Invariant } from "./invariant.ts";

/** Who leaves the fight soon after damage by another is killed by that. */
export const leavingNeverPays: Invariant = {
  name: "leaving-never-pays",
  watch(_scene, fail) {
    /** The tick of the last damage by another, by room and body. */
    const hurt = new Map<string, number>();
    const left: Departure[] = [];
    const worlds = new Map<string, RoundTick["world"]>();
    const forget = (roomId: string): void => {
      for (const key of hurt.keys()) if (key.startsWith(`${roomId} `)) hurt.delete(key);
      left.splice(0, left.length, ...left.filter((each) => each.roomId !== roomId));
    };
    return {
      departure: (departure) => {
        if (departure.isConnected && !departure.isBackfill && departure.wasAlive) left.push(departure);
      },
      round: ({ room, world, events, before, after }) => {
        const { roomId } = room;
        // A new round has a new world, in which nothing has happened. Its owner may begin one between two ticks.
        if (worlds.get(roomId) !== world) forget(roomId);
        worlds.set(roomId, world);
        const deaths = new Set(events.flatMap((event) => (event.type === "death" ? [event.victim] : [])));
        for (const departure of left.filter((each) => each.roomId === roomId)) {
          left.splice(left.indexOf(departure), 1);
          const at = hurt.get(`${roomId} ${departure.id}`);
          const isEscape = at !== undefined && world.tick - 1 - at <= stepsIn(FORFEIT_S, world.dt);
          if (isEscape && !deaths.has(departure.id))
            fail(
              `body ${departure.id} of room ${roomId} was hurt in tick ${at} and got away by leaving before ${world.tick}`,
            );
        }
        for (const event of events) {
          if (event.type === "hit" && event.damage > 0 && event.shot.owner !== event.victim)
            hurt.set(`${roomId} ${event.victim}`, world.tick);
          if (event.type === "death") hurt.delete(`${roomId} ${event.victim}`);
          if (event.type === "spawn") hurt.delete(`${roomId} ${event.id}`);
        }
        // The end of a round clears the arena.
        if (before.phase !== after.phase || before.round !== after.round) forget(roomId);
      },
    };
  },
};
