import { ArenaInterest } from "@fray/server/internal/interest/arena-interest";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";
import { vi } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { namesSentTo } from "../support/declared-fields.ts";
import type { Guest } from "../support/guest.ts";

/** The fields of a body that others receive, or that its owner receives. */
function bodyOf(player: Player, isOwn: boolean) {
  const names = isOwn ? namesSentTo("identity", "seen", "owner") : namesSentTo("identity", "seen");
  return Object.fromEntries(names.map((name) => [name, player[name]]));
}

const byKey = ([a]: readonly unknown[], [b]: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);

/** All that a client is told at this moment, or has been. */
function told(state: ArenaState, bodies: Iterable<[string, Player]>, own: string): string {
  const roster = Array.from(state.roster, ([sessionId, entry]) => [sessionId, entry.toJSON()]);
  const players = Array.from(bodies, ([sessionId, player]) => [sessionId, bodyOf(player, sessionId === own)]);
  const { match, pickups, map } = state;
  const sorted = {
    roster: Object.fromEntries(roster.toSorted(byKey)),
    players: Object.fromEntries(players.toSorted(byKey)),
  };
  return JSON.stringify({ match, pickups, map, ...sorted });
}

/** Records the state that the server wants a client to hold, by server time in ms, from the next patch on. */
function recordTruth(sessionId: string): Map<number, string> {
  const truth = new Map<number, string>();
  const room = onlyRoom();
  const refresh = vi.spyOn(ArenaInterest.prototype, "refresh");
  const broadcastPatch = room.broadcastPatch.bind(room);
  room.broadcastPatch = () => {
    const result = broadcastPatch();
    const interest = refresh.mock.contexts.at(-1) as ArenaInterest | undefined;
    const client = room.clients.get(sessionId);
    const seen = Array.from(room.state.players).filter(([, { id }]) => client && interest?.isShown(client, id));
    truth.set(room.clock.elapsedTime >>> 0, told(room.state, seen, sessionId));
    return result;
  };
  return truth;
}

interface Comparison {
  /** Patches that were compared. */
  compared: number;
  /** Server times in ms at which it held something else. */
  readonly untrue: number[];
  mostBehindMs: number;
}

/** Compares what a guest holds with what it should, in every patch from now on. */
export function compareWithTruth({ room }: Guest): Comparison {
  const truth = recordTruth(room.sessionId);
  const result: Comparison = { compared: 0, untrue: [], mostBehindMs: 0 };
  room.onStateChange((state) => {
    const time = room.clock.lastServerTime();
    const expected = truth.get(time);
    // Its first state comes between two patches.
    if (expected === undefined) return;
    result.compared++;
    if (told(state, state.players ?? [], room.sessionId) !== expected) result.untrue.push(time);
    result.mostBehindMs = Math.max(result.mostBehindMs, onlyRoom().clock.elapsedTime - time);
  });
  return result;
}
