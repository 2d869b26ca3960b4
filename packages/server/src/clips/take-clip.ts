import {
  CLIP_S,
  MAX_CLIP_BODIES,
  MAX_CLIP_EVENTS,
  type Clip,
  type ClipBody,
  type ClipKind,
  type ClipMatch,
} from "@fray/shared-state/protocol/clip";
import type { EventsMessage } from "@fray/shared-state/protocol/events";
import { positionToSteps } from "@fray/shared-state/quantized";
import type { Player } from "@fray/shared-state/schema/player";
import { isHiding, seesHiding } from "@fray/shared-state/simulation/conceal";

import type { Moment } from "../spectating/moment.ts";
import { BodyPath } from "./body-path.ts";
import type { Stay } from "./sent-bodies.ts";
import type { SentLog } from "./sent-log.ts";

/** How old a player's picture is taken to be before a shot has told it, in ms. */
const USUAL_SIGHT_AGE_MS = 100;

export interface Eyes {
  readonly sessionId: string;
  readonly body: Player;
  /** How old the others are in that player's picture, in ms; undefined before a shot has told it. */
  readonly sightAgeMs: number | undefined;
}

interface Taken {
  readonly kind: ClipKind;
  readonly eyes: Eyes;
  /** The player to whom the clip is shown in the middle of a round: what hid from them is left out. */
  readonly victim: Player | undefined;
  /** Seconds per tick. */
  readonly dt: number;
}

/**
 * Makes a clip of the last seconds of `moments` from what `sent` says that one client was sent. Nothing after the last
 * of them is in it. Returns undefined when there is nothing to show.
 */
export function takeClip(
  moments: readonly Moment[],
  sent: SentLog,
  { kind, eyes, victim, dt }: Taken,
): Clip | undefined {
  const line = sent.bodiesOf(eyes.sessionId);
  const last = moments.at(-1);
  if (!line || !last) return undefined;
  const ticks = Math.round(CLIP_S[kind] / dt);
  const shown = moments.filter(
    ({ tick, arena, match }) =>
      tick > last.tick - ticks && arena === last.arena && match.round === last.match.round && line.hasPatch(tick),
  );
  const [first] = shown;
  if (!first) return undefined;
  const end = shown.at(-1)?.tick ?? first.tick;
  const stays = line.between(first.tick, end);
  const isKept = (body: Player, moment: Moment): boolean => isKeptFrom(victim, body, eyes.body, { moment, dt });
  const bodies: ClipBody[] = [];
  for (const body of byDistance(stays.keys(), last, { eyes: eyes.body, victim })) {
    const path = pathOf(body, stays.get(body) ?? [], shown, isKept);
    if (path) bodies.push(path);
    if (bodies.length >= MAX_CLIP_BODIES) break;
  }
  const events = sent.eventsOf(eyes.sessionId, first.tick, end).map((message) =>
    withoutTakers(message, (id) => {
      const moment = moments.find(({ tick }) => tick === message.tick);
      const taker = Array.from(stays.keys()).find((body) => body.id === id);
      return moment !== undefined && taker !== undefined && isKept(taker, moment);
    }),
  );
  const { sightAgeMs } = eyes;
  return {
    kind,
    map: last.map,
    by: eyes.body.id,
    victim: victim?.id ?? 0,
    first: first.tick,
    gaps: shown.slice(1).map(({ tick }, index) => tick - (shown[index]?.tick ?? tick)),
    bodies,
    events: latest(events),
    match: roundsOf(shown),
    // The victim's last step began a tick ago, and was judged by how things were then.
    sightAgeMs: Math.round((sightAgeMs ?? USUAL_SIGHT_AGE_MS) + dt * 1000),
    isSightStated: sightAgeMs !== undefined,
    places: victim && placesOf(moments, victim, (sightAgeMs ?? USUAL_SIGHT_AGE_MS) / 1000 / dt),
  };
}

/** Whether a body hid from the victim, who must not learn of it. The killer itself has given itself away. */
function isKeptFrom(
  victim: Player | undefined,
  body: Player,
  killer: Player,
  { moment, dt }: { readonly moment: Moment; readonly dt: number },
): boolean {
  if (!victim || body === victim || body === killer) return false;
  const seen = moment.bodies.get(body);
  const eyes = moment.bodies.get(victim);
  if (!seen || !isHiding({ ...moment, dt }, seen)) return false;
  return !eyes?.alive || !seesHiding({ id: victim.id, ...eyes }, { id: body.id, ...seen });
}

