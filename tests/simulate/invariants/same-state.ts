import type { SeenClient } from "../seen/sdk-watch.ts";
import { OWN, PUBLIC, rosterOf, valuesOf, type BodySnapshot } from "../seen/snapshot.ts";
import type { Invariant } from "./invariant.ts";

/** Comparing all of a state takes longer than a tick, so each client is looked at in every third patch. */
const LOOK_EVERY = 3;
const SILENCE_MS = 20_000;

/** Whatever a client has decoded is what the server's state was in the tick of its newest patch. */
export const sameState: Invariant = {
  name: "same-state",
  watch({ snapshotAt, sdk, server, now, disturbedAt }, fail) {
    /** Clients that were compared since everybody stopped. */
    const compared = new Set<SeenClient>();
    const compare = (client: SeenClient): void => {
      const { room, host } = client;
      const tick = tickOf(client);
      const truth = snapshotAt(room.roomId, tick);
      if (!truth || room.state.map === "") return;
      compared.add(client);
      const differs = (what: string, held: unknown, is: unknown): void =>
        fail(`${host} holds ${what} ${String(held)}, and the server had ${String(is)} in tick ${tick}`);
      for (const [sessionId, player] of room.state.players) {
        const body = truth.bodies.get(sessionId);
        if (!body) return differs(`the body ${player.id}`, "still", "none");
        const wrong = differenceOf(valuesOf(player, PUBLIC), body.shown);
        if (wrong >= 0)
          return differs(`${PUBLIC[wrong]} of ${player.id}`, player[PUBLIC[wrong] ?? "id"], body.shown[wrong]);
        const wrongOwn = sessionId === room.sessionId ? differenceOf(valuesOf(player, OWN), body.own) : -1;
        if (wrongOwn >= 0) return differs(`its ${OWN[wrongOwn]}`, player[OWN[wrongOwn] ?? "id"], body.own[wrongOwn]);
      }
      // Spectators may see the fight of a while ago among the members of the present.
      if (!room.state.players.has(room.sessionId)) return;
      const roster = rosterOf(room.state);
      for (const [sessionId, entry] of truth.roster)
        if (roster.get(sessionId) !== entry) return differs("the roster's", roster.get(sessionId), entry);
      if (roster.size !== truth.roster.size) differs("members", roster.size, truth.roster.size);
    };
    return {
      patch: (client) => {
        if (client.patches % LOOK_EVERY === 0) compare(client);
      },
      stopped: () => compared.clear(),
      quiet: () => {
        for (const client of sdk.clients) {
          // Both ends of a connection that went silent need some seconds to notice. A client that sends nothing and has
          // no watch of its own never does.
          const isServed = !client.isOver && server.sessionOf(client.room.sessionId)?.client !== undefined;
          if (isServed && now() - disturbedAt(client.host) > SILENCE_MS && !compared.has(client))
            fail(`${client.host} says that its state is of tick ${tickOf(client)}, which the server has not had`);
        }
      },
    };
  },
};

/** Tick of the newest patch of a client. */
export function tickOf({ room }: SeenClient): number {
  // Patches carry whole milliseconds.
  return Math.round((room.clock.lastServerTime() * TICK_RATE) / 1000);
}

const TICK_RATE = 30;

function differenceOf(held: readonly (number | boolean)[], is: BodySnapshot["shown"]): number {
  return held.findIndex((value, index) => value !== is[index]);
}
