import type { Client } from "@colyseus/core";
import type { View } from "@fray/netcode/core";
import { phaseOf } from "@fray/shared-state/match/modes";
import { CLIP_S, type Clip, type ClipKind, type ClipOffer } from "@fray/shared-state/protocol/clip";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";
import { isHiding, seesHiding } from "@fray/shared-state/simulation/conceal";
import type { BodyDied } from "@fray/shared-state/simulation/events";
import type { World } from "@fray/shared-state/simulation/world";

import { refusal, tell, type Refusal } from "../network/messages.ts";
import type { Moment as Kept } from "../spectating/moment.ts";
import type { EventSink } from "../sync/event-sink.ts";
import { BestMoment, type Moment } from "./best-moment.ts";
import { SentLog } from "./sent-log.ts";
import { takeClip, type Eyes } from "./take-clip.ts";

type ViewFor = (client: Client) => View<Player>;

/** A session, as far as clips are concerned. */
interface Session {
  readonly sessionId: string;
  readonly client: Client | undefined;
  readonly joiner: { readonly bot: boolean };
  readonly roster: { readonly id: number };
  readonly player: Player | undefined;
  readonly pace: { isDue(patch: number): boolean };
  readonly sightAgeMs: number | undefined;
}

interface Room {
  readonly state: Pick<ArenaState, "match">;
  readonly sessions: Iterable<Session> & { byId(id: number): Session | undefined };
  /** The latest ticks, oldest first. */
  readonly moments: () => readonly Kept[];
  /** Seconds per tick. */
  readonly dt: number;
  readonly places: number;
}

/** A death, the tick in which it happened, and who saw it. */
interface Death {
  readonly moment: Kept;
  readonly eyes: Eyes;
  readonly victim: Player;
}

interface Best {
  readonly clip: Clip;
  readonly kills: number;
}

/**
 * The best moment is left out in larger rooms than this: it needs more of the past, and most people would not know the
 * fighter.
 */
const MAX_PLACES_FOR_BEST = 64;
const NOTHING = refusal("notAllowed", "There is no clip for you.");
const OFF = refusal("notAllowed", "This server shows no killcams.");

/** A page asks as soon as it hears of an offer. If it asks later than this, in s, the clip lacks its beginning. */
const ANSWERED_WITHIN_S = 0.5;

/** How much of a room's past its clips need, in s. */
export const clipSeconds = (places: number): number =>
  Math.max(CLIP_S.death + ANSWERED_WITHIN_S, places > MAX_PLACES_FOR_BEST ? 0 : CLIP_S.best);

/**
 * Offers clips of a room's last seconds, as one player saw them: to a person who was killed, and to everybody when a
 * round is over. The clip of a death is made when it is asked for, and never of anything later than the death. It is
 * sent once.
 */
export class Clips {
  readonly #log: SentLog;
  readonly #room: Room;
  readonly #isOn: boolean;
  readonly #best: BestMoment | undefined;
  /** The latest deaths that are offered, by the session of the victim. */
  readonly #deaths = new Map<string, Death>();
  #waiting: Moment | undefined;
  #bestClip: Best | undefined;
  /** Sessions that were sent the best moment. */
  #served = new Set<string>();
  #round = -1;
  #phase = "";

  constructor(room: Room, isOn: boolean) {
    this.#room = room;
    this.#isOn = isOn;
    this.#log = new SentLog(Math.ceil(clipSeconds(room.places) / room.dt) + 1);
    this.#best = isOn && room.places <= MAX_PLACES_FOR_BEST ? new BestMoment(room.dt) : undefined;
  }

