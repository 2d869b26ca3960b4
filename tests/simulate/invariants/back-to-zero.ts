import { countListeners } from "../seen/listeners.ts";
import type { Invariant } from "./invariant.ts";

/** Timers of a server without rooms: its own, of its lists, its log and its statistics. */
const IDLE_TIMERS = 12;

interface Faked {
  readonly clock?: { countTimers(): number };
}

/** When everybody has left, rooms, sessions, timers, connections, views, listeners and open files are gone. */
export const backToZero: Invariant = {
  name: "back-to-zero",
  watch({ server, nodes, machine, connections, views, rooms }, fail) {
    let idle: ReadonlyMap<string, number> = new Map();
    return {
      started: (running) => (idle = countListeners(running)),
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
        if (timers > IDLE_TIMERS * (nodes?.running ?? 1)) fail(`${timers} timers still run`);
        // A node that has died has let nothing go.
        if (nodes && nodes.losses.length > 0) return;
        if (views.views.size > 0) fail(`${views.views.size} views of the framework are kept`);
        if (views.observers.size > 0) fail(`${views.observers.size} clients are still observed`);
        const { openFiles } = machine.disk;
        if (openFiles > 0) fail(`${openFiles} files are still open`);
        for (const [name, count] of machine.server ? countListeners(machine.server) : []) {
          const before = idle.get(name) ?? 0;
          if (count > before) fail(`${name} has ${count} listeners, and had ${before} at the start`);
        }
      },
    };
  },
};
