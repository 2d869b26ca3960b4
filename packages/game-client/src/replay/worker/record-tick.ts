import type { RecordedBody, RecordedMember, RecordedTick } from "../recorded.ts";
import type { Rules, RulesPlayer } from "./rules.ts";

/** Copies what the viewer draws of the present tick. */
export function recordTick(rules: Rules, { state, tick, sightAges }: RulesPlayer): RecordedTick {
  const { world, match, members } = state;
  const bodies = Array.from(world.fighters.values(), (body): RecordedBody => {
    const { id, team, x, y, aim, alive, shielded, overdriven, special, health, armour } = body;
    const { lives, teleports, railCharge, dashSteps } = body;
    const seen = { id, team, x, y, aim, alive, shielded, overdriven, special, health, armour };
    const { dashCooldown, ammo, reloadSteps, specialAmmo, specialCooldown } = body;
    const arms = { dashCooldown, ammo, reloadSteps, specialAmmo, specialCooldown };
    return { ...seen, lives, teleports, railCharge, dashSteps, isHiding: rules.isHiding(world, body), arms };
  });
  return {
    tick,
    // A body that has not spawned yet has no place.
    bodies: bodies.filter(({ lives }) => lives > 0),
    members: Array.from(members.values(), (member): RecordedMember => {
      const { id, ordinal, bot, connected, spectator, team, score, kills, deaths, reachPercent } = member;
      const known = { id, ordinal, bot, connected, spectator, team, score, kills, deaths, reachPercent };
      return { ...known, sightAgeMs: sightAges?.get(id) };
    }),
    shots: [...world.shots],
    pickups: world.pickups.map(({ available }) => available),
    match: structuredClone(match.state),
    events: [...world.events],
  };
}