  /** Begins a tick, before anything of it is handed to the transport. */
  begin({ tick }: Pick<World, "tick">): void {
    if (this.#isOn) this.#log.begin(tick);
  }

  /** Ends a tick, when everything of it was handed to the transport. */
  update(world: World): void {
    if (!this.#isOn) return;
    const { sessions } = this.#room;
    for (const { sessionId, client, pace } of sessions)
      if (client && pace.isDue(world.tick)) this.#log.notePatch(sessionId);
    this.#log.end();
    if (world.tick % Math.round(1 / this.#room.dt) === 0) this.#forgetGone();
    if (this.#room.moments().length === 0) return;
    this.#dropOld();
    for (const event of world.events) if (event.type === "death") this.#offerDeath(world, event);
    this.#followRound(world);
  }

  /** Returns how a client's view is created, so that the log has what it is sent. */
  watchViews(viewFor: ViewFor): ViewFor {
    return this.#isOn ? (client) => this.#log.watchView(client, viewFor(client)) : viewFor;
  }

  /** Returns the sink of the room's events, so that the log has them. */
  watchEvents(sink: EventSink): EventSink {
    return this.#isOn ? this.#log.watchEvents(sink) : sink;
  }

  /** Sends a clip to a session that asks for one. Returns why not. */
  ask({ sessionId, client }: Session, kind: ClipKind): Refusal | undefined {
    if (!this.#isOn) return OFF;
    const clip = kind === "death" ? this.#deathOf(sessionId) : this.#bestFor(sessionId);
    if (!clip || !client) return NOTHING;
    if (kind === "death") this.#deaths.delete(sessionId);
    else this.#served.add(sessionId);
    tell(client, "clip", clip);
    return undefined;
  }

  #forgetGone(): void {
    const present = new Set(Array.from(this.#room.sessions, ({ sessionId }) => sessionId));
    for (const sessionId of this.#deaths.keys()) if (!present.has(sessionId)) this.#deaths.delete(sessionId);
    // A killer may leave before the victim's page has asked.
    for (const { eyes } of this.#deaths.values()) present.add(eyes.sessionId);
    this.#log.keepOnly(present);
  }

  #deathOf(sessionId: string): Clip | undefined {
    const death = this.#deaths.get(sessionId);
    if (!death) return undefined;
    const { eyes, victim, moment } = death;
    const { moments, dt } = this.#room;
    const untilThen = moments().slice(0, moments().indexOf(moment) + 1);
    return takeClip(untilThen, this.#log, { kind: "death", eyes, victim, dt });
  }

  #bestFor(sessionId: string): Clip | undefined {
    const isShown = phaseOf(this.#room.state.match) === "results" && !this.#served.has(sessionId);
    return isShown ? this.#bestClip?.clip : undefined;
  }

  /** Those who are back in the fight have no use for a clip of their death. */
  #dropOld(): void {
    for (const [sessionId, { victim }] of this.#deaths) {
      const player = this.#room.sessions.byId(victim.id)?.player;
      if (!player || player.alive) this.#deaths.delete(sessionId);
    }
  }

  #offerDeath(world: World, { victim, killer }: BodyDied): void {
    if (victim === killer) return;
    const died = this.#room.sessions.byId(victim);
    const eyes = this.#room.sessions.byId(killer);
    if (!died?.client || died.joiner.bot || !died.player || !eyes?.player) return;
    // A killer who hides stays hidden: the camera of the dead does not show them either.
    if (isHiding(world, eyes.player) && !seesHiding(died.player, eyes.player)) return;
    const moment = this.#room.moments().at(-1);
    if (!moment || !this.#log.bodiesOf(eyes.sessionId)) return;
    const { sessionId, player: body, sightAgeMs } = eyes;
    this.#deaths.set(died.sessionId, { moment, eyes: { sessionId, body, sightAgeMs }, victim: died.player });
    offer(died.client, { kind: "death", by: killer, kills: 0 });
  }

  #followRound(world: World): void {
    const { match } = this.#room.state;
    const phase = phaseOf(match);
    if (match.round !== this.#round) {
      this.#round = match.round;
      this.#best?.clear();
      this.#waiting = this.#bestClip = undefined;
      this.#served = new Set();
    }
    if (phase === "live" || this.#phase === "live") this.#waiting = this.#best?.update(world) ?? this.#waiting;
    const isOver = this.#phase === "live" && phase === "results";
    this.#phase = phase;
    if (this.#waiting && (isOver || world.tick >= this.#waiting.takeAt)) this.#takeBest(this.#waiting);
    if (isOver && this.#bestClip) this.#offerBest(this.#bestClip);
  }

  #takeBest({ by, kills }: Moment): void {
    this.#waiting = undefined;
    const eyes = this.#room.sessions.byId(by);
    if (!eyes?.player) return;
    const { moments, dt } = this.#room;
    const { sessionId, player: body, sightAgeMs } = eyes;
    const clip = takeClip(moments(), this.#log, {
      kind: "best",
      eyes: { sessionId, body, sightAgeMs },
      victim: undefined,
      dt,
    });
    if (clip) this.#bestClip = { clip, kills };
  }

  #offerBest({ clip: { by }, kills }: Best): void {
    for (const { client, joiner } of this.#room.sessions)
      if (client && !joiner.bot) offer(client, { kind: "best", by, kills });
  }
}

const offer = (client: Client, message: ClipOffer): void => tell(client, "clipOffer", message);
