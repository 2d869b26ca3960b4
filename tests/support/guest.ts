import { Client, type Room } from "@colyseus/sdk";
import type { Mode } from "@fray/shared-state/match/modes";
import type { CreateRequest } from "@fray/shared-state/protocol/create-options";
import { EVENTS, type EventsMessage } from "@fray/shared-state/protocol/events";
import type { ServerMessages } from "@fray/shared-state/protocol/messages";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";

import { settled, until } from "./until.ts";

type Heard = { readonly [Type in keyof ServerMessages]: ServerMessages[Type][] };

/**
 * A client with nothing but the stock SDK, which decodes by reflection: it reads the messages as a foreign client
 * would.
 */
export class Guest {
  readonly room: Room<unknown, ArenaState>;
  /** All it was told so far. */
  readonly heard: Heard = {
    chat: [],
    history: [],
    emote: [],
    notice: [],
    presence: [],
    moved: [],
    replay: [],
    identity: [],
  };
  readonly events: EventsMessage[] = [];
  /** Whether guests keep the raw frames that they are sent. A guest that plays for hours would keep too many. */
  static keepsFrames = true;
  /** The raw frames it was sent since they were last cleared. */
  readonly frames: Uint8Array[] = [];
  patches = 0;
  /** The code its connection was closed with. */
  closed: number | undefined;

  private constructor(room: Room<unknown, ArenaState>) {
    this.room = room;
    room.reconnection.enabled = false;
    room.onMessage("*", (type, message) => {
      if (type === EVENTS) this.events.push(message);
      else if (typeof type === "string" && type in this.heard)
        (this.heard[type as keyof Heard] as unknown[]).push(message);
    });
    room.onStateChange(() => this.patches++);
    room.onLeave((code) => (this.closed = code));
    if (Guest.keepsFrames) this.#recordFrames();
  }

  /** Joins the arena of the server at `url` and waits for its entry in the roster. */
  static async join(
    url: string,
    options: {
      name?: string;
      token?: string;
      spectate?: boolean;
      bot?: boolean;
      mode?: Mode;
      look?: number;
      title?: number;
    } = {},
  ): Promise<Guest> {
    return Guest.#enter(await settled(new Client(url).joinOrCreate<ArenaState>("arena", options)));
  }

  /** Creates a new room at the server at `url`. */
  static async create(
    url: string,
    room: CreateRequest = {},
    options: { name?: string; token?: string; look?: number } = {},
  ): Promise<Guest> {
    return Guest.#enter(await settled(new Client(url).create<ArenaState>("arena", { ...options, room })));
  }

  /** Joins the very room of that id. */
  static async joinById(
    url: string,
    roomId: string,
    options: {
      name?: string;
      token?: string;
      spectate?: boolean;
      password?: string;
      bot?: boolean;
      look?: number;
    } = {},
  ): Promise<Guest> {
    return Guest.#enter(await settled(new Client(url).joinById<ArenaState>(roomId, options)));
  }

  static async #enter(room: Room<unknown, ArenaState>): Promise<Guest> {
    const guest = new Guest(room);
    await until("it is in", () => guest.entry);
    return guest;
  }

  get sessionId(): string {
    return this.room.sessionId;
  }

  get entry() {
    return this.room.state.roster?.get(this.sessionId);
  }

  get id(): number {
    return this.entry?.id ?? 0;
  }

  /** Whether it has been sent the body of another. */
  sees(other: Guest): boolean {
    return this.bodyOf(other) !== undefined;
  }

  bodyOf(other: Guest) {
    return this.room.state.players?.get(other.sessionId);
  }

  say(type: string, message?: unknown): void {
    this.room.send(type, message);
  }

  async leave(): Promise<void> {
    if (this.room.connection.isOpen) await settled(this.room.leave());
  }

  #recordFrames(): void {
    const { events } = this.room.connection;
    const receive = events.onmessage;
    const onmessage = (message: { readonly data: unknown }) => {
      if (message.data instanceof ArrayBuffer) this.frames.push(new Uint8Array(message.data).slice());
      receive?.(message);
    };
    Object.assign(events, { onmessage });
  }
}
