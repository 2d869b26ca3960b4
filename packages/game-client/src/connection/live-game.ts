import type { Room } from "@colyseus/sdk";
import {
  ConnectionWatch,
  countPatches,
  followRoom,
  leaveRoom,
  redirectLostRoom,
  transportOf,
  type Traffic,
} from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import { phaseOf } from "@fray/shared-state/match/modes";
import type {
  ChatLine,
  ChatScope,
  ClientMessage,
  ClientMessageType,
  ServerMessages,
} from "@fray/shared-state/protocol/messages";
import type { OwnerMessage, OwnerOrder } from "@fray/shared-state/protocol/owner-messages";
import type { PartyNews } from "@fray/shared-state/protocol/party";
import type { ReportReason } from "@fray/shared-state/protocol/reports";
import { destinationOf, ENDED_HERE } from "@fray/shared-state/protocol/room-status";
import { RECONNECTION_WINDOW_S } from "@fray/shared-state/protocol/rooms";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Input } from "@fray/shared-state/schema/input-frame";
import { receiveEvents } from "@fray/shared-state/sync/receive-events";

import type { OwnTrace } from "../trace/own-trace.ts";
import type { ConnectionStatus, Frame, Point, Return, Standing } from "./frame.ts";
import type { Game, NetStats, Talk } from "./game-connection.ts";
import { GameView } from "./game-view.ts";
import { heldSession } from "./held-seat.ts";
import { MapSwitch, type LoadMap } from "./map-switch.ts";
import { mutedPeople } from "./muted-people.ts";
import { netStatsOf } from "./net-stats.ts";
import type { Observed } from "./observed.ts";
import { OfferedClips } from "./offered-clips.ts";
import { OwnLines } from "./own-lines.ts";
import { OwnLook } from "./own-look.ts";
import { receiveTalk } from "./receive-talk.ts";
import { returnAfter } from "./return-after.ts";
import { whenRoomIsGone, whereRoomGoesOn } from "./room-inquiry.ts";
import { roomViewOf, type RoomView } from "./room-view.ts";
import { Roster } from "./roster.ts";
import { closeSentence, GONE_SENTENCE, MAP_SENTENCE } from "./sentences.ts";
import { rank } from "./standings.ts";
import { TalkLog } from "./talk-log.ts";
import { Watching } from "./watching.ts";

interface Seat {
  readonly runtime: Runtime;
  /** Address of the server that led to the room. */
  readonly endpoint: string;
  /** The room; it has received its first state. */
  readonly room: Room<unknown, ArenaState>;
  /** The player's number in events. */
  readonly selfId: number;
  /** The map of the current round. */
  readonly arena: Arena;
  readonly loadMap: LoadMap;
  /** What was said in the room before. */
  readonly history: readonly ChatLine[];
  readonly party: Observed<PartyNews>;
}

/** A game in a room: sends the player's input and commands, and turns what the room sends into frames. */
export class LiveGame implements Game {
  readonly clips: OfferedClips;
  readonly #runtime: Runtime;
  readonly #endpoint: string;
  readonly #room: Room<unknown, ArenaState>;
  readonly #selfId: number;
  readonly party: Observed<PartyNews>;
  readonly #roster = new Roster();
  readonly #maps: MapSwitch;
  readonly #watching: Watching;
  readonly #picture: GameView;
  readonly #look: OwnLook;
  readonly #talk: TalkLog;
  readonly #ownLines = new OwnLines();
  readonly #traffic: Traffic;
  readonly #line: ConnectionWatch;
  #status: ConnectionStatus = { state: "online" };
  /** The game goes on in a room at another server, to which the connection is on its way. */
  #isMoving = false;
  #hasLeft = false;
  /** Id of the replay of the latest round that is over. */
  #replayId: string | undefined;
  /** Id of the room that replaces this room, once the server has announced it. */
  #movedTo: string | undefined;
  /** Ends the questions whether the room is still open. */
  #asking: AbortController | undefined;

