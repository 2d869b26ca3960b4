import { countKills, score } from "./kills.ts";
import type { ModeRules, Play } from "./match.ts";
import { raise } from "./teams.ts";

/** Team deathmatch: a kill is a point for the killer and for the team. */
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
