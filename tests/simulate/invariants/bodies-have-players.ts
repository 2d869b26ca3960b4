import type { Invariant } from "./invariant.ts";

/** Each body belongs to a fighter of the roster, each fighter has a body, and each member has a session. */
export const bodiesHavePlayers: Invariant = {
  name: "bodies-have-players",
  watch({ server }, fail) {
    return {
      tick: ({ roomId, tick }, { room }) => {
        const { players, roster } = room.state;
        for (const [sessionId, { id }] of players)
          if (roster.get(sessionId)?.id !== id) fail(`body ${id} of room ${roomId} has no player in tick ${tick}`);
        for (const [sessionId, { id, spectator }] of roster) {
          if (!spectator && !players.has(sessionId))
            fail(`fighter ${id} of room ${roomId} has no body in tick ${tick}`);
          if (!server.sessionOf(sessionId)) fail(`member ${id} of room ${roomId} has no session in tick ${tick}`);
        }
      },
    };
  },
};
