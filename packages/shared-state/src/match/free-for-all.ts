import { countKills, score } from "./kills.ts";
import type { ModeRules, Play } from "./match.ts";

/** Free-for-all: every other player is an enemy, and a kill is a point. */
export const freeForAll = {
  name: "ffa",
  title: "Free for all",
  hasTeams: false,
  step(play: Play) {
    for (const { killer, points } of countKills(play)) if (killer) score(killer, points);
  },
} as const satisfies ModeRules;
