import { OVERDRIVE } from "../rules.ts";
import type { Input } from "../schema/input-frame.ts";
import { copyBody, type Fighter } from "./body.ts";
import type { HitscanFired } from "./hitscan.ts";
import { createShots, type LiveShot, type Shot, type ShotBirth } from "./shot.ts";
import type { Sight } from "./sight.ts";
import { stepPlayer } from "./step-player.ts";
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
  const { id, x, y, aim } = fighter;
  const birth: ShotBirth = { owner: id, seq: command.seq, weapon, x, y, angle: aim, bornTick: world.tick };
  const shots = createShots(world.arena, birth).map((shot) => toLive(shot, fighter));
  const [shot] = shots;
  if (WEAPON_RULES[weapon].kind === "hitscan" && shot) return { shot, sight: command.sight };
  world.shots.push(...shots);
  world.events.push({ type: "shot", birth, shots });
  return undefined;
}

function stepProvisionally(world: World, { fighter, input }: Command): void {
  const { checkpoints } = world;
  const before = copyBody(fighter);
  checkpoints.keep(fighter.id, before);
  stepPlayer(fighter, input, world);
  // Observers would see the body jump to the exit, and back again if the real input leads elsewhere.
  if (fighter.teleports !== before.teleports) Object.assign(fighter, before);
}

const toLive = (shot: Shot, { team, overdriven }: Fighter): LiveShot => ({
  ...shot,
  team,
  boost: overdriven ? OVERDRIVE.damage : 1,
});
