/** Name of the room people and bots fight in. */
export const ARENA_ROOM = "arena";
/** Name of the room in which people meet before a fight, and see what is played. */
export const LOBBY_ROOM = "lobby";

/** Ticks per second of a room, and what a host may set. */
export const DEFAULT_TICK_RATE = 30;
export const TICK_RATE_RANGE = { min: 20, max: 60 } as const;

/** How long a body stays in the arena for a player whose line dropped. */
export const RECONNECTION_WINDOW_S = 30;

/** Where a map's file is served. */
export const mapPath = (name: string): string => `/maps/${encodeURIComponent(name)}.tmj`;
