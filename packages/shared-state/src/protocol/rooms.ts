/** Name of the room type in which people and bots fight. */
export const ARENA_ROOM = "arena";
/** Name of the room type in which people meet before a fight and see the list of rooms. */
export const LOBBY_ROOM = "lobby";

/** Ticks per second of a room, and the bounds for the host's setting. */
export const DEFAULT_TICK_RATE = 30;
export const TICK_RATE_RANGE = { min: 20, max: 60 } as const;

/** How long a body stays in the arena after its player lost the connection. */
export const RECONNECTION_WINDOW_S = 30;

/** Where a map's file is served. */
export const mapPath = (name: string): string => `/maps/${encodeURIComponent(name)}.tmj`;
