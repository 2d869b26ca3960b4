import { SKILLS, skillOfStep } from "@fray/bot-client/internal/skills/steps";
import { SKILL_STEPS } from "@fray/shared-state/protocol/bot-skill";

import { fightDuels } from "../tests/support/duels.ts";
import { playBots } from "../tests/support/headless-bots.ts";
import { loadMap } from "../tests/support/maps.ts";
import { DEFAULT_ROUNDS, PEOPLE, playFirstRounds } from "../tests/support/simulated-people.ts";

/** Duels on each of the maps. */
const DUELS = 200;
const DUEL_MAPS = ["kiln", "foundry"];
const ROUND_S = 300;

const seedsTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));
const same = (skill: (typeof SKILLS)["regular"], count: number) => Array.from({ length: count }, () => () => skill);

/** How bots of the nine steps play, without a server, from seeds: the same numbers at each run. */
export function measureBots(): Readonly<Record<string, readonly object[]>> {
  return { steps: stepRows(), weapons: weaponRows(), flags: flagRows(), hills: hillRows(), people: peopleRows() };
}

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
  const shots = new Map<string, number>();
  const damages = new Map<string, number>();
  const add = (counts: Map<string, number>, weapon: string, more: number) =>
    counts.set(weapon, (counts.get(weapon) ?? 0) + more);
  for (const map of DUEL_MAPS)
    for (const seed of seedsTo(6))
      playBots(
        { arena: loadMap(map), mode: "ffa", skills: same(SKILLS.veteran, 6), seed, seconds: ROUND_S },
        ({ world }) => {
          for (const event of world.events) {
            if (event.type === "shot") add(shots, event.birth.weapon, 1);
            if (event.type === "hit" && event.victim !== event.shot.owner)
              add(damages, event.shot.weapon, event.damage);
          }
        },
      );
  return Array.from(shots, ([weapon, count]) => ({
    weapon,
    shots: count,
    "damage per shot": rounded((damages.get(weapon) ?? 0) / count),
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

/** Points of both teams on each hill of Quarry, in twelve rounds of eight regulars. */
function hillRows() {
  const points = new Map<string, [number, number]>();
  for (const seed of seedsTo(12)) {
    let before = [0, 0];
    playBots(
      { arena: loadMap("quarry"), mode: "hill", skills: same(SKILLS.regular, 8), seed, seconds: ROUND_S },
      ({ match }) => {
        const { hill, scores } = match.state;
        const now = [...scores];
        const sums = points.get(`${hill.x}, ${hill.y}`) ?? [0, 0];
        for (const team of [0, 1] as const) sums[team] += (now[team] ?? 0) - (before[team] ?? 0);
        points.set(`${hill.x}, ${hill.y}`, sums);
        before = now;
      },
    );
  }
  return Array.from(points, ([hill, [one, two]]) => ({ hill, "team 1": one, "team 2": two }));
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
