import { tableOf } from "@fray/shared-state/by-name";
import { RULE_NAMES } from "@fray/shared-state/protocol/room-options";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";

import { BUILD } from "../build.ts";
import type { Session } from "../sessions/session.ts";
import type { Report } from "./reports.ts";

interface Reported {
  readonly roomId: string;
  readonly state: ArenaState;
  readonly sessions: Iterable<Session>;
  readonly places: number;
}

/** Creates the report of an arena room for lobbies. */
export function reportOf({ roomId, state, sessions, places }: Reported): Report {
  const { room, match, map } = state;
  const count = { people: 0, spectators: 0, bots: 0 };
  const people: [string, string][] = [];
  for (const { roster, friendCode } of sessions) {
    count[roster.spectator ? "spectators" : roster.bot ? "bots" : "people"]++;
    if (friendCode) people.push([friendCode, roster.name]);
  }
  if (room.private) return { roomId, where: "private", people };
  const { name, locked, hasPassword } = room;
  const rules = tableOf(RULE_NAMES, (rule) => room[rule]);
  const { mode, phase } = match;
  const listing = { name, mode, phase, map, ...count, places, locked, hasPassword, ...rules };
  return { roomId, where: "room", build: BUILD, listing, people };
}
