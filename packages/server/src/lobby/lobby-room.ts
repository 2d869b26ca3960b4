import type { AuthContext, Client } from "@colyseus/core";
import type { Timer } from "@fray/netcode/core";
import { driveClock, roomOf, sendCopies } from "@fray/netcode/server";
import {
  LOBBY_CHAT_LINES,
  LOBBY_MESSAGES,
  type HostOffer,
  type LobbyLine,
  type LobbyServerMessages,
} from "@fray/shared-state/protocol/lobby";
import type { Notice } from "@fray/shared-state/protocol/messages";
import { LobbyState } from "@fray/shared-state/schema/lobby-state";

import { BUILD } from "../build.ts";
import { subscribeToReports, REPEAT_MS, type Report } from "../directory/reports.ts";
import { REPORT_TAKEN, type Reported } from "../moderation/report-door.ts";
import { listenToClients, refusal, TOO_LONG, type MessageHandlers, type Read } from "../network/messages.ts";
import { cutOffSlowReaders } from "../network/slow-readers.ts";
import { BaseRoom } from "../rooms/base-room.ts";
import { createLobbyMetricsProbe } from "../rooms/metrics-probe.ts";
import type { RoomContext } from "../rooms/room-context.ts";
import type { LobbyJoiner } from "../sessions/joiner.ts";
import { sanctionSentence } from "../storage/sanction.ts";
import { Friends } from "./friends.ts";
import { LobbyBoard } from "./lobby-board.ts";
import { LobbyPeople, type LobbyGuest } from "./lobby-people.ts";

type LobbyClient = Client<{ auth: LobbyJoiner }>;

/** Interval between updates: people receive changes at most twice a second. */
const STEP_MS = 500;
/** Maximum number of people in one lobby. For more people another lobby opens. */
const MAX_PEOPLE = 1000;
/** A room without a report for this long is gone, together with its node. */
const SILENCE_MS = 3 * REPEAT_MS;

/**
 * A room in which people meet before a fight. They see the open rooms, the other people in the lobby, and where their
 * friends are.
 */
