import type { TALK_MESSAGES } from "@fray/shared-state/protocol/messages";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { Interest } from "../interest/interest.ts";
import { refusal, tell, type MessageHandlers, type Read } from "../network/messages.ts";
import type { Seat } from "../seats/seat.ts";
import type { Seats } from "../seats/seats.ts";
import { ROLE_REST_S } from "./attendance.ts";
import type { Fighting } from "./fighting.ts";

interface Surroundings {
  readonly seats: Seats;
  readonly interest: Interest;
  /** Whether one more may watch. */
  readonly hasRoomToWatch: () => boolean;
  readonly fighting: Fighting;
  /** Simulation time in s. */
  readonly now: () => number;
}

/** What a room does about what its clients say. */
export function createTalk({
  seats,
  interest,
  ...room
}: Surroundings): MessageHandlers<Seat, Read<typeof TALK_MESSAGES>> {
  return {
    chat({ roster }, { scope, text }) {
      const { id, name, team, spectator } = roster;
      if (scope === "team" && team === 0 && !spectator)
        return refusal("notAllowed", "There are no teams in this round.");
      for (const seat of seats) {
        const isMeant = scope === "all" || areMates(roster, seat.roster);
        if (isMeant && seat.client) tell(seat.client, "chat", { from: id, name, team, scope, text });
      }
      return undefined;
    },

    emote({ player }, { emote }) {
      if (!player?.alive) return refusal("notAllowed", "Only the living show emotes.");
      for (const { client } of seats) {
        if (client && interest.isShown(client, player.id)) tell(client, "emote", { id: player.id, emote });
      }
      return undefined;
    },

    look({ sessionId, roster }, { x, y }) {
      if (!roster.spectator) return ONLY_SPECTATORS;
      interest.aimCamera(sessionId, x, y);
      return undefined;
    },

    follow({ sessionId, roster }, { id }) {
      if (!roster.spectator) return ONLY_SPECTATORS;
      interest.follow(sessionId, id);
      return undefined;
    },

    role(seat, { spectate }) {
      if (spectate === seat.roster.spectator) return undefined;
      const now = room.now();
      if (now - seat.roleSince < ROLE_REST_S) return refusal("tooFast", "You have just changed. Wait a few seconds.");
      if (spectate && !room.hasRoomToWatch()) return refusal("full", "There are spectators enough in this room.");
      seat.roleSince = now;
      if (spectate) room.fighting.leave(seat);
      else room.fighting.enter(seat);
      return undefined;
    },
  };
}

const ONLY_SPECTATORS = refusal("notAllowed", "Only spectators move the camera.");

/** Whether what one says to its team is for the other too. */
const areMates = (a: RosterEntry, b: RosterEntry): boolean => a.spectator === b.spectator && a.team === b.team;
