import type { Arena } from "@fray/shared-state/arena/arena";
import type { Input } from "@fray/shared-state/schema/input-frame";
import { areEnemies } from "@fray/shared-state/simulation/body";

import { describeBody, type Viewpoint } from "../connection/body-view.ts";
import { spawnsIn } from "../connection/discontinuity.ts";
import type { BodyView, ClientEvent, ConnectionStatus, Frame, SelfView, Standing } from "../connection/frame.ts";
import type { Game, NetStats, Talk } from "../connection/game-connection.ts";
import type { RoundSource } from "../connection/match-source.ts";
import { viewRound } from "../connection/match-view.ts";
import { MatchWatch } from "../connection/match-watch.ts";
import { flagCarriedBy } from "../connection/objectives/flags.ts";
import { viewObjectives } from "../connection/objectives/index.ts";
import type { RoomView } from "../connection/room-view.ts";
import { viewSelf } from "../connection/self-view.ts";
import { SpawnWatch } from "../connection/spawn-watch.ts";
import { leaderOf, rank } from "../connection/standings.ts";
import { emptyFrame } from "./before-replay.ts";
import { NO_NETWORK } from "./no-network.ts";
import { Playback } from "./playback.ts";
import { bodyIn, poseAt } from "./poses.ts";
import {
  NOT_RECORDED,
  type RecordedBody,
  type RecordedMember,
  type RecordedTick,
  type ReplayFacts,
} from "./recorded.ts";
import { ReplayCamera } from "./replay-camera.ts";
import { eventsOf } from "./replay-events.ts";
import type { TickSource } from "./replay-feed.ts";
import { ReplayMembers } from "./replay-members.ts";
import { shotsAt } from "./shots-at.ts";
import { sightOf, type Sight } from "./sight.ts";

interface Recording {
  readonly facts: ReplayFacts;
  readonly arena: Arena;
  readonly source: TickSource;
  /** The tick at which the viewer begins. */
  readonly begin: number;
  /** The member who is followed at first, by their ordinal; a person, if there is one, when left out. */
  readonly followed?: number;
}

type ShownRound = { -readonly [Part in keyof RoundSource]: RoundSource[Part] };

/** A replay as a game that is watched: the scenes and the HUD show its frames as those of a live game. */
export class ReplayGame implements Game {
  readonly arena: Arena;
  readonly roomId = "";
  readonly isServerBusy = false;
  readonly playback: Playback;
  readonly camera = new ReplayCamera();
  readonly members: ReplayMembers;
  readonly #facts: ReplayFacts;
  readonly #source: TickSource;
  readonly #dt: number;
  #round: ShownRound | undefined;
  #watch: MatchWatch | undefined;
  #spawns = new SpawnWatch();
  #events: ClientEvent[] = [];
  #frame: Frame | undefined;
  #sight: Sight | undefined;
  #followedSelf: SelfView | undefined;
  /** The followed member by its ordinal; undefined for the free camera. */
  #followed: number | undefined;
  #isFree = false;
  /** Id of the member that is followed as soon as it is there. */
  #sought: number | undefined;
  #seesAsPlayer = false;

  constructor({ facts, arena, source, begin, followed }: Recording) {
    this.#followed = followed;
    this.arena = arena;
    this.#facts = facts;
    this.#source = source;
    this.#dt = 1 / facts.tickRate;
    this.members = new ReplayMembers(facts);
    this.playback = new Playback(source, facts.tickRate, begin);
  }

  /** The followed member; undefined for the free camera, and before the first tick. */
  get followed(): RecordedMember | undefined {
    return this.#followed === undefined ? undefined : this.members.withOrdinal(this.#followed);
  }

  /** What the followed player saw, while only that is shown. */
  get sight(): Sight | undefined {
    return this.#sight;
  }

  /** Whether only that is shown what the followed player saw. */
  get seesAsPlayer(): boolean {
    return this.#seesAsPlayer;
  }

  set seesAsPlayer(seesAsPlayer: boolean) {
    this.#seesAsPlayer = seesAsPlayer;
    this.playback.showPast(seesAsPlayer);
  }

  /** The followed body as its player saw it. */
  get followedSelf(): SelfView | undefined {
    return this.#followedSelf;
  }

  /** Whether the first tick has arrived. */
  get isReady(): boolean {
    return this.#round !== undefined;
  }

