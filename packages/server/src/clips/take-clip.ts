import {
  CLIP_S,
  MAX_CLIP_BODIES,
  MAX_CLIP_EVENTS,
  type Clip,
  type ClipKind,
  type ClipMatch,
} from "@fray/shared-state/protocol/clip";
import type { EventsMessage } from "@fray/shared-state/protocol/events";
import { positionToSteps } from "@fray/shared-state/quantized";
import type { Player } from "@fray/shared-state/schema/player";
import { isHiding, seesHiding } from "@fray/shared-state/simulation/conceal";

import type { Moment } from "../spectating/moment.ts";
import { BodyPath } from "./body-path.ts";
import type { SentLog } from "./sent-log.ts";

/** How old a player's picture is taken to be before a shot has told it, in ms. */
const USUAL_SIGHT_AGE_MS = 100;

interface Eyes {
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
 * Makes a clip of the last seconds of `moments` from what `sent` says that one client was sent. Returns undefined when
 * there is nothing to show.
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
  const paths = new Map<Player, BodyPath>();
  const rounds: ClipMatch[] = [];
  /** Who hid from the victim in which tick. */
  const kept = new Set<string>();
  let before: Moment | undefined;
  for (const [patch, moment] of shown.entries()) {
    for (const body of line.at(moment.tick)) {
      const seen = moment.bodies.get(body);
      if (!seen || seen.lives === 0) continue;
      if (isKeptFrom(victim, body, eyes.body, { moment, dt })) {
        kept.add(keyOf(moment.tick, body.id));
        continue;
      }
      let path = paths.get(body);
      if (!path) paths.set(body, (path = new BodyPath(body.id)));
      path.add(patch, seen);
    }
    if (hasChanged(before, moment)) rounds.push(matchOf(patch, moment));
    before = moment;
  }
  const end = shown.at(-1)?.tick ?? first.tick;
  const events = shownTicks(first.tick, end)
    .flatMap((tick) => sent.eventsOf(eyes.sessionId, tick) ?? [])
    .map((message) => withoutTakers(message, (id) => kept.has(keyOf(message.tick, id))));
  const { sightAgeMs } = eyes;
  return {
    kind,
    map: last.map,
    by: eyes.body.id,
    victim: victim?.id ?? 0,
    first: first.tick,
    gaps: shown.slice(1).map(({ tick }, index) => tick - (shown[index]?.tick ?? tick)),
    bodies: nearest(paths, eyes.body, victim).map((path) => path.written),
    events: latest(events),
    match: rounds,
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

const keyOf = (tick: number, id: number): string => `${tick}:${id}`;

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

/** The bodies nearest to the eyes, always with the eyes themselves and the victim. */
function nearest(paths: ReadonlyMap<Player, BodyPath>, eyes: Player, victim: Player | undefined): BodyPath[] {
  const distanceOf = (body: Player): number =>
    body === eyes || body === victim ? -1 : Math.hypot(body.x - eyes.x, body.y - eyes.y);
  return Array.from(paths)
    .toSorted(([a], [b]) => distanceOf(a) - distanceOf(b))
    .slice(0, MAX_CLIP_BODIES)
    .map(([, path]) => path);
}

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

const shownTicks = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
