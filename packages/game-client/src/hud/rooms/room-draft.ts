import { tableOf } from "@fray/shared-state/by-name";
import { MODES, type Mode } from "@fray/shared-state/match/modes";
import { CreateOptions, type CreateRequest } from "@fray/shared-state/protocol/create-options";
import type { HostOffer } from "@fray/shared-state/protocol/lobby";
import { NUMBER_NAMES, ROOM_OPTIONS, type NumberName, type RoomValues } from "@fray/shared-state/protocol/room-options";

/** The options of a room that the player is about to create. */
export interface RoomDraft extends RoomValues {
  readonly mode: Mode | "all";
  /** Name of the map; "" for all maps in turn. */
  readonly map: string;
}

/** A draft with the host's defaults, which make a good room without any change. */
export function newDraft(offer: HostOffer): RoomDraft {
  const { mode, maps: _all, ...options } = CreateOptions.parse({});
  return { ...options, ...tableOf(NUMBER_NAMES, (name) => offer[name]), skill: offer.skill, mode, map: "" };
}

/** Applies changes to the draft, and adjusts the options that no longer fit them. */
export function redraft(draft: RoomDraft, changes: Partial<RoomDraft>, offer: HostOffer): RoomDraft {
  const next = { ...draft, ...changes };
  const map = mapsFor(offer, next.mode).includes(next.map) ? next.map : "";
  return { ...next, map, bots: Math.min(next.bots, maxBots(next)) };
}

/** Maps on which a mode can be played. */
export function mapsFor({ maps }: HostOffer, mode: RoomDraft["mode"]): readonly string[] {
  return maps.filter(({ modes }) => mode === "all" || modes.includes(mode)).map(({ name }) => name);
}

/** Modes that can be played on at least one map. */
export function modesOf({ maps }: HostOffer): readonly Mode[] {
  return MODES.filter((mode) => maps.some(({ modes }) => modes.includes(mode)));
}

/** The creator of a room needs one of its places. */
export const maxBots = ({ maxPlayers }: Pick<RoomDraft, "maxPlayers">): number =>
  Math.min(ROOM_OPTIONS.bots.max, maxPlayers - 1);

/** Highest value of an option's slider. */
export function highest(name: NumberName, draft: RoomDraft, offer: HostOffer): number {
  if (name === "bots") return maxBots(draft);
  const { cap, slider } = ROOM_OPTIONS[name];
  return cap ? offer[name] : Math.max(slider.most, offer[name]);
}

/** Converts the draft to a request for the server. */
export function createRequestOf({ map, ...draft }: RoomDraft): CreateRequest {
  return { ...draft, maps: map === "" ? [] : [map] };
}
