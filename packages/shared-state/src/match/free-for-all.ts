import { countKills, score } from "./kills.ts";
import type { ModeRules, Play } from "./match.ts";

/** Everybody against everybody: a kill is a point. */
export const freeForAll = {
  name: "ffa",
  title: "Free for all",
  hasTeams: false,
  step(play: Play) {
    for (const { killer, points } of countKills(play)) if (killer) score(killer, points);
  },
} as const satisfies ModeRules;
