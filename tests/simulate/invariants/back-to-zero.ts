import type { Invariant } from "./invariant.ts";

/** Timers of a server without rooms: its own, of its lists, its log and its statistics. */
const IDLE_TIMERS = 12;

interface Faked {
  readonly clock?: { countTimers(): number };
}

/** When everybody has left, rooms, sessions, timers and connections are gone. */
export const backToZero: Invariant = {
  name: "back-to-zero",
  watch({ server, servers, connections, rooms }, fail) {
    return {
      empty: () => {
        const open = Array.from(rooms(), ({ roomId, clients, state }) => {
          const members = Array.from(
            state.roster.values(),
            ({ name, connected }) => `${name} ${connected ? "is in" : "is away"}`,
          );
          return `${roomId} (${clients.length} clients; ${members.join(", ")})`;
        });
        if (open.length > 0) fail(`rooms are still open: ${open.join(", ")}`);
        if (server.sessions.size > 0) fail(`${server.sessions.size} sessions are still there`);
        const held = connections();
        if (held > 0) fail(`${held} connections are still open`);
        const timers = (setTimeout as Faked).clock?.countTimers() ?? 0;
        if (timers > IDLE_TIMERS * servers()) fail(`${timers} timers still run`);
      },
    };
  },
};
