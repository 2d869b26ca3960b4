import { MAX_ARMOUR, MAX_HEALTH, stepsIn, WEAPON_RULES } from "@fray/shared-state/rules";
import type { Player } from "@fray/shared-state/schema/player";
import { areEnemies } from "@fray/shared-state/simulation/body";
import { chargedBy, specialOf } from "@fray/shared-state/simulation/step-weapons";

import { discontinuityCount } from "./discontinuity.ts";

/** The part of a body that decides which side it is on. */
export type Allegiance = Pick<Player, "id" | "team">;

/** What a body's view needs of its player. */
export interface RosterName {
  readonly name: string;
  readonly bot: boolean;
  readonly connected: boolean;
  /** Colour, pattern and trail; undefined for a plain body. */
  readonly look?: number;
}

/** The fields of a body that others see, of a live room or of a replay. */
export type SeenBody = Readonly<
  Pick<
    Player,
    "id" | "team" | "shielded" | "overdriven" | "special" | "health" | "armour" | "lives" | "teleports" | "railCharge"
  >
>;

/** Everything except the body that a body's view depends on. */
export interface Viewpoint {
  /** The body from whose viewpoint the game is shown: the player's own, or the one that a spectator follows. */
  readonly eyes: Allegiance;
  /** The server's step in s. */
  readonly dt: number;
  readonly rosterOf: (id: number) => RosterName | undefined;
  /** Team whose flag the body carries; 0 for none. */
  readonly flagCarriedBy: (id: number) => number;
}

/** Copies into a body's view what needs neither prediction nor interpolation. */
export function describeBody(player: SeenBody, { eyes, dt, rosterOf, flagCarriedBy }: Viewpoint) {
  const entry = rosterOf(player.id);
  return {
    id: player.id,
    name: entry?.name ?? "",
    bot: entry?.bot ?? false,
    connected: entry?.connected ?? true,
    look: entry?.look ?? 0,
    team: player.team,
    enemy: areEnemies(player, eyes),
    shielded: player.shielded,
    overdriven: player.overdriven,
    special: specialOf(player),
    health: player.health / MAX_HEALTH,
    armour: player.armour / MAX_ARMOUR,
    lives: discontinuityCount(player),
    carries: flagCarriedBy(player.id),
    charge: chargeOf(player, dt),
  };
}

/** How far a body has charged its special weapon: 0 = not at all, 1 = about to fire. */
export const chargeOf = (body: Pick<Player, "railCharge" | "special">, dt: number): number =>
  body.railCharge > 0 ? 1 - (body.railCharge - 1) / stepsIn(WEAPON_RULES[chargedBy(body)].charge_s, dt) : 0;
