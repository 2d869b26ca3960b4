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
  fireCooldown: number;
  ammo: number;
  reloadSteps: number;
  railCharge: number;
  railCooldown: number;
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
    railCharge: body.railCharge,
    railCooldown: body.railCooldown,
  };
}

/** A body with what only the server decides: its damage, death and return. */
export interface Fighter extends Body {
  readonly id: number;
  health: number;
  shielded: boolean;
  lives: number;
  respawnTick: number;
  spawnTick: number;
  shieldTick: number;
  hurtTick: number;
}

/** A fighter outside any room: for tests, benches and headless matches. */
export function createFighter(id: number): Fighter {
  return {
    id,
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
    railCharge: 0,
    railCooldown: 0,
    health: 0,
    shielded: false,
    lives: 0,
    respawnTick: 0,
    spawnTick: 0,
    shieldTick: 0,
    hurtTick: 0,
  };
}
