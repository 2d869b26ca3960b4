import type { Arena } from "../arena/arena.ts";
import { byName, tableOf } from "../by-name.ts";
import { captureTheFlag } from "./capture-the-flag.ts";
import { freeForAll } from "./free-for-all.ts";
import { hill } from "./hill.ts";
import type { ModeRules } from "./match.ts";
import { teamDeathmatch } from "./team-deathmatch.ts";

/** All modes. The index in this list stands for the mode in the synced state, so a new mode is added at the end. */
export const MODE_LIST = [freeForAll, teamDeathmatch, captureTheFlag, hill] as const satisfies readonly ModeRules[];

export type Mode = (typeof MODE_LIST)[number]["name"];
export const MODES: readonly Mode[] = MODE_LIST.map(({ name }) => name);
export const MODE_RULES: Readonly<Record<Mode, ModeRules>> = byName<(typeof MODE_LIST)[number]>(MODE_LIST);

/** warmup: free fire until there are enough players. live: the round counts. results: the podium. */
export const PHASES = ["warmup", "live", "results"] as const;
export type Phase = (typeof PHASES)[number];

/** The names of the modes that players see. */
export const MODE_TITLES: Readonly<Record<Mode, string>> = tableOf(MODES, (mode) => MODE_RULES[mode].title);

export const hasTeams = (mode: Mode): boolean => MODE_RULES[mode].hasTeams;

/** Whether a map has the objects that a mode needs. */
export const fits = (arena: Arena, mode: Mode): boolean => MODE_RULES[mode].needs?.isMet(arena) ?? true;

export const isMode = (name: string): name is Mode => MODES.some((mode) => mode === name);

/** Returns the mode of a synced match; an unknown number counts as a free-for-all. */
export const modeOf = ({ mode }: { readonly mode: number }): Mode => MODES[mode] ?? "ffa";

/** The phase of a synced match. */
export const phaseOf = ({ phase }: { readonly phase: number }): Phase => PHASES[phase] ?? "warmup";