export class LobbyRoom extends BaseRoom<{
  state: LobbyState;
  client: LobbyClient;
  metadata: { readonly build: string };
}> {
  override state = new LobbyState();
  override maxClients = MAX_PEOPLE;
  /** The lobby's own step sends the patches, so the framework's patch timer is off. */
  override patchRate = null;

  readonly #people = new LobbyPeople(this.state.people);
  readonly #board = new LobbyBoard(this.state.rooms);
  readonly #friends = new Friends();
  readonly #chat: LobbyLine[] = [];
  readonly #metricsProbe = createLobbyMetricsProbe(this.#people, this.counters);
  #offer!: HostOffer;
  /** How long a person may be idle, in ms; 0 for no limit. */
  #idleMs = 0;
  #steps: Timer | undefined;
  #refuseMessage!: ReturnType<typeof listenToClients>;

  override async onCreate({ offer, idleSeconds }: { offer: HostOffer; idleSeconds: number }): Promise<void> {
    this.metadata = { build: BUILD };
    this.#offer = offer;
    this.#idleMs = idleSeconds * 1000;
    driveClock(this, () => this.runtime.now());
    this.#refuseMessage = listenToClients<LobbyGuest, Read<typeof LOBBY_MESSAGES>>(this, {
      messages: LOBBY_MESSAGES,
      speakerOf: (client) => this.#people.of(client),
      handlers: this.#handlers(),
      onAccepted: (guest) => (guest.activeAt = this.runtime.now()),
      onRefused: ({ code }) => this.counters.countRefusedMessage(code),
    });
    const step = (): void => this.#step();
    const stop = (): void => this.#steps?.cancel();
    this.#steps = this.runtime.setInterval(() => this.guard(step, stop), STEP_MS);
    const { lobbies, metrics, log } = this.context;
    lobbies.add(this);
    metrics.rooms.add(this.#metricsProbe);
    log.write("room", "info", { room: this.roomId }, "lobby opened");
    await subscribeToReports(this.presence, log, (report) => this.#board.record(report, this.runtime.now()));
  }

  override onJoin(client: LobbyClient): void {
    const { admission, log } = this.context;
    const joiner = client.auth ?? admission.admitToLobby({}, { ip: "" });
    // A ban may have come between the reservation of the seat and now.
    this.context.moderation.refuse(joiner);
    const { name, playerId: known } = joiner;
    const { identities } = admission;
    const playerId = known || identities.create();
    const friendCode = identities.friendCodeOf(playerId);
    sendCopies(client);
    if (!known) send(client, "identity", { id: playerId, token: identities.tokenOf(playerId) });
    const shown = { friendCode, person: identities.personOf(playerId) };
    const { id } = this.#people.add(client, { ...joiner, playerId }, shown, this.runtime.now()).person;
    send(client, "welcome", { id, friendCode, offer: this.#offer, chat: this.#chat });
    log.write("arrival", "info", { room: this.roomId, session: client.sessionId, player: name }, "joined");
  }

  override onLeave(client: LobbyClient): void {
    this.#friends.forget(client);
    this.#people.remove(client);
    this.context.log.write("departure", "info", { room: this.roomId, session: client.sessionId }, "left");
  }

  override onDispose(): void {
    const { lobbies, metrics, log } = this.context;
    if (!lobbies.delete(this)) return;
    this.#steps?.cancel();
    metrics.rooms.retire(this.#metricsProbe);
    log.write("room", "info", { room: this.roomId }, "lobby closed");
  }

  protected override refuseLong(client: LobbyClient): void {
    this.#refuseMessage(client, TOO_LONG);
  }

  /** Returns the report for the lobbies on all nodes, this one included. */
  present(): Report {
    const people = Array.from(this.#people, ({ friendCode, person }): [string, string] => [friendCode, person.name]);
    return { where: "lobby", roomId: this.roomId, people };
  }

  /** Removes the people whom the server has banned. */
  removeBanned(): void {
    for (const { client, joiner } of Array.from(this.#people)) {
      const ban = this.context.moderation.banOf(joiner);
      if (!ban) continue;
      send(client, "notice", { code: "banned", text: sanctionSentence(ban) });
      this.refuse(client, "bannedFromServer", "banned from the server");
    }
  }

  /** Sends everybody a notice from the server. */
  announce(notice: Notice): void {
    this.broadcast("notice", notice);
  }

  #handlers(): MessageHandlers<LobbyGuest, Read<typeof LOBBY_MESSAGES>> {
    return {
      chat: ({ joiner, person: { id: from, name, person } }, { text }) => {
        const mute = this.context.moderation.muteOf(joiner);
        if (mute) return refusal("notAllowed", sanctionSentence(mute));
        const why = this.context.limits.chat.refuse(joiner, text, this.runtime.now());
        if (why) return why;
        const line: LobbyLine = { from, person, name, text, at: Math.floor(this.runtime.wallTime()) };
        this.#chat.push(line);
        if (this.#chat.length > LOBBY_CHAT_LINES) this.#chat.shift();
        this.broadcast("chat", line);
        return undefined;
      },
      party: ({ client }) => {
        const { parties } = this.context.admission;
        send(client, "party", { token: parties.tokenOf(parties.create()) });
        return undefined;
      },
      report: (reporter, { id, reason, text }) => {
        const target = this.#people.find(id);
        const why = this.context.reports.file({
          reporter: asMember(reporter),
          target: target && asMember(target),
          reason,
          text,
          roomId: this.roomId,
          lines: () => this.#chat.map(({ person, name, text: line }) => ({ person, name, text: line })),
        });
        if (!why) send(reporter.client, "notice", REPORT_TAKEN);
        return why;
      },
      friends: ({ client }, { codes }) => {
        this.#friends.watch(client, codes);
        return undefined;
      },
    };
  }

  #removeIdle(now: number): void {
    if (this.#idleMs === 0) return;
    for (const { client, activeAt } of this.#people) {
      if (now - activeAt > this.#idleMs) this.refuse(client, "idle", `did nothing for ${this.#idleMs / 1000} s`);
    }
  }

  #step(): void {
    this.#board.forget(this.runtime.now() - SILENCE_MS);
    this.#friends.tell(this.#board.places());
    this.#removeIdle(this.runtime.now());
    cutOffSlowReaders(this.clients, () => this.counters.countOne("slowReaders"), this.context);
    this.broadcastPatch();
  }
}

/** Creates the class of one server's lobbies. */
export const lobbyRoomOf = (context: RoomContext): new () => LobbyRoom =>
  class extends roomOf(LobbyRoom, context) {
    /** Refuses a join before a seat is reserved. */
    static async onAuth(_token: string, options: unknown, auth: AuthContext): Promise<LobbyJoiner> {
      return context.admission.admitToLobby(options, auth);
    }
  };

/** Returns a guest as reports know the members of rooms. */
const asMember = ({ joiner, person: { name } }: LobbyGuest): Reported => ({
  joiner,
  roster: { name, playerId: joiner.playerId, bot: false },
});

/** Sends a message to one client. */
function send<Type extends keyof LobbyServerMessages>(
  client: Client,
  type: Type,
  message: LobbyServerMessages[Type],
): void {
  client.send(type, message);
}
