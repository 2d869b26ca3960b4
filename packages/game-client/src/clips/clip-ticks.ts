import type { Arena } from "@fray/shared-state/arena/arena";
import { LOOK_SIGNS, type Clip, type ClipBody, type ClipLook, type ClipMatch } from "@fray/shared-state/protocol/clip";
import { stepsToPosition } from "@fray/shared-state/quantized";
import { RUN_SPEED_U_PER_S } from "@fray/shared-state/rules";
import { flownDistance } from "@fray/shared-state/simulation/shot";

import type { Standing } from "../connection/frame.ts";
import type { RecordedBody, RecordedMember, RecordedTick } from "../replay/recorded.ts";
import { ClipShots } from "./clip-shots.ts";

const TURN = 256;
/** A body that is this much faster than one that runs is dashing. */
const DASH_FACTOR = 1.5;

interface Surroundings {
  readonly arena: Arena;
  /** Seconds per tick. */
  readonly dt: number;
  /** The members of the room: a clip has no names. */
  readonly standings: readonly Standing[];
}

/** A place of a body in one patch, with the aim in 1/256 turn. */
interface Sample {
  readonly x: number;
  readonly y: number;
  readonly aim: number;
}

/** Returns the ticks of a clip. Those between two patches are filled in, as the player's screen did. */
export function ticksOf(clip: Clip, { arena, dt, standings }: Surroundings): RecordedTick[] {
  const patches = [clip.first];
  for (const gap of clip.gaps) patches.push((patches.at(-1) ?? 0) + gap);
  const bodies = clip.bodies.map((body) => ({ id: body.id, samples: samplesOf(body), looks: body.looks }));
  const shots = new ClipShots(arena);
  const members = standings.map((standing) => toMember(standing, clip));
  const ticks: RecordedTick[] = [];
  const last = patches.at(-1) ?? clip.first;
  let patch = 0;
  for (let tick = clip.first; tick <= last; tick++) {
    while ((patches[patch + 1] ?? Infinity) <= tick) patch++;
    const from = patches[patch] ?? tick;
    const length = (patches[patch + 1] ?? from + 1) - from;
    const at = { patch, share: (tick - from) / length, seconds: length * dt };
    // The victim stands to the end where the killer saw it fall.
    const stays = (id: number): boolean => tick === last && id === clip.victim;
    const present = bodies.flatMap((body) => bodyAt(body, at, stays(body.id)) ?? []);
    const message = clip.events.find((event) => event.tick === tick);
    const events = message ? shots.read(message, present) : [];
    ticks.push({
      tick,
      bodies: present,
      members,
      shots: shots.flying((shot) => flownDistance(shot, (tick - shot.bornTick) * dt) < shot.reach),
      ...roundAt(clip.match, patch),
      events,
    });
  }
  return ticks;
}

function samplesOf({ runs }: ClipBody): Map<number, Sample> {
  const samples = new Map<number, Sample>();
  for (const [first, ...values] of runs) {
    let [x, y, aim] = [0, 0, 0];
    for (let index = 0; index * 3 < values.length; index++) {
      x += values[index * 3] ?? 0;
      y += values[index * 3 + 1] ?? 0;
      aim += values[index * 3 + 2] ?? 0;
      samples.set(first + index, { x, y, aim });
    }
  }
  return samples;
}

function bodyAt(
  { id, samples, looks }: { id: number; samples: ReadonlyMap<number, Sample>; looks: readonly ClipLook[] },
  { patch, share, seconds }: { patch: number; share: number; seconds: number },
  stays: boolean,
): RecordedBody | undefined {
  const from = samples.get(patch);
  const look = looks.findLast(([since]) => since <= patch);
  if (!from || !look) return undefined;
  const [, team, health, armour, bits, special, lives, teleports, railCharge] = look;
  const [alive = false, shielded = false, overdriven = false] = LOOK_SIGNS.map((_, bit) => (bits & (1 << bit)) !== 0);
  const next = looks.find(([since]) => since === patch + 1);
  const isOneWay = next === undefined || (next[6] === lives && next[7] === teleports);
  const to = (isOneWay ? samples.get(patch + 1) : undefined) ?? from;
  const place = (a: number, b: number): number => stepsToPosition(a + (b - a) * share);
  const speed = stepsToPosition(Math.hypot(to.x - from.x, to.y - from.y)) / seconds;
  return {
    id,
    team,
    x: place(from.x, to.x),
    y: place(from.y, to.y),
    aim: ((from.aim + (to.aim - from.aim) * share) / TURN) * 2 * Math.PI,
    health,
    armour,
    alive: alive || stays,
    shielded,
    overdriven,
    special,
    lives,
    teleports,
    railCharge,
    dashSteps: Number(speed > RUN_SPEED_U_PER_S * DASH_FACTOR),
    // What hides was not sent.
    isHiding: false,
  };
}

const toMember = (standing: Standing, { by, sightAgeMs }: Clip): RecordedMember => {
  const { id, bot, connected, spectator, team, score, kills, deaths } = standing;
  const known = { id, ordinal: id, bot, connected, spectator, team, score, kills, deaths, reachPercent: 100 };
  return { ...known, sightAgeMs: id === by ? sightAgeMs : undefined };
};

function roundAt(rounds: readonly ClipMatch[], patch: number): Pick<RecordedTick, "match" | "pickups"> {
  const round = rounds.findLast((one) => one.patch <= patch) ?? rounds[0];
  if (!round) throw new Error("a clip has no round");
  const { pickups, patch: _patch, ...match } = round;
  return { pickups, match: { ...match, winner: 0, podium: [] } };
}
