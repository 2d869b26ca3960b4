import { MODES, type Mode } from "@fray/shared-state/match/modes";
import { ROOM_LIMITS, type RoomWishes } from "@fray/shared-state/protocol/create-options";
import type { HostOffer } from "@fray/shared-state/protocol/lobby";

/** A room as far as it has been thought out. */
export interface RoomDraft {
  readonly name: string;
  readonly mode: Mode | "all";
  /** "" for all, in turn. */
  readonly map: string;
  readonly maxPlayers: number;
  readonly bots: number;
  readonly private: boolean;
  /** "" for none. */
  readonly password: string;
  readonly friendlyFire: boolean;
  readonly roundSeconds: number;
  /** 0 for none. */
  readonly scoreLimit: number;
}

/** A room as the host has them: whoever changes nothing gets a good one. */
export function newDraft({ maxPlayers, bots, roundSeconds, scoreLimit }: HostOffer): RoomDraft {
  return {
    name: "",
    mode: "all",
    map: "",
    maxPlayers,
    bots,
    private: false,
    password: "",
    friendlyFire: false,
    roundSeconds,
    scoreLimit,
  };
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
  Math.min(ROOM_LIMITS.bots.max, maxPlayers - 1);

/** The draft as a server is asked for it. */
export function wishesOf({ map, ...draft }: RoomDraft): RoomWishes {
  return { ...draft, maps: map === "" ? [] : [map] };
}
