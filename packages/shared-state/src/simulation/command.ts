import { OVERDRIVE } from "../rules.ts";
import type { Input } from "../schema/input-frame.ts";
import { copyBody, type Fighter } from "./body.ts";
import type { HitscanFired } from "./hitscan.ts";
import { createShots, type Firing } from "./shot.ts";
import type { Sight } from "./sight.ts";
import { stepPlayer } from "./step-player.ts";
import { PRIMARY, type Weapon } from "./weapons/index.ts";
import { WEAPON_RULES } from "./weapons/weapon-rules.ts";
import type { World } from "./world.ts";

/** One input of one fighter; several may belong to one tick. */
export interface Command {
  readonly fighter: Fighter;
  /** Number of the input, counted by its sender. */
  readonly seq: number;
  readonly input: Input;
  /**
   * Replaces an input that has not arrived: it moves the body for all observers, and the next real command undoes it
   * first. It must not fire.
   */
  readonly provisional?: boolean;
  /** The default is the present positions. */
  readonly sight?: Sight;
  /** How long before the present tick `sight` is, in whole ms; undefined for the present. A replay records it. */
  readonly sightAgeMs?: number | undefined;
}

/**
 * Applies one input to one fighter: moves its body and adds the fired shots to the world. Returns a hitscan shot,
 * which hits later in the tick.
 */
export function applyCommand(world: World, command: Command): HitscanFired | undefined {
  const { fighter, input } = command;
  if (command.provisional) {
    stepProvisionally(world, command);
    return undefined;
  }
  world.checkpoints.restore(fighter.id, fighter);
  const { teleports } = fighter;
  const weapon = stepPlayer(fighter, input, world);
  if (fighter.teleports !== teleports) fighter.teleportTick = world.tick;
  if (!weapon) return undefined;
  fighter.shielded = false;
  fighter.firedTick = world.tick;
  const isFan = WEAPON_RULES[weapon].pellets > 1;
  const shots = createShots(world.arena, firingOf(world, command, weapon), world.shotPool);
  const [shot] = shots;
  if (!shot) return undefined;
  if (WEAPON_RULES[weapon].kind === "hitscan") return { shot, sight: command.sight };
  for (const each of shots) world.shots.push(each);
  world.events.push({ type: "shot", birth: isFan ? { ...FIRING } : shot, shots });
  return undefined;
}

/** Reused by every shot. */
const FIRING = {
  owner: 0,
  seq: 0,
  weapon: PRIMARY.name as Weapon,
  x: 0,
  y: 0,
  angle: 0,
  bornTick: 0,
  team: 0,
  boost: 1,
};

function firingOf(world: World, { fighter, seq }: Command, weapon: Weapon): Firing {
  FIRING.owner = fighter.id;
  FIRING.seq = seq;
  FIRING.weapon = weapon;
  FIRING.x = fighter.x;
  FIRING.y = fighter.y;
  FIRING.angle = fighter.aim;
  FIRING.bornTick = world.tick;
  FIRING.team = fighter.team;
  FIRING.boost = fighter.overdriven ? OVERDRIVE.damage : 1;
  return FIRING;
}

function stepProvisionally(world: World, { fighter, input }: Command): void {
  const { checkpoints } = world;
  const before = copyBody(fighter);
  checkpoints.keep(fighter.id, before);
  stepPlayer(fighter, input, world);
  // Observers would see the body jump to the exit, and back again if the real input leads elsewhere.
  if (fighter.teleports !== before.teleports) Object.assign(fighter, before);
}
