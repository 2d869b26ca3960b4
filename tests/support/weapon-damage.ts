import { SKILLS } from "@fray/bot-client/internal/skills/steps";
import type { Arena } from "@fray/shared-state/arena/arena";
import type { Weapon } from "@fray/shared-state/rules";

import { playBots } from "./headless-bots.ts";

const FIGHTERS = 6;
const ROUND_S = 300;

interface Used {
  readonly shots: number;
  /** Damage to others. */
  readonly damage: number;
}

/** Plays free-for-all rounds of six veterans, one for each map and seed, and counts what they do with each weapon. */
export function countWeapons(arenas: readonly Arena[], seeds: readonly number[]): ReadonlyMap<Weapon, Used> {
  const used = new Map<Weapon, Used>();
  const add = (weapon: Weapon, shots: number, damage: number): void => {
    const before = used.get(weapon) ?? { shots: 0, damage: 0 };
    used.set(weapon, { shots: before.shots + shots, damage: before.damage + damage });
  };
  const skills = Array.from({ length: FIGHTERS }, () => () => SKILLS.veteran);
  for (const arena of arenas)
    for (const seed of seeds)
      playBots({ arena, mode: "ffa", skills, seed, seconds: ROUND_S }, ({ world }) => {
        for (const event of world.events) {
          if (event.type === "shot") add(event.birth.weapon, 1, 0);
          if (event.type === "hit" && event.victim !== event.shot.owner) add(event.shot.weapon, 0, event.damage);
        }
      });
  return used;
}