  frame(now: number, input: Input): Frame {
    const { passed, leapt } = this.playback.advance(now);
    const here = this.#source.at(Math.floor(this.playback.position));
    if (leapt && here) this.#leap(here);
    for (const tick of passed) this.#pass(tick);
    if (!here || !this.#round) return (this.#frame = { ...(this.#frame ?? emptyFrame(this.arena)), events: [] });
    return (this.#frame = this.#draw(here, now, input));
  }

  standings(): readonly Standing[] {
    return rank(this.members.rows(), 0, 0);
  }

  status(): ConnectionStatus {
    return { state: "online" };
  }

  watchNext(step: 1 | -1): void {
    const fighters = this.members.fighters().toSorted((a, b) => a.ordinal - b.ordinal);
    const place = fighters.findIndex(({ ordinal }) => ordinal === this.#followed);
    const from = place === -1 && step === -1 ? 0 : place;
    this.#follow(fighters[(from + step + fighters.length) % fighters.length]);
  }

  /** Follows the member with an id, as soon as it is there. */
  watch(id: number): void {
    this.#sought = id;
  }

  watchFreely(): void {
    this.#isFree = true;
    this.seesAsPlayer = false;
    this.#followed = undefined;
  }

  // Nobody is there to talk to, and nothing can be changed.
  room(): RoomView {
    const settings = { name: "", owner: 0, own: false, locked: false, private: false, hasPassword: false } as const;
    return { ...settings, friendlyFire: false, chat: "off", bots: 0, plans: [] };
  }
  ping(): number {
    return 0;
  }
  stats(): NetStats {
    return NO_NETWORK;
  }
  takeTalk(): readonly Talk[] {
    return [];
  }
  say(): void {}
  emote(): void {}

  mark(): void {}

  setInParty(): void {}
  voteToRemove(): void {}
  voteForNext(): void {}
  report(): void {}
  setSpectating(): void {}
  order(): void {}
  leave(): Promise<void> {
    return Promise.resolve();
  }

  #follow(member: RecordedMember | undefined): void {
    this.#isFree = false;
    this.#followed = member?.ordinal;
  }

  /** Everything begins anew at another moment. */
  #leap(tick: RecordedTick): void {
    this.members.receive(tick);
    this.#events = [];
    this.#spawns = new SpawnWatch();
    const round: ShownRound = {
      map: this.#facts.map,
      match: { ...tick.match, ...NOT_RECORDED },
      players: { values: () => tick.bodies },
    };
    this.#round = round;
    const nameOf = (id: number): string => this.members.nameOf(id);
    this.#watch = new MatchWatch({ state: round, clientEvents: this.#events, nameOf });
  }

  #pass(tick: RecordedTick): void {
    if (!this.#round) return;
    this.members.receive(tick);
    this.#round.match = { ...tick.match, ...NOT_RECORDED };
    this.#round.players = { values: () => tick.bodies };
    this.#watch?.receive();
    const isSeen: Sight["includes"] = (place) => this.#sight?.includes(place) ?? true;
    const nameOf = (id: number): string => this.members.nameOf(id);
    this.#events.push(
      ...eventsOf(tick, this.#source.at(tick.tick - 1), { arena: this.arena, dt: this.#dt, nameOf, isSeen }),
    );
  }

  #draw(here: RecordedTick, now: number, input: Input): Frame {
    const { arena } = this;
    const followed = this.#choose();
    const eyes = followed && bodyIn(here, followed.id);
    this.#sight = this.seesAsPlayer && eyes ? sightOf(eyes, followed, arena) : undefined;
    const viewpoint = this.#viewpoint(here, eyes);
    const bodies = this.#bodies(here, eyes, viewpoint);
    this.#followedSelf =
      eyes?.arms &&
      viewSelf({ player: eyes, body: { ...eyes, ...eyes.arms }, at: eyes, arena, respawnIn: Infinity }, viewpoint);
    this.#spawns.look(bodies, 0, this.#events);
    const watched = bodies.find(({ id }) => id === followed?.id);
    const target = followed ? this.camera.follow(watched, arena) : this.camera.roam(now, input, arena);
    const match = { ...here.match, ...NOT_RECORDED };
    const secondsUntil = (tick: number): number => Math.max(0, (tick - this.playback.position) * this.#dt);
    return {
      ...target,
      self: undefined,
      others: bodies,
      shots: shotsAt(here, {
        position: this.playback.position,
        dt: this.#dt,
        isHostile: (owner) =>
          followed !== undefined && areEnemies(followed, this.members.get(owner) ?? { id: owner, team: 0 }),
        isSeen: (place) => this.#sight?.includes(place) ?? true,
      }),
      pickups: arena.pickups.map(({ x, y, kind }, index) => ({ x, y, kind, available: here.pickups[index] ?? false })),
      ...viewObjectives(match, { bodyOf: (id) => bodies.find((body) => body.id === id), secondsUntil }),
      round: viewRound(match, 0, secondsUntil),
      leader: leaderOf(this.members.rows()),
      events: this.#events.splice(0),
    };
  }

  /** The followed member. One who has left is replaced by another. */
  #choose(): RecordedMember | undefined {
    const sought = this.#sought === undefined ? undefined : this.members.get(this.#sought);
    if (sought) {
      this.#sought = undefined;
      this.#follow(sought);
    }
    const { followed } = this;
    if (followed && !followed.spectator) return followed;
    if (this.#isFree) return undefined;
    const fighters = this.members.fighters();
    // People want to see people.
    this.#followed = (fighters.find(({ bot }) => !bot) ?? fighters[0])?.ordinal;
    return this.followed;
  }

  #bodies(here: RecordedTick, eyes: RecordedBody | undefined, viewpoint: Viewpoint): BodyView[] {
    const sight = this.#sight;
    const { position } = this.playback;
    const at = (tick: number): RecordedTick | undefined => this.#source.at(tick);
    const seen = sight ? position - sight.ageMs / 1000 / this.#dt : position;
    const views: BodyView[] = [];
    for (const body of here.bodies) {
      const isOwn = body.id === eyes?.id;
      if (sight && !sight.shows(body)) continue;
      const then = isOwn ? position : Math.max(this.#source.firstTick, seen);
      const pose = poseAt(at, body.id, then) ?? poseAt(at, body.id, position);
      if (!pose) continue;
      const { x, y, aim, place: lives, dashing } = pose;
      const alive = body.alive && spawnsIn(lives) === body.lives;
      views.push({ ...describeBody(body, viewpoint), x, y, aim, lives, dashing, alive });
    }
    return views;
  }

  #viewpoint({ match }: RecordedTick, eyes: RecordedBody | undefined): Viewpoint {
    const rosterOf: Viewpoint["rosterOf"] = (id) => {
      const member = this.members.get(id);
      if (!member) return undefined;
      const { bot, connected } = member;
      return { name: this.members.nameOf(id), bot, connected, look: this.members.lookOf(member).look };
    };
    return {
      eyes: eyes ?? { id: 0, team: 0 },
      dt: this.#dt,
      rosterOf,
      flagCarriedBy: (id) => flagCarriedBy(match, id),
    };
  }
}
