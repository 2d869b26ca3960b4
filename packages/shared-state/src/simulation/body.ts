/**
 * A body as the rules see it. Structural, so that the same rules run on the server's schema instances, on a client's
 * predicted copy and on plain objects in tests and headless matches.
 */
export interface Body {
  x: number;
  y: number;
  vx: number;
  vy: number;
  /** Radians clockwise from +x. */
  aim: number;
  alive: boolean;
  dashSteps: number;
  dashCooldown: number;
  /** Steps until the pulse may fire. */
  fireCooldown: number;
  ammo: number;
  reloadSteps: number;
  /** Code of the special it carries. */
  special: number;
  /** Rounds left for it; the rail needs none. */
  specialAmmo: number;
  specialCooldown: number;
  railCharge: number;
  /** Steps off the pad until a teleporter takes it again. */
  teleportCooldown: number;
  /** Times it went through a teleporter, modulo 256. */
  teleports: number;
}

/** A plain copy of a body, whatever it is made of. */
export function copyBody(body: Body): Body {
  return {
    x: body.x,
    y: body.y,
    vx: body.vx,
    vy: body.vy,
    aim: body.aim,
    alive: body.alive,
    dashSteps: body.dashSteps,
    dashCooldown: body.dashCooldown,
    fireCooldown: body.fireCooldown,
    ammo: body.ammo,
    reloadSteps: body.reloadSteps,
    special: body.special,
    specialAmmo: body.specialAmmo,
    specialCooldown: body.specialCooldown,
    railCharge: body.railCharge,
    teleportCooldown: body.teleportCooldown,
    teleports: body.teleports,
  };
}

/** A body with what only the server decides: its damage, death and return. */
export interface Fighter extends Body {
  readonly id: number;
  /** 0 in a free-for-all, where everybody is everybody's enemy. */
  team: number;
  health: number;
  armour: number;
  shielded: boolean;
  overdriven: boolean;
  lives: number;
  respawnTick: number;
  spawnTick: number;
  shieldTick: number;
  overdriveTick: number;
  hurtTick: number;
  /** Tick in which it last fired. */
  firedTick: number;
  /** Tick in which it last went through a teleporter. */
  teleportTick: number;
}

/** A fighter outside any room: for tests, benches and headless matches. */
export function createFighter(id: number, team = 0): Fighter {
  return {
    id,
    team,
    x: 0,
    y: 0,
    vx: 0,
    vy: 0,
    aim: 0,
    alive: false,
    dashSteps: 0,
    dashCooldown: 0,
    fireCooldown: 0,
    ammo: 0,
    reloadSteps: 0,
    special: 0,
    specialAmmo: 0,
    specialCooldown: 0,
    railCharge: 0,
    teleportCooldown: 0,
    teleports: 0,
    health: 0,
    armour: 0,
    shielded: false,
    overdriven: false,
    lives: 0,
    respawnTick: 0,
    spawnTick: 0,
    shieldTick: 0,
    overdriveTick: 0,
    hurtTick: 0,
    firedTick: 0,
    teleportTick: 0,
  };
}

/** A plain copy of a fighter, whatever it is made of. */
export function copyFighter(fighter: Fighter): Fighter {
  return {
    ...copyBody(fighter),
    id: fighter.id,
    team: fighter.team,
    health: fighter.health,
    armour: fighter.armour,
    shielded: fighter.shielded,
    overdriven: fighter.overdriven,
    lives: fighter.lives,
    respawnTick: fighter.respawnTick,
    spawnTick: fighter.spawnTick,
    shieldTick: fighter.shieldTick,
    overdriveTick: fighter.overdriveTick,
    hurtTick: fighter.hurtTick,
    firedTick: fighter.firedTick,
    teleportTick: fighter.teleportTick,
  };
}

/** Whether they are on different sides: one hurts the other, and each hides from the other. */
export const areEnemies = (a: Pick<Fighter, "id" | "team">, b: Pick<Fighter, "id" | "team">): boolean =>
  a.id !== b.id && (a.team === 0 || a.team !== b.team);
