import { ByteReader, ByteWriter, namesOf, PastViews } from "@fray/netcode/core";

import type { Arena } from "../arena/arena.ts";
import { createMatch, type Match, type MatchSettings } from "../match/match.ts";
import { angleToSteps, positionToSteps, stepsToAngle, stepsToPosition } from "../quantized.ts";
import { REWIND_CAP_MS, weaponCode, weaponOf } from "../rules.ts";
import { BODY_FIELDS, predictedNames, type BodyFieldName } from "../schema/body-fields.ts";
import { copyBody, createFighter, type Body, type Fighter } from "../simulation/body.ts";
import { restoreShot, type LiveShot } from "../simulation/shot.ts";
import type { WorldRules } from "../simulation/world-rules.ts";
import { createWorld, type World } from "../simulation/world.ts";
import { readDeeds, writeDeeds } from "./deed-bytes.ts";
import { MAX_MEMBERS, MAX_SHOTS } from "./limits.ts";
import { PROOF_BYTES, type ReplayMember } from "./member.ts";
import { codecOf, unzigzag, zigzag } from "./numbers.ts";
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

const CODECS = namesOf(BODY_FIELDS).map((name) => ({ name, codec: codecOf(BODY_FIELDS[name].type) }));
const PREDICTED: ReadonlySet<BodyFieldName> = new Set(predictedNames("motion", "arms", "given"));
const PREDICTED_CODECS = CODECS.filter(({ name }) => PREDICTED.has(name));
/** Enough for each of the parts that are written at once. */
const PART_BYTES = 256;

