import { matchMaker } from "@colyseus/core";
import { MODE_TITLES } from "@fray/shared-state/match/modes";

import type { InvitationTo } from "../network/invitation-card.ts";
import type { ArenaRoom } from "./arena-room.ts";

/** Describes a room of any node for the card of a link to it. A room that is not listed keeps its secrets. */
export const invitationTo: InvitationTo = async (roomId) => {
  const [room] = await matchMaker.query<ArenaRoom>({ roomId });
  if (!room?.metadata) return undefined;
  const { name, map, mode, people } = room.metadata;
  if (room.private) return { title: "Fray: a private room", text: "You are invited. Press Play to join." };
  const players = people === 1 ? "1 player" : `${people} players`;
  return {
    title: `Fray: ${name || `${MODE_TITLES[mode]} on ${titleOf(map)}`}`,
    text: `${MODE_TITLES[mode]} on ${titleOf(map)}, ${players} now. Press Play to join.`,
  };
};

const titleOf = (map: string): string => map.charAt(0).toUpperCase() + map.slice(1);
