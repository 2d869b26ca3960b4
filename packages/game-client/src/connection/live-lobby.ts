import type { Room } from "@colyseus/sdk";
import { leaveRoom, whenAborted } from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";
import { MODES, PHASES } from "@fray/shared-state/match/modes";
import { LOBBY_CHAT_LINES, type LobbyServerMessages, type Welcome } from "@fray/shared-state/protocol/lobby";
import type { ReportReason } from "@fray/shared-state/protocol/reports";
import { LOBBY_ROOM } from "@fray/shared-state/protocol/rooms";
import { LobbyState, type RoomListing } from "@fray/shared-state/schema/lobby-state";
import { rulesOf } from "@fray/shared-state/simulation/world-rules";

import { codeOf } from "./code-of.ts";
import { guestToken } from "./guest-token.ts";
import { JoinError } from "./join-error.ts";
import { joinLimit } from "./join-limit.ts";
import { isOpen, titleOf, type ListedRoom, type Lobby, type LobbyView } from "./lobby.ts";
import { Observed } from "./observed.ts";
import { pageEndpoint } from "./page-endpoint.ts";
import { joinSentence } from "./sentences.ts";
import { takeSeat } from "./take-seat.ts";

type LobbyRoom = Room<unknown, LobbyState>;

/**
 * Joins the lobby, unless `cancelled` is aborted before. Rejects with a `JoinError` whose message is a sentence for the
 * player.
 */
export async function joinLobby(
  runtime: Runtime,
  name: string,
  { endpoint = pageEndpoint(), cancelled }: { readonly endpoint?: string; readonly cancelled?: AbortSignal } = {},
): Promise<Lobby> {
  const signal = joinLimit(runtime, cancelled);
  try {
    const options = { name, token: guestToken.read() };
    const room = await takeSeat({ runtime, endpoint, signal }, (client) =>
      client.joinOrCreate<LobbyState>(LOBBY_ROOM, options, LobbyState),
    );
    // After a lost connection the player joins again. A reconnection would save nothing: the whole list is sent in
    // both cases.
    room.reconnection.enabled = false;
    return new LiveLobby(runtime, room, await welcomeTo(room, signal));
  } catch (error) {
    throw new JoinError(joinSentence(error), codeOf(error), { cause: error });
  }
}

/** Waits for the welcome, which the lobby sends at once. */
async function welcomeTo(room: LobbyRoom, signal: AbortSignal): Promise<Welcome> {
  room.onMessage<LobbyServerMessages["identity"]>("identity", ({ token }) => guestToken.keep(token));
  const welcome = new Promise<Welcome>((resolve, reject) => {
    room.onMessage<Welcome>("welcome", resolve);
    room.onLeave((code) => reject(Object.assign(new Error("closed before the welcome"), { code })));
    void whenAborted(signal).then(() => reject(signal.reason));
  });
  return welcome.catch((error: unknown) => {
    room.connection.close();
    throw error;
  });
}

class LiveLobby implements Lobby {
  readonly view: Observed<LobbyView>;
  readonly #runtime: Runtime;
  readonly #room: LobbyRoom;
  #onParty: (token: string) => void = () => {};

  constructor(runtime: Runtime, room: LobbyRoom, { id, friendCode, offer, chat }: Welcome) {
    this.#runtime = runtime;
    this.#room = room;
    this.view = new Observed<LobbyView>({
      lost: false,
      selfId: id,
      friendCode,
      offer,
      chat,
      friends: [],
      notice: undefined,
      ...peopleAndRooms(room.state),
    });
    room.onStateChange((state) => this.#change(peopleAndRooms(state)));
    room.onMessage<LobbyServerMessages["chat"]>("chat", (line) => {
      this.#change({ chat: [...this.view.value.chat, line].slice(-LOBBY_CHAT_LINES), notice: undefined });
    });
    room.onMessage<LobbyServerMessages["friends"]>("friends", (friends) => this.#change({ friends }));
    room.onMessage<LobbyServerMessages["party"]>("party", ({ token }) => this.#onParty(token));
    room.onMessage<LobbyServerMessages["notice"]>("notice", (notice) => this.#change({ notice }));
    room.onLeave(() => this.#change({ lost: true }));
  }

  say(text: string): void {
    if (this.#room.connection.isOpen) this.#room.send("chat", { text });
  }

  watchFriends(codes: readonly string[]): void {
    if (this.#room.connection.isOpen) this.#room.send("friends", { codes });
  }

  report(id: number, reason: ReportReason, text: string): void {
    if (this.#room.connection.isOpen) this.#room.send("report", { id, reason, text });
  }

  startParty(onStarted: (token: string) => void): void {
    this.#onParty = onStarted;
    if (this.#room.connection.isOpen) this.#room.send("party", {});
  }

  leave(): void {
    void leaveRoom(this.#runtime, this.#room);
  }

  #change(changes: Partial<LobbyView>): void {
    this.view.set({ ...this.view.value, ...changes });
  }
}

function peopleAndRooms({ rooms, people }: LobbyState): Pick<LobbyView, "rooms" | "people"> {
  return {
    rooms: Array.from(rooms, ([id, room]) => listed(id, room)).toSorted(byLiveliness),
    people: Array.from(people.values(), ({ id, name, person }) => ({ id, name, person })).toSorted(
      (a, b) => a.id - b.id,
    ),
  };
}

function listed(id: string, listing: RoomListing): ListedRoom {
  const { name, map, people, spectators, bots, places, locked, hasPassword } = listing;
  const mode = MODES[listing.mode] ?? "ffa";
  const phase = PHASES[listing.phase] ?? "warmup";
  return { id, name, mode, phase, map, people, spectators, bots, places, locked, hasPassword, ...rulesOf(listing) };
}

const byLiveliness = (a: ListedRoom, b: ListedRoom): number =>
  Number(isOpen(b)) - Number(isOpen(a)) || b.people - a.people || titleOf(a).localeCompare(titleOf(b));
