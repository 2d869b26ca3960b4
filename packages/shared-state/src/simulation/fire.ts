import { areEnemies, copyBody, type Fighter } from "./body.ts";
import { BODY_RADIUS_U, RAIL } from "./rules.ts";
import { touchDistance } from "./shot-path.ts";
import { createShots, type Shot, type ShotBirth } from "./shot.ts";
import { stepPlayer } from "./step-player.ts";
import { strike } from "./strike.ts";
import type { Command, Sight, World } from "./world.ts";

interface Struck {
  readonly fighter: Fighter;
  readonly distance: number;
  readonly seen: { readonly x: number; readonly y: number };
}

/** The sight of who sees everything the moment it happens. */
const AS_IT_IS: Sight = { positionOf: (fighter) => fighter };

/** One input of one fighter: its body moves, and what it fires is in the world. */
export function applyCommand(world: World, command: Command): void {
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
  const { teleports } = fighter;
  const weapon = stepPlayer(fighter, input, world.dt, world.arena);
  if (fighter.teleports !== teleports) fighter.teleportTick = world.tick;
  if (!weapon) return;
  fighter.shielded = false;
  fighter.firedTick = world.tick;
  const { id, x, y, aim } = fighter;
  const birth: ShotBirth = { owner: id, seq, weapon, x, y, angle: aim, bornTick: world.tick };
  const shots = createShots(world.arena, birth);
  if (weapon === "rail") {
    for (const shot of shots) fireRail(world, fighter, birth, shot, command.sight ?? AS_IT_IS);
    return;
  }
  world.shots.push(...shots);
  world.events.push({ type: "shot", birth, shots });
}

/** Strikes the first enemy in the way, each standing where the shooter saw it. */
function fireRail(world: World, shooter: Fighter, birth: ShotBirth, shot: Shot, sight: Sight): void {
  let struck: Struck | undefined;
  for (const fighter of world.fighters.values()) {
    if (!fighter.alive || !areEnemies(shooter, fighter)) continue;
    const seen = sight.positionOf(fighter);
    const distance = seen && touchDistance(shot, 0, shot.reach, seen, BODY_RADIUS_U);
    if (seen && distance !== undefined && distance < (struck?.distance ?? Infinity))
      struck = { fighter, distance, seen };
  }
  const beam = struck ? { ...shot, reach: struck.distance } : shot;
  world.events.push({ type: "shot", birth, shots: [beam] });
  if (!struck) return;
  const movedSinceSeen = Math.sqrt((struck.seen.x - struck.fighter.x) ** 2 + (struck.seen.y - struck.fighter.y) ** 2);
  strike(world, beam, struck.fighter, { damage: RAIL.damage, distance: struck.distance, movedSinceSeen });
}
