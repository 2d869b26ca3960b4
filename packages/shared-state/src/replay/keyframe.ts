import { ByteReader, ByteWriter, PastViews } from "@fray/netcode/core";

import type { Arena } from "../arena/arena.ts";
import type { Match, MatchSettings } from "../match/match.ts";
import { REWIND_CAP_MS } from "../rules.ts";
import type { Fighter } from "../simulation/body.ts";
import type { WorldRules } from "../simulation/world-rules.ts";
import { createWorld, type World } from "../simulation/world.ts";
import { readBodies, readCheckpoints, writeBodies, writeCheckpoints } from "./keyframe/bodies.ts";
import { readDeeds, writeDeeds } from "./keyframe/deeds.ts";
import { readMatch, writeMatch } from "./keyframe/match-state.ts";
import { readMembers, writeMembers } from "./keyframe/members.ts";
import { PART_BYTES } from "./keyframe/parts.ts";
import { readPast, writePast } from "./keyframe/past.ts";
import { readShots, writeShots } from "./keyframe/shots.ts";
import { readLastHits, readPickups, writeLastHits, writePickups } from "./keyframe/world-state.ts";
import type { ReplayMember } from "./member.ts";
import { ReplayError } from "./replay-error.ts";

/** All state that decides the future of a round, and what shapes the views of its members. */
export interface RoundState {
  readonly world: World;
  readonly match: Match;
  /** By id. */
  readonly members: ReadonlyMap<number, ReplayMember>;
  /** Where the bodies were in the last ticks: hitscan shots are judged by that. */
  readonly past: PastViews<Fighter>;
  /** Number of members that have joined so far, with those who have left. */
  readonly joined: number;
}

/** What a keyframe does not contain, because it never changes within a round. */
export interface RoundSettings {
  readonly arena: Arena;
  /** Simulation steps per second. */
  readonly tickRate: number;
  readonly settings: MatchSettings;
  readonly rules: WorldRules;
}

/** Writes the state of a round into bytes that depend on values alone, not on the kind of the objects. */
export function writeKeyframe({ world, match, members, past, joined }: RoundState): Uint8Array {
  const writer = new ByteWriter();
  const fighters = [...world.fighters.values()];
  writer.reserve(PART_BYTES);
  writer.uint32(world.tick);
  writer.uint32(world.random.state);
  writer.uint32(joined);
  writeMembers(writer, [...members.values()]);
  writeBodies(writer, fighters);
  writeCheckpoints(writer, world);
  writeLastHits(writer, world);
  writePickups(writer, world);
  writeShots(writer, world.shots);
  writeMatch(writer, match, world.arena);
  writeDeeds(writer, match);
  writePast(writer, fighters, past);
  return writer.bytes.slice(0, writer.length);
}

/** Creates a round in the state that `writeKeyframe` wrote. Throws for bytes that it never writes. */
export function readKeyframe(bytes: Uint8Array, settings: RoundSettings): RoundState {
  const reader = new ByteReader(bytes);
  const { arena, tickRate, rules } = settings;
  const tick = reader.uint32();
  const world = createWorld(arena, 1 / tickRate, reader.uint32(), { tick, ...rules });
  const joined = reader.uint32();
  const members = new Map(readMembers(reader).map((member) => [member.id, member]));
  const fighters = readBodies(reader);
  for (const fighter of fighters) world.fighters.set(fighter.id, fighter);
  readCheckpoints(reader, world);
  readLastHits(reader, world);
  readPickups(reader, world);
  world.shots = readShots(reader, arena);
  const match = readMatch(reader, settings);
  readDeeds(reader, match);
  const stepMs = 1000 / tickRate;
  const past = new PastViews<Fighter>(
    { stepMs, capMs: REWIND_CAP_MS, now: () => world.tick * stepMs },
    (fighter) => fighter,
  );
  readPast(reader, fighters, { past, tick, stepMs });
  if (!reader.isAtEnd) throw new ReplayError("A keyframe is longer than its contents.");
  return { world, match, members, past, joined };
}
