import { Checkpoints, createRandom, type Random, SpatialGrid } from "@fray/netcode/core";

import type { Arena } from "../arena/arena.ts";
import { snapPosition } from "../quantized.ts";
import { pickupCode, type Weapon } from "../rules.ts";
import type { Body, Fighter } from "./body.ts";
import type { BodyDied, WorldEvent } from "./events.ts";
import type { Pickup } from "./pickup.ts";
import { ShotPool } from "./shot-pool.ts";
import type { LiveShot } from "./shot.ts";
import { SpawnSafety } from "./spawn-safety.ts";
import { rulesOf, type WorldRules } from "./world-rules.ts";

/** Cell size in u of the grid that finds the bodies near a shot. */
const BODY_CELL_U = 4;

/** The last damage of a living body, with the data that is needed when its player leaves. */
export interface LastHit {
  /** Tick of the last damage from any source. */
  readonly tick: number;
  /** The body that gets the kill if the player leaves now, and the weapon. */
  readonly attacker: number;
  readonly weapon: Weapon;
  /** Tick of the last damage by that attacker. */
  readonly attackTick: number;
  readonly byEnemy: boolean;
}

/** All state that the rules act on. Plain data: the room, a bench and a headless match step it in the same way. */
export interface World {
  tick: number;
  /** Seconds per tick. */
  readonly dt: number;
  readonly arena: Arena;
  /** The rules that the owner of the room chose. */
  readonly rules: WorldRules;
  readonly fighters: Map<number, Fighter>;
  shots: LiveShot[];
  /** Ended shots, from which new shots are made. */
  readonly shotPool: ShotPool<LiveShot>;
  /** The pickups in the order of the map. The list belongs to the creator of the world: a room's list is synced. */
  readonly pickups: readonly Pickup[];
  /** Bodies as they were before their provisional commands, by fighter id. */
  readonly checkpoints: Checkpoints<Body>;
  /** The last damage to each living body, by fighter id. It is kept here because it is never sent to clients. */
  readonly lastHits: Map<number, LastHit>;
  /** Deaths of players who have left since the last tick. The deaths are events of the next tick. */
  readonly forfeits: BodyDied[];
  /** The events of the last tick. They are valid until the next tick; `copyEvent` makes one last longer. */
  readonly events: WorldEvent[];
  readonly random: Random;
  /**
   * Spatial grid of the bodies that were alive after all movement of the last tick, and of bodies that have spawned
   * since.
   */
  readonly grid: SpatialGrid<Fighter>;
  readonly spawnSafety: SpawnSafety;
}

interface WorldOptions extends Partial<WorldRules> {
  readonly pickups?: readonly Pickup[];
  readonly tick?: number;
}

/**
 * Creates an empty world. `dt` is in seconds. By default it starts at tick 0, with the arena's pickups as plain
 * objects. A room that changes its map continues the tick count.
 */
export function createWorld(
  arena: Arena,
  dt: number,
  seed: number,
  { pickups = plainPickups(arena), tick = 0, ...rules }: WorldOptions = {},
): World {
  const grid = new SpatialGrid<Fighter>(arena.width, arena.height, BODY_CELL_U);
  return {
    tick,
    dt,
    arena,
    rules: rulesOf(rules),
    fighters: new Map(),
    shots: [],
    shotPool: new ShotPool(),
    pickups,
    checkpoints: new Checkpoints(),
    lastHits: new Map(),
    forfeits: [],
    events: [],
    random: createRandom(seed),
    grid,
    spawnSafety: new SpawnSafety(arena, grid),
  };
}

/**
 * Creates the world to which `world`'s fighters move in another arena. Its tick count continues. Its fighters have no
 * place in it before they spawn.
 */
export function createNextWorld(world: World, arena: Arena, seed: number, pickups?: readonly Pickup[]): World {
  const { tick, dt } = world;
  const next = createWorld(arena, dt, seed, { tick, ...world.rules, ...(pickups && { pickups }) });
  for (const [id, fighter] of world.fighters) next.fighters.set(id, fighter);
  return next;
}

/** Synced pickups have quantized places, so plain ones get them too. */
const plainPickups = (arena: Arena): Pickup[] =>
  arena.pickups.map(({ x, y, kind }) => ({
    x: snapPosition(x),
    y: snapPosition(y),
    kind: pickupCode(kind),
    available: true,
    returnTick: 0,
  }));

/** Adds a fighter; it spawns in the next tick. */
export function addFighter(world: World, fighter: Fighter): void {
  fighter.respawnTick = world.tick;
  world.fighters.set(fighter.id, fighter);
}

/** Removes a fighter at once. Its shots continue to fly. */
export function removeFighter(world: World, id: number): void {
  world.fighters.delete(id);
  world.checkpoints.delete(id);
  world.lastHits.delete(id);
}

/** Replaces a fighter by another object with the same id. The fighter's state does not change. */
export function replaceFighter(world: World, fighter: Fighter): void {
  world.fighters.set(fighter.id, fighter);
}
