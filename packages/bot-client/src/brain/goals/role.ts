import type { Random } from "@fray/netcode/core";

import type { Memory, Role } from "../memory.ts";

/** The roles of a bot that plays for its team. */
const ROLES: readonly Role[] = ["guard", "raider", "runner"];
/** Share of lives in which a bot of full teamwork runs for the flag whatever role would be its turn. */
const RUNNING_SHARE = 0.7;
/**
 * Time for which a bot keeps the role of a guard, in s. It is short, because most guards meet no enemy. The other
 * roles last for a whole life.
 */
const WATCH_S = { least: 10, most: 25 } as const;

/** Returns the current role. A new role is drawn with each life, and after each watch as a guard. */
export function roleNow(memory: Memory, now: number, random: Random): Role {
  if (now < memory.roleUntil) return memory.role;
  memory.role = random() < memory.skill.teamwork ? drawRole(memory, random) : "loner";
  const watch = WATCH_S.least + random() * (WATCH_S.most - WATCH_S.least);
  memory.roleUntil = memory.role === "guard" ? now + watch : Infinity;
  return memory.role;
}

function drawRole({ skill }: Memory, random: Random): Role {
  if (random() < skill.teamwork ** 3 * RUNNING_SHARE) return "runner";
  return ROLES[Math.floor(random() * ROLES.length)] ?? "raider";
}
