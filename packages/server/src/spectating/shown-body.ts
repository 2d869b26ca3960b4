import type { PlayerFields } from "@fray/shared-state/schema/player";

/** What spectators are shown of a body, and what decides whether a bush hides it. */
export type ShownBody = Pick<
  PlayerFields,
  | "x"
  | "y"
  | "aim"
  | "team"
  | "health"
  | "armour"
  | "alive"
  | "shielded"
  | "overdriven"
  | "special"
  | "lives"
  | "teleports"
  | "railCharge"
  | "hurtTick"
  | "firedTick"
>;

/** Copies all of it from one body to another. Each field is named: a loop over names takes five times as long. */
export function copyShown(from: Readonly<ShownBody>, to: ShownBody): void {
  to.x = from.x;
  to.y = from.y;
  to.aim = from.aim;
  to.team = from.team;
  to.health = from.health;
  to.armour = from.armour;
  to.alive = from.alive;
  to.shielded = from.shielded;
  to.overdriven = from.overdriven;
  to.special = from.special;
  to.lives = from.lives;
  to.teleports = from.teleports;
  to.railCharge = from.railCharge;
  to.hurtTick = from.hurtTick;
  to.firedTick = from.firedTick;
}

export const emptyShown = (): ShownBody => ({
  x: 0,
  y: 0,
  aim: 0,
  team: 0,
  health: 0,
  armour: 0,
  alive: false,
  shielded: false,
  overdriven: false,
  special: 0,
  lives: 0,
  teleports: 0,
  railCharge: 0,
  hurtTick: 0,
  firedTick: 0,
});
