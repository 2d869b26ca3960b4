import type { Arena } from "../arena/arena.ts";
import type { Input } from "../schema/input-frame.ts";
import { copyBody, type Body, type Fighter } from "./body.ts";
import type { WorldEvent } from "./events.ts";
import { stepPickups, type Pickup } from "./pickup.ts";
import { createRandom, type Random } from "./random.ts";
import { BODY_RADIUS_U, HEAL_DELAY_S, HEAL_PER_S, MAX_HEALTH, PULSE, RAIL, RESPAWN_DELAY_S, stepsIn } from "./rules.ts";
import { createShot, flownDistance, touchDistance, type Shot } from "./shot.ts";
import { SpatialGrid } from "./spatial-grid.ts";
import { spawnFighter } from "./spawn.ts";
import { stepPlayer } from "./step-player.ts";

/** Cell side in u for finding the bodies near a shot. */
const BODY_CELL_U = 4;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a shooter saw the others when it fired: what a hit that strikes at once is judged by. */
export interface Sight {
  /** Undefined for a body that was not there to be seen. */
  positionOf(fighter: Fighter): Point | undefined;
}

/** The sight of who sees everything the moment it happens. */
const AS_IT_IS: Sight = { positionOf: (fighter) => fighter };

/** One input of one fighter; several may belong to one tick. */
export interface Command {
  readonly fighter: Fighter;
  /** Number of the input, as its sender counts. */
  readonly seq: number;
  readonly input: Input;
  /**
   * Stands in for an input that has not arrived: it moves the body for everybody to see, and the next real command
   * takes it back first. It must not fire.
   */
  readonly provisional?: boolean;
  /** By default everything as it is. */
  readonly sight?: Sight;
}

/** Everything the rules act on. Plain data: the room, a bench and a headless match all step it the same way. */
export interface World {
  tick: number;
  /** Seconds per tick. */
  readonly dt: number;
  readonly arena: Arena;
  readonly fighters: Map<number, Fighter>;
  shots: Shot[];
  /** In the order of the map. The list belongs to whoever made the world: a room's is synced. */
  readonly pickups: readonly Pickup[];
  /** Bodies as they were before their provisional commands, by fighter id. */
  readonly checkpoints: Map<number, Body>;
  /** What happened in the last tick. */
  readonly events: WorldEvent[];
  readonly random: Random;
  readonly grid: SpatialGrid<Fighter>;
}

/**
 * An empty world. `dt` is in seconds; `pickups` stand where the arena has them, by default as plain objects.
 */
export function createWorld(
  arena: Arena,
  dt: number,
  seed: number,
  pickups: readonly Pickup[] = arena.pickups.map(({ x, y }) => ({ x, y, available: true, returnTick: 0 })),
): World {
  return {
    tick: 0,
    dt,
    arena,
    fighters: new Map(),
    shots: [],
    pickups,
    checkpoints: new Map(),
    events: [],
    random: createRandom(seed),
    grid: new SpatialGrid<Fighter>(arena.width, arena.height, BODY_CELL_U),
  };
}

/** Adds a fighter; it spawns in the next tick. */
export function addFighter(world: World, fighter: Fighter): void {
  fighter.respawnTick = world.tick;
  world.fighters.set(fighter.id, fighter);
}

/** Takes a fighter out at once. Shots it fired fly on. */
export function removeFighter(world: World, id: number): void {
  world.fighters.delete(id);
  world.checkpoints.delete(id);
}

/** Advances the world by one tick. Commands apply in the order given; afterwards `world.events` says what happened. */
export function stepWorld(world: World, commands: readonly Command[]): void {
  world.tick++;
  world.events.length = 0;
  for (const command of commands) applyCommand(world, command);
  flyShots(world);
  stepPickups(world);
  for (const fighter of world.fighters.values()) recover(world, fighter);
}

function applyCommand(world: World, command: Command): void {
  const { fighter, seq, input } = command;
  const checkpoint = world.checkpoints.get(fighter.id);
  if (command.provisional) {
    if (!checkpoint) world.checkpoints.set(fighter.id, copyBody(fighter));
    stepPlayer(fighter, input, world.dt, world.arena);
    return;
  }
  if (checkpoint) {
    Object.assign(fighter, checkpoint);
    world.checkpoints.delete(fighter.id);
  }
  const weapon = stepPlayer(fighter, input, world.dt, world.arena);
  if (!weapon) return;
  fighter.shielded = false;
  const { id, x, y, aim } = fighter;
  const shot = createShot(world.arena, { owner: id, seq, weapon, x, y, angle: aim, bornTick: world.tick });
  if (weapon === "rail") {
    fireRail(world, shot, command.sight ?? AS_IT_IS);
    return;
  }
  world.shots.push(shot);
  world.events.push({ type: "shot", shot });
}