  constructor({ runtime, endpoint, room, selfId, arena, loadMap, history, party }: Seat) {
    this.#runtime = runtime;
    this.#endpoint = endpoint;
    this.#room = room;
    this.#selfId = selfId;
    this.party = party;
    this.#roster.receive(room.state.roster.values());
    this.#maps = new MapSwitch(runtime, arena, loadMap, {
      onSwitch: () => this.#picture.changeMap(),
      onFail: () => this.#giveUp(MAP_SENTENCE),
    });
    this.#watching = new Watching({
      fighters: () =>
        this.standings()
          .filter(({ spectator }) => !spectator)
          .map(({ id }) => id),
      isFighter: (id) => this.#roster.isFighter(id),
      follow: (id) => this.#send("follow", { id }),
      look: ({ x, y }) => this.#send("look", { x, y }),
    });
    const [roster, maps, watching] = [this.#roster, this.#maps, this.#watching];
    this.#picture = new GameView({ runtime, room, selfId, roster, maps, watching });
    this.clips = new OfferedClips({
      runtime,
      room,
      stepMs: this.#picture.stepMs,
      send: (kind) => this.#send("clip", { kind }),
    });
    this.#look = new OwnLook(runtime, (look) => this.#send("wear", look));
    this.#talk = new TalkLog(this.#roster.values(), { selfId, owner: room.state.room.owner });
    this.#line = new ConnectionWatch(runtime, room, { holdMs: RECONNECTION_WINDOW_S * 1000 });
    this.#traffic = countPatches(room);
    this.#listen(history);
  }

  get arena(): Arena {
    return this.#maps.arena;
  }

  get roomId(): string {
    return this.#room.roomId;
  }

  get replayId(): string | undefined {
    return phaseOf(this.#room.state.match) === "results" ? this.#replayId : undefined;
  }

  room(): RoomView {
    return roomViewOf(this.#room.state.room, this.#selfId);
  }

  frame(now: number, input: Input): Frame {
    this.#line.check();
    return this.#picture.frame(now, input);
  }

  standings(): readonly Standing[] {
    return rank(this.#roster.values(), this.#selfId, this.#room.state.room.owner);
  }

  /** A spectator sends no inputs whose answers could be timed, so this uses the server's measurement. */
  ping(): number {
    const measured = this.#isSpectating ? this.#roster.get(this.#selfId)?.ping : this.#room.clock.smoothedRtt();
    return Math.round(measured ?? 0);
  }

  get isOverHttp(): boolean {
    return transportOf(this.#room)?.name === "http";
  }

  get isServerBusy(): boolean {
    return this.#room.state.overload > 0;
  }

  stats(): NetStats {
    return netStatsOf({
      picture: this.#picture,
      traffic: this.#traffic,
      requests: transportOf(this.#room)?.http?.requests,
      isStreamed: transportOf(this.#room)?.http?.isStreamed ?? false,
      ping: this.ping(),
      tickTimeUs: this.#room.state.tickTime,
    });
  }

  get trace(): OwnTrace {
    return this.#picture.trace;
  }

  status(): ConnectionStatus {
    return this.#status;
  }

  takeTalk(): readonly Talk[] {
    return this.#talk.take();
  }

  say(scope: ChatScope, text: string): void {
    this.#ownLines.say(scope, text, this.#runtime.now());
    this.#send("chat", { scope, text });
  }

  emote(emote: number): void {
    this.#send("emote", { emote });
  }

  mark({ x, y }: Point): void {
    this.#send("mark", { x, y });
  }

  setInParty(join: boolean): void {
    this.#send("party", { join });
  }

  voteToRemove(id: number): void {
    this.#send("vote", { id });
  }

  report(id: number, reason: ReportReason, text: string): void {
    this.#send("report", { id, reason, text });
  }

  voteForNext(round: number, choice: number): void {
    this.#send("next", { round, choice });
  }

  setSpectating(spectate: boolean): void {
    this.#send("role", { spectate });
  }

  watchNext(step: 1 | -1): void {
    if (this.#isSpectating) this.#watching.next(step);
  }

  watchFreely(): void {
    if (this.#isSpectating) this.#watching.roam();
  }

  order<Type extends OwnerOrder>(type: Type, message: OwnerMessage<Type>): void {
    this.#send(type, message);
  }

  leave(): Promise<void> {
    this.#hasLeft = true;
    this.#stopAsking();
    heldSession.forget();
    this.#look.dispose();
    return leaveRoom(this.#runtime, this.#room);
  }

  get #isSpectating(): boolean {
    return !this.#picture.prediction.body.player;
  }

  #listen(history: readonly ChatLine[]): void {
    const room = this.#room;
    heldSession.remember(room.reconnectionToken);
    room.onStateChange((state) => this.#receivePatch(state));
    receiveEvents(room, (message) => this.#picture.receiveEvents(message));
    receiveTalk(room, {
      log: this.#talk,
      selfId: this.#selfId,
      history,
      onOwn: (line) => this.#ownLines.hear(line),
      onCaughtUp: () => {
        for (const { scope, text } of this.#ownLines.again(this.#runtime.now())) this.#send("chat", { scope, text });
      },
    });
    room.onMessage<ServerMessages["moved"]>("moved", ({ roomId, node }) => {
      if (node) this.#move();
      else this.#movedTo = roomId;
    });
    room.onMessage<ServerMessages["replay"]>("replay", ({ id }) => {
      this.#replayId = id;
    });
    room.onMessage<ServerMessages["notice"]>("notice", ({ code }) => {
      if (code === "mustFollow") this.#watching.settle();
    });
    room.onMessage<ServerMessages["emote"]>("emote", ({ id, emote }) => {
      if (!mutedPeople.has(this.#roster.get(id)?.person ?? 0)) this.#picture.receiveEmote(id, emote);
    });
    room.onMessage<ServerMessages["mark"]>("mark", (mark) => {
      if (!mutedPeople.has(this.#roster.get(mark.id)?.person ?? 0)) this.#picture.receiveMark(mark);
    });
    followRoom(room, {
      codes: ENDED_HERE,
      where: (roomId) => whereRoomGoesOn(this.#runtime, { endpoint: this.#endpoint, roomId }),
    });
    room.onDrop(() => {
      this.#status = { state: "reconnecting", isMoving: this.#isMoving };
      void this.#askForRoom();
    });
    room.onReconnect(() => {
      this.#stopAsking();
      this.#isMoving = false;
      if (this.#hasLeft) return;
      this.#status = { state: "online" };
      // The SDK stores the new token right after this callback.
      queueMicrotask(() => heldSession.remember(room.reconnectionToken));
      this.#ownLines.again(this.#runtime.now());
      this.#picture.renew();
      this.#look.update();
      this.#watching.renew();
    });
    room.onLeave((code) => this.#close(closeSentence(code), returnAfter(code)));
  }

  /** The room's connection has been redirected. */
  #move(): void {
    this.#isMoving = true;
    heldSession.remember(this.#room.reconnectionToken);
  }

  /** While the connection is lost, the page's own server may know that the room or its node is gone. */
  async #askForRoom(): Promise<void> {
    // Each failed attempt to reconnect is a drop too.
    if (this.#asking || this.#hasLeft) return;
    const asking = new AbortController();
    this.#asking = asking;
    const { roomId } = this.#room;
    const gone = await whenRoomIsGone(this.#runtime, { endpoint: this.#endpoint, roomId, stop: asking.signal });
    if (!gone || asking.signal.aborted) return;
    const destination = destinationOf(gone);
    if (destination && destination.roomId !== roomId) {
      redirectLostRoom(this.#room, destination);
      this.#move();
      this.#asking = undefined;
      void this.#askForRoom();
      return;
    }
    this.#movedTo = gone.movedTo ?? this.#movedTo;
    this.#close(GONE_SENTENCE, "again");
    void this.leave();
  }

  #stopAsking(): void {
    this.#asking?.abort();
    this.#asking = undefined;
  }

  #receivePatch(state: ArenaState): void {
    this.#line.receive();
    this.#ownLines.forgetRefused(this.#runtime.now());
    this.#maps.prefetch(state.match.nextMap);
    this.#maps.follow(state.map);
    this.#picture.receive();
    this.#talk.receive(this.#roster.values(), state.room.owner);
  }

  /** Returns whether there is a connection. */
  #send<Type extends ClientMessageType>(type: Type, message: ClientMessage<Type>): boolean {
    const { isOpen } = this.#room.connection;
    if (isOpen) this.#room.send(type, message);
    return isOpen;
  }

  #giveUp(message: string): void {
    this.#close(message);
    void this.leave();
  }

  /** When the server sends several reasons for closing the connection, the first reason is shown. */
  #close(message: string, back: Return = "none"): void {
    heldSession.forget();
    this.#look.dispose();
    this.#stopAsking();
    if (this.#status.state !== "closed") {
      this.#status = { state: "closed", message, return: back, movedTo: this.#movedTo };
    }
  }
}
