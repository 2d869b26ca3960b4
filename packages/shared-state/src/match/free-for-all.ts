import { countKills, score } from "./kills.ts";
import type { ModeRules } from "./match.ts";

/** Everybody against everybody: a kill is a point. */
export const freeForAll: ModeRules = {
  step(play) {
    for (const { killer, points } of countKills(play)) if (killer) score(killer, points);
  },
};
