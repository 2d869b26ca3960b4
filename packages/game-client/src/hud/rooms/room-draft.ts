import { tableOf } from "@fray/shared-state/by-name";
import { MODES, type Mode } from "@fray/shared-state/match/modes";
import { CreateOptions, type RoomWishes } from "@fray/shared-state/protocol/create-options";
import type { HostOffer } from "@fray/shared-state/protocol/lobby";
import { NUMBER_NAMES, ROOM_OPTIONS, type NumberName, type RoomValues } from "@fray/shared-state/protocol/room-options";

/** A room as far as it has been thought out. */
export interface RoomDraft extends RoomValues {
  readonly mode: Mode | "all";
  /** "" for all, in turn. */
  readonly map: string;
}

/** A room as the host has them: whoever changes nothing gets a good one. */
export function newDraft(offer: HostOffer): RoomDraft {
  const { mode, maps: _all, ...options } = CreateOptions.parse({});
  return { ...options, ...tableOf(NUMBER_NAMES, (name) => offer[name]), skill: offer.skill, mode, map: "" };
}

/** The draft with changes, and with whatever no longer goes along with them brought into line. */
export function redraft(draft: RoomDraft, changes: Partial<RoomDraft>, offer: HostOffer): RoomDraft {
  const next = { ...draft, ...changes };
  const map = mapsFor(offer, next.mode).includes(next.map) ? next.map : "";
  return { ...next, map, bots: Math.min(next.bots, maxBots(next)) };
}

/** Maps that a mode can be played on. */
export function mapsFor({ maps }: HostOffer, mode: RoomDraft["mode"]): readonly string[] {
  return maps.filter(({ modes }) => mode === "all" || modes.includes(mode)).map(({ name }) => name);
}

/** Modes that can be played on some map. */
export function modesOf({ maps }: HostOffer): readonly Mode[] {
  return MODES.filter((mode) => maps.some(({ modes }) => modes.includes(mode)));
}

/** Whoever creates a room wants a place in it. */
export const maxBots = ({ maxPlayers }: Pick<RoomDraft, "maxPlayers">): number =>
  Math.min(ROOM_OPTIONS.bots.max, maxPlayers - 1);

/** As far as the slider of an option goes. */
export function highest(name: NumberName, draft: RoomDraft, offer: HostOffer): number {
  if (name === "bots") return maxBots(draft);
  const { cap, slider } = ROOM_OPTIONS[name];
  return cap ? offer[name] : Math.max(slider.most, offer[name]);
}

/** The draft as a server is asked for it. */
export function wishesOf({ map, ...draft }: RoomDraft): RoomWishes {
  return { ...draft, maps: map === "" ? [] : [map] };
}
