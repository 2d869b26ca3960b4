import { SKILLS, skillOfStep } from "@fray/bot-client/internal/skills/steps";
import { SKILL_STEPS } from "@fray/shared-state/protocol/bot-skill";

import { fightDuels } from "../tests/support/duels.ts";
import { playBots } from "../tests/support/headless-bots.ts";
import { loadMap } from "../tests/support/maps.ts";
import { countReversals } from "../tests/support/reversals.ts";
import { DEFAULT_ROUNDS, PEOPLE, playFirstRounds } from "../tests/support/simulated-people.ts";
import { countWeapons } from "../tests/support/weapon-damage.ts";

/** Duels on each of the maps. */
const DUELS = 200;
const DUEL_MAPS = ["kiln", "foundry"];
const ROUND_S = 300;
/** Few rounds say nothing about one of five first hills. */
const HILL_ROUNDS = 150;

const seedsTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));
const same = (skill: (typeof SKILLS)["regular"], count: number) => Array.from({ length: count }, () => () => skill);

/** How bots of the nine steps play, without a server, from seeds: the same numbers at each run. */
export const BOTS_PARTS = {
  steps: stepRows,
  weapons: weaponRows,
  flags: flagRows,
  hills: hillRows,
  edges: edgeRows,
  people: peopleRows,
} satisfies Record<string, () => readonly object[]>;

/** Share of duels that each step wins against the step below it. */
function stepRows() {
  return seedsTo(SKILL_STEPS.most - 1).map((below) => {
    const duels = DUEL_MAPS.map((map) =>
      fightDuels(loadMap(map), skillOfStep(below + 1), skillOfStep(below), seedsTo(DUELS)),
    );
    const won = duels.reduce((sum, { won: more }) => sum + more, 0);
    const lost = duels.reduce((sum, { lost: more }) => sum + more, 0);
    return { step: below + 1, against: below, "won %": rounded((100 * won) / (won + lost)), duels: won + lost };
  });
}

/** Damage to others per shot of each weapon, among six veterans. */
function weaponRows() {
  return Array.from(countWeapons(DUEL_MAPS.map(loadMap), seedsTo(24)), ([weapon, { shots, damage }]) => ({
    weapon,
    shots,
    "damage per shot": rounded(damage / shots),
  }));
}

/** Captures in a round of eight equal bots. */
function flagRows() {
  return ["foundry", "quarry"].flatMap((map) =>
    (["rookie", "regular", "veteran"] as const).map((skill) => {
      const rounds = seedsTo(6).map((seed) =>
        playBots({ arena: loadMap(map), mode: "ctf", skills: same(SKILLS[skill], 8), seed, seconds: ROUND_S }),
      );
      const captures = rounds.flatMap(({ match }) => [...match.state.scores]).reduce((sum, score) => sum + score, 0);
      return { map, skill, "captures per round": rounded(captures / rounds.length) };
    }),
  );
}

/** Rounds on Quarry's hills: points and wins of both teams, by the hill on which the round begins. */
function hillRows() {
  const rows = new Map<string, { rounds: number; points: [number, number]; wins: [number, number] }>();
  for (const seed of seedsTo(HILL_ROUNDS)) {
    let first = "";
    const { match } = playBots(
      { arena: loadMap("quarry"), mode: "hill", skills: same(SKILLS.regular, 8), seed, seconds: ROUND_S },
      (round) => {
        const { hill } = round.match.state;
        first ||= `${hill.x}, ${hill.y}`;
      },
    );
    const [one = 0, two = 0] = match.state.scores;
    const row = rows.get(first) ?? { rounds: 0, points: [0, 0], wins: [0, 0] };
    row.rounds++;
    row.points = [row.points[0] + one, row.points[1] + two];
    row.wins = [row.wins[0] + Number(one > two), row.wins[1] + Number(two > one)];
    rows.set(first, row);
  }
  return Array.from(rows, ([hill, { rounds, points, wins }]) => ({
    "first hill": hill,
    rounds,
    "points of team 1": points[0],
    "of team 2": points[1],
    "won by team 1": wins[0],
    "by team 2": wins[1],
  }));
}

/** How often bodies reverse on a hill, at its edge and elsewhere, and how often they do so twice, which looks like trembling. */
function edgeRows() {
  return Object.entries(countReversals(loadMap("kiln"), seedsTo(6), ROUND_S)).map(
    ([place, { reversals, trembles }]) => ({
      place,
      "reversals a second": rounded(reversals, 2),
      "twice within 0.2 s, a second": rounded(trembles, 3),
    }),
  );
}

/** First rounds of simulated newcomers, twenty of each, in all rounds of a server with default settings. */
function peopleRows() {
  return DEFAULT_ROUNDS.flatMap((plan) =>
    (["slow", "average", "quick"] as const).map((name) => {
      const fared = playFirstRounds(PEOPLE[name], seedsTo(20), plan);
      return {
        person: name,
        map: plan.arena.name,
        mode: plan.mode,
        "K/D": rounded(fared.killsPerDeath, 2),
        "deaths a minute": rounded(fared.deathsPerMinute, 2),
        "level at the end": rounded(fared.level),
      };
    }),
  );
}