/** Writes the state of a round into bytes that depend on values alone, not on the kind of the objects. */
export function writeKeyframe({ world, match, members, past, joined }: RoundState): Uint8Array {
  const writer = new ByteWriter();
  const fighters = [...world.fighters.values()];
  writer.reserve(PART_BYTES);
  writer.uint32(world.tick);
  writer.uint32(world.random.state);
  writer.uint32(joined);
  writeMembers(writer, [...members.values()]);
  writeBodies(writer, fighters, CODECS);
  const checkpoints = [...world.checkpoints];
  writeIds(writer, checkpoints);
  writeColumns(
    writer,
    checkpoints.map(([, body]) => body),
    PREDICTED_CODECS,
  );
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
  const ids = readIds(reader);
  const bodies = ids.map((): Body => copyBody(createFighter(0)));
  readColumns(reader, bodies, PREDICTED_CODECS);
  for (const [index, body] of bodies.entries()) world.checkpoints.set(ids[index] ?? 0, body);
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

type Codecs = typeof CODECS;
type Values = Partial<Record<BodyFieldName, number | boolean>>;

/** Values of one field of all bodies are next to each other, because they resemble each other. */
function writeColumns(writer: ByteWriter, bodies: readonly Readonly<Values>[], codecs: Codecs): void {
  for (const { name, codec } of codecs) {
    writer.reserve(bodies.length * 4);
    for (const body of bodies) codec.write(writer, body[name] ?? 0);
  }
}

function readColumns(reader: ByteReader, bodies: readonly object[], codecs: Codecs): void {
  for (const { name, codec } of codecs) {
    for (const body of bodies) Object.assign(body, { [name]: codec.read(reader) });
  }
}

function writeBodies(writer: ByteWriter, fighters: readonly Fighter[], codecs: Codecs): void {
  writer.reserve(PART_BYTES);
  writer.varint(fighters.length);
  writeColumns(writer, fighters, codecs);
}

function readBodies(reader: ByteReader): Fighter[] {
  const fighters = Array.from({ length: readCount(reader, MAX_MEMBERS) }, () => createFighter(0));
  readColumns(reader, fighters, CODECS);
  return fighters;
}

function writeIds(writer: ByteWriter, entries: readonly (readonly [number, unknown])[]): void {
  writer.reserve(PART_BYTES + entries.length * 2);
  writer.varint(entries.length);
  for (const [id] of entries) writer.uint16(id);
}

const readIds = (reader: ByteReader): number[] =>
  Array.from({ length: readCount(reader, MAX_MEMBERS) }, () => reader.uint16());

function writeLastHits(writer: ByteWriter, { lastHits, forfeits }: World): void {
  writer.reserve(PART_BYTES + (lastHits.size + forfeits.length) * 16);
  writer.varint(lastHits.size);
  for (const [id, { tick, attacker, weapon, attackTick, byEnemy }] of lastHits) {
    writer.uint16(id);
    writer.uint16(attacker);
    writer.uint8(weaponCode(weapon));
    writer.uint8(Number(byEnemy));
    writer.uint32(tick);
    writer.uint32(attackTick);
  }
  writer.varint(forfeits.length);
  for (const { victim, team, killer, weapon, x, y } of forfeits) {
    writer.uint16(victim);
    writer.uint16(killer);
    writer.uint8(team);
    writer.uint8(weaponCode(weapon));
    writer.uint16(positionToSteps(x));
    writer.uint16(positionToSteps(y));
  }
}

function readLastHits(reader: ByteReader, world: World): void {
  for (let left = readCount(reader, MAX_MEMBERS); left > 0; left--) {
    const id = reader.uint16();
    const attacker = reader.uint16();
    const weapon = weaponOf(reader.uint8());
    const byEnemy = reader.uint8() !== 0;
    world.lastHits.set(id, { attacker, weapon, byEnemy, tick: reader.uint32(), attackTick: reader.uint32() });
  }
  for (let left = readCount(reader, MAX_MEMBERS); left > 0; left--) {
    const victim = reader.uint16();
    const killer = reader.uint16();
    const team = reader.uint8();
    const weapon = weaponOf(reader.uint8());
    const [x, y] = [stepsToPosition(reader.uint16()), stepsToPosition(reader.uint16())];
    world.forfeits.push({ type: "death", victim, team, killer, weapon, movedSinceSeen: 0, x, y });
  }
}

function writePickups(writer: ByteWriter, { pickups }: World): void {
  writer.reserve(PART_BYTES + pickups.length * 5);
  for (const { available, returnTick } of pickups) {
    writer.uint8(Number(available));
    writer.uint32(returnTick);
  }
}

function readPickups(reader: ByteReader, { pickups }: World): void {
  for (const pickup of pickups) {
    pickup.available = reader.uint8() !== 0;
    pickup.returnTick = reader.uint32();
  }
}

const boost = new DataView(new ArrayBuffer(8));

function writeShots(writer: ByteWriter, shots: readonly LiveShot[]): void {
  writer.reserve(PART_BYTES + shots.length * 32);
  writer.varint(shots.length);
  for (const shot of shots) {
    writer.uint16(shot.owner);
    writer.uint32(shot.seq);
    writer.uint8(shot.part);
    writer.uint8(weaponCode(shot.weapon));
    writer.uint16(positionToSteps(shot.x));
    writer.uint16(positionToSteps(shot.y));
    writer.uint16(angleToSteps(shot.angle));
    writer.uint32(shot.bornTick);
    writer.uint8(shot.team);
    boost.setFloat64(0, shot.boost);
    for (let index = 0; index < 8; index++) writer.uint8(boost.getUint8(index));
  }
}

const readShots = (reader: ByteReader, arena: Arena): LiveShot[] =>
  Array.from({ length: readCount(reader, MAX_SHOTS) }, () => {
    const origin = {
      owner: reader.uint16(),
      seq: reader.uint32(),
      part: reader.uint8(),
      weapon: weaponOf(reader.uint8()),
      x: stepsToPosition(reader.uint16()),
      y: stepsToPosition(reader.uint16()),
      angle: stepsToAngle(reader.uint16()),
      bornTick: reader.uint32(),
      team: reader.uint8(),
    };
    for (let index = 0; index < 8; index++) boost.setUint8(index, reader.uint8());
    return restoreShot(arena, { ...origin, boost: boost.getFloat64(0) });
  });

const FLAG_BITS = { bot: 1, backfill: 2, spectator: 4, connected: 8, killedAway: 16 } as const;

/** Bytes that `writeMember` writes. */
export const MEMBER_BYTES = 12 + PROOF_BYTES;

/** Writes a member with its score; also when it joins. */
export function writeMember(writer: ByteWriter, member: ReplayMember): void {
  let bits = 0;
  for (const name of namesOf(FLAG_BITS)) if (member[name]) bits |= FLAG_BITS[name];
  writer.uint16(member.id);
  writer.uint8(bits);
  writer.uint8(member.team);
  writer.uint16(member.score);
  writer.uint16(member.kills);
  writer.uint16(member.deaths);
  writer.uint8(member.reachPercent);
  writer.uint8(member.patchEvery);
  writer.copy(member.proof);
}

export function readMember(reader: ByteReader, ordinal: number): ReplayMember {
  const id = reader.uint16();
  const bits = reader.uint8();
  return {
    id,
    ordinal,
    bot: (bits & FLAG_BITS.bot) !== 0,
    backfill: (bits & FLAG_BITS.backfill) !== 0,
    spectator: (bits & FLAG_BITS.spectator) !== 0,
    connected: (bits & FLAG_BITS.connected) !== 0,
    killedAway: (bits & FLAG_BITS.killedAway) !== 0,
    team: reader.uint8(),
    score: reader.uint16(),
    kills: reader.uint16(),
    deaths: reader.uint16(),
    reachPercent: reader.uint8(),
    patchEvery: reader.uint8(),
    proof: reader.take(PROOF_BYTES).slice(),
  };
}

function writeMembers(writer: ByteWriter, members: readonly ReplayMember[]): void {
  writer.reserve(PART_BYTES + members.length * 32);
  writer.varint(members.length);
  for (const member of members) {
    writer.varint(member.ordinal);
    writeMember(writer, member);
  }
}

const readMembers = (reader: ByteReader): ReplayMember[] =>
  Array.from({ length: readCount(reader, MAX_MEMBERS) }, () => readMember(reader, reader.varint()));

function writeMatch(writer: ByteWriter, { state, hill, random, phaseTick, flags }: Match, arena: Arena): void {
  writer.reserve(PART_BYTES * 2 + arena.hills.length * 2);
  writer.uint8(state.mode);
  writer.uint8(state.phase);
  writer.uint16(state.round);
  writer.uint32(state.endTick);
  for (const score of [state.scores[0] ?? 0, state.scores[1] ?? 0]) writer.uint16(score);
  writer.uint8(state.winner);
  writer.varint(state.podium.length);
  for (const id of state.podium) writer.uint16(id);
  writer.uint32(random.state);
  writer.uint32(phaseTick);
  writer.uint8([...state.flags].length);
  for (const { team, x, y, carrier, home, returnTick } of flags) {
    writer.uint8(team);
    writer.uint16(positionToSteps(x));
    writer.uint16(positionToSteps(y));
    writer.uint16(carrier);
    writer.uint8(Number(home));
    writer.uint32(returnTick);
  }
  const zone = state.hill;
  writer.uint16(positionToSteps(zone.x));
  writer.uint16(positionToSteps(zone.y));
  writer.uint16(positionToSteps(zone.radius));
  writer.uint8(zone.team);
  writer.uint8(Number(zone.contested));
  writer.uint32(zone.moveTick);
  writer.uint32(hill.turn);
  writer.uint32(hill.heldTicks);
  writer.varint(hill.order.length);
  for (const place of hill.order) writer.uint16(arena.hills.indexOf(place));
}

function readMatch(reader: ByteReader, { arena, settings }: RoundSettings): Match {
  const match = createMatch(settings, 0);
  const { state, flags, hill } = match;
  state.mode = reader.uint8();
  state.phase = reader.uint8();
  state.round = reader.uint16();
  state.endTick = reader.uint32();
  state.scores.splice(0, state.scores.length, reader.uint16(), reader.uint16());
  state.winner = reader.uint8();
  for (let left = readCount(reader, MAX_MEMBERS); left > 0; left--) state.podium.push(reader.uint16());
  match.random.state = reader.uint32();
  match.phaseTick = reader.uint32();
  if (reader.uint8() > 0) state.flags.push(...flags);
  for (const flag of flags) {
    flag.team = reader.uint8();
    flag.x = stepsToPosition(reader.uint16());
    flag.y = stepsToPosition(reader.uint16());
    flag.carrier = reader.uint16();
    flag.home = reader.uint8() !== 0;
    flag.returnTick = reader.uint32();
  }
  const zone = state.hill;
  zone.x = stepsToPosition(reader.uint16());
  zone.y = stepsToPosition(reader.uint16());
  zone.radius = stepsToPosition(reader.uint16());
  zone.team = reader.uint8();
  zone.contested = reader.uint8() !== 0;
  zone.moveTick = reader.uint32();
  hill.turn = reader.uint32();
  hill.heldTicks = reader.uint32();
  hill.order = Array.from({ length: readCount(reader, MAX_MEMBERS) }, () => {
    const place = arena.hills[reader.uint16()];
    if (!place) throw new ReplayError("A keyframe has a hill that its map has not.");
    return place;
  });
  return match;
}

/** Writes the places of the last ticks, each as the difference from the one before. */
function writePast(writer: ByteWriter, fighters: readonly Fighter[], { history }: PastViews<Fighter>): void {
  writer.reserve(PART_BYTES);
  writer.uint8(history.size);
  for (const fighter of fighters) {
    const places = history.placesOf(fighter);
    writer.reserve(PART_BYTES + places.length * 6);
    writer.uint8(places.length);
    let [lastX, lastY] = [0, 0];
    for (const place of places) {
      const [x, y] = [positionToSteps(place.x), positionToSteps(place.y)];
      writer.varint(zigzag(x - lastX));
      writer.varint(zigzag(y - lastY));
      [lastX, lastY] = [x, y];
    }
  }
}

function readPast(
  reader: ByteReader,
  fighters: readonly Fighter[],
  { past, tick, stepMs }: { past: PastViews<Fighter>; tick: number; stepMs: number },
): void {
  const size = reader.uint8();
  // Bodies are recorded in each tick, at its end.
  const times = Array.from({ length: size }, (_, index) => (tick - (size - 1 - index)) * stepMs);
  const tracks = fighters.map((fighter) => {
    let [x, y] = [0, 0];
    const places = Array.from({ length: reader.uint8() }, () => {
      x += unzigzag(reader.varint());
      y += unzigzag(reader.varint());
      return { x: stepsToPosition(x), y: stepsToPosition(y) };
    });
    return [fighter, places] as const;
  });
  past.history.restore(times, tracks);
}

function readCount(reader: ByteReader, most: number): number {
  const count = reader.varint();
  if (count > most) throw new ReplayError(`A replay claims to have ${count} of something that a room has ${most} of.`);
  return count;
}