/** Strikes the first body in the way, each standing where the shooter saw it. */
function fireRail(world: World, shot: Shot, sight: Sight): void {
  let struck: { fighter: Fighter; distance: number; seen: Point } | undefined;
  for (const fighter of world.fighters.values()) {
    if (fighter.id === shot.owner || !fighter.alive) continue;
    const seen = sight.positionOf(fighter);
    const distance = seen && touchDistance(shot, 0, shot.reach, seen, BODY_RADIUS_U);
    if (seen && distance !== undefined && distance < (struck?.distance ?? Infinity))
      struck = { fighter, distance, seen };
  }
  const beam = struck ? { ...shot, reach: struck.distance } : shot;
  world.events.push({ type: "shot", shot: beam });
  if (struck) strike(world, beam, struck.fighter, struck.distance, distanceBetween(struck.seen, struck.fighter));
}

function flyShots(world: World): void {
  if (world.shots.length === 0) return;
  world.grid.clear();
  for (const fighter of world.fighters.values()) if (fighter.alive) world.grid.insert(fighter);
  world.shots = world.shots.filter((shot) => flyShot(world, shot));
}

/** Moves one shot by a tick; false when it has ended. */
function flyShot(world: World, shot: Shot): boolean {
  const age = world.tick - shot.bornTick;
  // The first stretch starts at the owner's centre: an enemy at arm's length stands before the muzzle.
  const from = age === 0 ? 0 : flownDistance(shot, (age - 1) * world.dt);
  const to = flownDistance(shot, age * world.dt);
  const struck = firstStruck(world, shot, from, to);
  if (struck) {
    strike(world, shot, struck.fighter, struck.distance, 0);
    return false;
  }
  return to < shot.reach;
}

function firstStruck(world: World, shot: Shot, from: number, to: number) {
  const startX = shot.x + shot.directionX * from;
  const startY = shot.y + shot.directionY * from;
  const endX = shot.x + shot.directionX * to;
  const endY = shot.y + shot.directionY * to;
  const reach = BODY_RADIUS_U + PULSE.radius_u;
  let struck: { fighter: Fighter; distance: number } | undefined;
  world.grid.query(
    Math.min(startX, endX) - reach,
    Math.min(startY, endY) - reach,
    Math.max(startX, endX) + reach,
    Math.max(startY, endY) + reach,
    (fighter) => {
      if (fighter.id === shot.owner || !fighter.alive) return;
      const distance = touchDistance(shot, from, to, fighter, reach);
      if (distance !== undefined && distance < (struck?.distance ?? Infinity)) struck = { fighter, distance };
    },
  );
  return struck;
}

function strike(world: World, shot: Shot, victim: Fighter, distance: number, movedSinceSeen: number): void {
  const full = shot.weapon === "rail" ? RAIL.damage : PULSE.damage;
  const damage = victim.shielded ? 0 : Math.min(full, victim.health);
  world.events.push({ type: "hit", shot, victim: victim.id, distance, damage });
  if (damage === 0) return;
  victim.health -= damage;
  victim.hurtTick = world.tick;
  if (victim.health > 0) return;
  world.checkpoints.delete(victim.id);
  victim.alive = false;
  victim.vx = 0;
  victim.vy = 0;
  victim.dashSteps = 0;
  victim.railCharge = 0;
  victim.respawnTick = world.tick + stepsIn(RESPAWN_DELAY_S, world.dt);
  world.events.push({
    type: "death",
    victim: victim.id,
    killer: shot.owner,
    weapon: shot.weapon,
    movedSinceSeen,
    x: victim.x,
    y: victim.y,
  });
}

const distanceBetween = (a: Point, b: Point): number => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);

/** What time does by itself: shields end, wounds heal, the dead return. */
function recover(world: World, fighter: Fighter): void {
  if (!fighter.alive) {
    if (world.tick >= fighter.respawnTick) spawnFighter(world, fighter);
    return;
  }
  if (fighter.shielded && world.tick >= fighter.shieldTick) fighter.shielded = false;
  if (fighter.health < MAX_HEALTH && world.tick - fighter.hurtTick > stepsIn(HEAL_DELAY_S, world.dt)) {
    const stepsPerPoint = stepsIn(1 / HEAL_PER_S, world.dt);
    if ((world.tick - fighter.hurtTick) % stepsPerPoint === 0) fighter.health++;
  }
}
