import { countKills, score } from "./kills.ts";
import type { ModeRules, Play } from "./match.ts";
import { raise } from "./teams.ts";

/** A kill is a point for who made it and for their team. */
export const teamDeathmatch = {
  name: "tdm",
  title: "Team deathmatch",
  hasTeams: true,
  step(play: Play) {
    for (const { killer, points } of countKills(play)) {
      if (!killer) continue;
      score(killer, points);
      raise(play.match.state.scores, killer.team, points);
    }
  },
} as const satisfies ModeRules;
