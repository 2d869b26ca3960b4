/** What a player's screen shows of the arena at most, in u: what interest sends, what a camera may show, what a bot sees. */
export const SCREEN_U = { width: 32, height: 18 } as const;
