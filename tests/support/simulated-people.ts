import { decide } from "@fray/bot-client/internal/brain/decide";
import { createMemory } from "@fray/bot-client/internal/brain/memory";
import { HeadlessRound, type Mind } from "@fray/bot-client/internal/ladder/headless-round";
import { navigationOf } from "@fray/bot-client/internal/navigation/navigation-of";
import type { Skill } from "@fray/bot-client/internal/skills/skill";
import { skillInTurn } from "@fray/bot-client/internal/skills/steps";
import { createRandom } from "@fray/netcode/core";
import { KnownLevels } from "@fray/server/internal/skill/known-levels";
import { RoomSkill } from "@fray/server/internal/skill/room-skill";
import type { Mode } from "@fray/shared-state/match/modes";
import type { Input } from "@fray/shared-state/schema/input-frame";

import { DT } from "../bot-client/scene.ts";
import { loadMap } from "./maps.ts";

/** The default of a server: fighters in a room, and the length of a round in s. */
const FIGHTERS = 5;
const ROUND_S = 300;
const FIRST_S = 120;

/** What people have in common: they aim by hand, hold the trigger, and neither dodge nor plan ahead. */
const PERSON: Skill = {
  reaction_s: 0.4,
  aimError_rad: 0.25,
  turn_rad_per_s: 8,
  lead: 0.8,
  fireRange_u: 15,
  burst_s: 1.5,
  rest_s: 0.15,
  specialRest_s: 5,
  indirectFire: 0,
  blastWorth: 0,
  preferredRange_u: 7,
  strafe: 0.7,
  dodge: 0,
  dash: 0.2,
  aggression: 0.6,
  forage: 0.4,
  teamwork: 0.5,
  retreatHealth: 0,
};

/** Simulated people, from a slow one, who knows neither the dash nor the pads, to a quick one. */
export const PEOPLE = {
  slow: { ...PERSON, reaction_s: 0.45, aimError_rad: 0.35, dash: 0, forage: 0 },
  average: { ...PERSON, reaction_s: 0.35, aimError_rad: 0.25 },
  quick: { ...PERSON, reaction_s: 0.3, aimError_rad: 0.15, dash: 0.3, forage: 0.6 },
} as const satisfies Readonly<Record<string, Skill>>;

/** How a person fared in their first round. */
export interface FirstRound {
  readonly kills: number;
  readonly deaths: number;
  /** Deaths in the first two minutes. */
  readonly firstDeaths: number;
  /** The person's level at the end, on the scale of the bots' steps. */
  readonly level: number;
}

/** Plays one default round of a newcomer among the server's own adaptive bots, under the rules alone. */
export function playFirstRound(
  person: Skill,
  { seed, map, mode }: { seed: number; map: string; mode: Mode },
): FirstRound {
  const arena = loadMap(map);
  const levels = new KnownLevels();
  const room = new RoomSkill("adaptive", levels);
  const minds = Array.from({ length: FIGHTERS }, (_, index) => (): Mind => {
    const skill = () => (index === 0 ? person : skillInTurn(room.steps, index - 1));
    const memory = createMemory(skill(), arena, navigationOf(arena));
    const random = createRandom(seed * 1000 + index);
    return (view) => {
      if (view.self?.lives !== memory.lives) memory.skill = skill();
      return decide(memory, view, random);
    };
  });
  const round = new HeadlessRound({ arena, mode, dt: DT, seconds: 2 * ROUND_S, seed, minds });
  const member = round.contestants[0]?.member ?? { kills: 0, deaths: 0 };
  let firstDeaths = 0;
  for (let tick = 1; tick <= ROUND_S / DT; tick++) {
    round.step(round.ask() as Input[]);
    if (tick % Math.round(1 / DT) === 0) room.follow([{ playerId: "person", ...member }]);
    if (tick === FIRST_S / DT) firstDeaths = member.deaths;
  }
  const { kills, deaths } = member;
  return { kills, deaths, firstDeaths, level: levels.of("person").level };
}
