import type { Arena } from "../arena/arena.ts";

/** What a round is about. A place in this list stands for the mode in the state. */
export const MODES = ["ffa", "tdm", "ctf", "hill"] as const;
export type Mode = (typeof MODES)[number];

/** Free fire until enough are there; what counts; the podium. */
export const PHASES = ["warmup", "live", "results"] as const;
export type Phase = (typeof PHASES)[number];

/** How players read the name of a mode. */
export const MODE_TITLES: Readonly<Record<Mode, string>> = {
  ffa: "Free for all",
  tdm: "Team deathmatch",
  ctf: "Capture the flag",
  hill: "King of the hill",
};

export const hasTeams = (mode: Mode): boolean => mode !== "ffa";

/** Whether a map has what a mode needs. */
export function fits(arena: Arena, mode: Mode): boolean {
  if (mode === "ctf") return [1, 2].every((team) => arena.flags.some((flag) => flag.team === team));
  return mode !== "hill" || arena.hills.length > 0;
}
