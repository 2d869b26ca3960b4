import { Client, type Room } from "@colyseus/sdk";
import type { LobbyServerMessages } from "@fray/shared-state/protocol/lobby";
import type { LobbyState } from "@fray/shared-state/schema/lobby-state";

import { settled, until } from "./until.ts";

type Heard = { readonly [Type in keyof LobbyServerMessages]: LobbyServerMessages[Type][] };

/** Somebody in a lobby who has nothing but the stock SDK. */
export class LobbyGuest {
  readonly room: Room<unknown, LobbyState>;
  /** All it was told so far. */
  readonly heard: Heard = { welcome: [], chat: [], friends: [], party: [], notice: [], identity: [] };
  patches = 0;

  private constructor(room: Room<unknown, LobbyState>) {
    this.room = room;
    room.reconnection.enabled = false;
    room.onMessage("*", (type, message) => {
      if (typeof type === "string" && type in this.heard) (this.heard[type as keyof Heard] as unknown[]).push(message);
    });
    room.onStateChange(() => this.patches++);
  }

  /** Enters the lobby of the server at `url` and waits to be welcomed. */
  static async join(url: string, options: { name?: string; token?: string } = {}): Promise<LobbyGuest> {
    const guest = new LobbyGuest(await settled(new Client(url).joinOrCreate<LobbyState>("lobby", options)));
    await until(
      "it is welcome",
      () => guest.heard.welcome.length > 0 && guest.room.state.people?.has(guest.room.sessionId),
    );
    return guest;
  }

  get friendCode(): string {
    return this.heard.welcome[0]?.friendCode ?? "";
  }

  get token(): string {
    return this.heard.identity[0]?.token ?? "";
  }

  get names(): string[] {
    return Array.from(this.room.state.people.values(), ({ name }) => name).toSorted();
  }

  /** Returns a room's entry in the list of rooms. */
  listing(roomId: string) {
    return this.room.state.rooms?.get(roomId);
  }

  say(type: string, message?: unknown): void {
    this.room.send(type, message);
  }

  async leave(): Promise<void> {
    if (this.room.connection.isOpen) await settled(this.room.leave());
  }
}