/** A hidden body is not named as the one who took a pickup. Its other events have revealed it. */
function withoutTakers(message: EventsMessage, isKept: (id: number) => boolean): EventsMessage {
  if (!message.pickups?.some(([, taker]) => isKept(taker))) return message;
  return { ...message, pickups: message.pickups.map(([index, taker]) => [index, isKept(taker) ? 0 : taker]) };
}

/** Returns the latest messages that fit into a clip, without deeds, which no clip shows. */
function latest(messages: readonly EventsMessage[]): EventsMessage[] {
  const kept: EventsMessage[] = [];
  let count = 0;
  for (const { tick, deeds: _, ...lists } of messages.toReversed()) {
    const length = Object.values(lists).reduce((sum, list) => sum + list.length, 0);
    if (length === 0) continue;
    count += length;
    if (count > MAX_CLIP_EVENTS) break;
    kept.push({ tick, ...lists });
  }
  return kept.toReversed();
}

/** Where the victim was in the last tick, and where the server had it so many ticks before its last step. */
function placesOf(moments: readonly Moment[], victim: Player, ageTicks: number): Clip["places"] {
  const now = moments.at(-1)?.bodies.get(victim);
  const at = moments.length - 2 - ageTicks;
  const from = moments[Math.max(0, Math.floor(at))]?.bodies.get(victim);
  const to = moments[Math.max(0, Math.ceil(at))]?.bodies.get(victim);
  if (!now || !from || !to) return undefined;
  const share = at - Math.floor(at);
  // It has not spawned or been teleported in between.
  const isOne = from.lives === to.lives && from.teleports === to.teleports;
  const judged = isOne ? { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share } : to;
  return {
    now: [positionToSteps(now.x), positionToSteps(now.y)],
    judged: [positionToSteps(judged.x), positionToSteps(judged.y)],
  };
}

/** Sorts bodies by how near they were to the eyes in a moment. The eyes themselves and the victim come first. */
function byDistance(
  bodies: Iterable<Player>,
  { bodies: places }: Moment,
  { eyes, victim }: { readonly eyes: Player; readonly victim: Player | undefined },
): Player[] {
  const from = places.get(eyes);
  const distanceOf = (body: Player): number => {
    if (body === eyes || body === victim) return -1;
    const at = places.get(body);
    return at && from ? Math.hypot(at.x - from.x, at.y - from.y) : Infinity;
  };
  return Array.from(bodies, (body) => ({ body, distance: distanceOf(body) }))
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ body }) => body);
}

/** Collects a body's places in the patches that contained it. Undefined if the victim may see none of them. */
function pathOf(
  body: Player,
  stays: readonly Stay[],
  shown: readonly Moment[],
  isKept: (body: Player, moment: Moment) => boolean,
): ClipBody | undefined {
  const path = new BodyPath(body.id);
  let isEmpty = true;
  for (const [patch, moment] of shown.entries()) {
    if (!stays.some(({ from, until }) => from <= moment.tick && moment.tick < until)) continue;
    const seen = moment.bodies.get(body);
    if (!seen || seen.lives === 0 || isKept(body, moment)) continue;
    path.add(patch, seen);
    isEmpty = false;
  }
  return isEmpty ? undefined : path.written;
}

/** The states of the round, each with the first patch in which it was. */
const roundsOf = (shown: readonly Moment[]): ClipMatch[] =>
  shown.flatMap((moment, patch) => (hasChanged(shown[patch - 1], moment) ? matchOf(patch, moment) : []));

const hasChanged = (before: Moment | undefined, { version, match, flags }: Moment): boolean =>
  before === undefined ||
  version === undefined ||
  version !== before.version ||
  match !== before.match ||
  flags !== before.flags;

function matchOf(patch: number, { match, teamScores, flags, hill, pickups }: Moment): ClipMatch {
  const { mode, phase, round, endTick, scoreLimit } = match;
  return {
    patch,
    mode,
    phase,
    round,
    endTick,
    scoreLimit,
    scores: [...teamScores],
    flags: flags.map((flag) => ({ ...flag })),
    hill: { ...hill },
    pickups: pickups.map(({ available }) => available),
  };
}
