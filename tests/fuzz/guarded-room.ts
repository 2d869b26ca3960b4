import { ClientState, CloseCode, Room, type Client } from "@colyseus/core";
import { Allowance } from "@fray/server/internal/network/allowance";
import { listenToClients, TOO_LONG } from "@fray/server/internal/network/messages";
import { BaseRoom } from "@fray/server/internal/rooms/base-room";
import type { Refusal } from "@fray/server/internal/rooms/counters";
import type { ServerContext } from "@fray/server/internal/server-context";
import { LOBBY_MESSAGES } from "@fray/shared-state/protocol/lobby";
import type { MessageSpecs } from "@fray/shared-state/protocol/message";
import { CLIENT_MESSAGES } from "@fray/shared-state/protocol/messages";
import { InputFrame, sanitizeInput } from "@fray/shared-state/schema/input-frame";
import { EventEmitter } from "node:events";

/** Time that passes between two frames, in ms: slowly enough that none is one too many. */
const FRAME_MS = 50;

/** Counts the outcomes of the frames that a room received. */
export interface FrameCounts {
  frames: number;
  /** Given to the framework's decoders. */
  decoded: number;
  /** Ended their connection before any decoder. */
  refused: number;
  /** Ended their connection because a decoder could not read them. */
  undecodable: number;
  /** Made a decoder or a handler throw. */
  exceptions: number;
}

interface Speaker {
  readonly allowance: Allowance;
}

/** A room with nothing in it but what a frame goes through: the guard, the framework's decoders and the reading of messages. */
export class GuardedRoom extends BaseRoom<{ input: InputFrame }> {
  readonly counts: FrameCounts = { frames: 0, decoded: 0, refused: 0, undecodable: 0, exceptions: 0 };
  readonly #takesInputs: boolean;
  readonly #refuseMessage: (client: Client) => void;
  #client: TestClient | undefined;

  constructor(kind: "arena" | "lobby", context: ServerContext) {
    super(context);
    this.roomId = kind;
    this.#takesInputs = kind === "arena";
    if (this.#takesInputs) this.defineInput(InputFrame, { tickRate: 30, sanitize: sanitizeInput });
    this.#refuseMessage = this.#listen(this.#takesInputs ? CLIENT_MESSAGES : LOBBY_MESSAGES);
  }

  /** Gives the room a frame. If the last sender was removed for its frame, a new sender sends this one. */
  receive(frame: Uint8Array): void {
    this.counts.frames++;
    Object.assign(this.clock, { currentTime: this.clock.currentTime + FRAME_MS });
    if (!this.#client || this.#client.isGone) this.#client = this.#connect();
    const client = this.#client;
    onFrameOf(this).call(this, client as unknown as Client, frame);
    if (client.closedWith === CloseCode.WITH_ERROR) this.counts.undecodable++;
  }

  protected override refuse(client: Client, why: Refusal, reason: string): void {
    this.counts.refused++;
    super.refuse(client, why, reason);
  }

  protected override refuseLong(client: Client): void {
    this.#refuseMessage(client);
  }

  protected override async onFailed(): Promise<void> {}

  #listen(messages: MessageSpecs): (client: Client) => void {
    const speaker: Speaker = { allowance: new Allowance() };
    const handlers = Object.fromEntries(Object.keys(messages).map((type) => [type, () => undefined]));
    const refuse = listenToClients<Speaker, Record<string, unknown>>(this, {
      messages,
      handlers,
      speakerOf: () => speaker,
      onAccepted: () => {},
      onRefused: () => {},
    });
    return (client) => refuse(client, TOO_LONG);
  }

  #connect(): TestClient {
    const client = new TestClient();
    const { _inputController: inputs } = this as unknown as { _inputController?: { allocate(client: Client): void } };
    inputs?.allocate(client as unknown as Client);
    return client;
  }
}

type OnFrame = (this: Room, client: Client, frame: Uint8Array) => void;

const onFrameOf = (room: object): OnFrame => (room as { _onMessage: OnFrame })._onMessage;

// The guard finds it where it looks for the framework's own.
const decode = onFrameOf(Room.prototype);
Object.defineProperty(GuardedRoom.prototype, "_onMessage", {
  writable: true,
  value(this: GuardedRoom, client: Client, frame: Uint8Array): void {
    this.counts.decoded++;
    try {
      decode.call(this, client, frame);
    } catch (error) {
      this.counts.exceptions++;
      throw error;
    }
  },
});

/** Somebody in a room, with a connection that leads nowhere. */
class TestClient {
  readonly sessionId = "fuzz";
  readonly ref = Object.assign(new EventEmitter(), { onleave: () => {}, pause: () => {}, terminate: () => {} });
  state: ClientState = ClientState.JOINED;
  closedWith: number | undefined;

  get isGone(): boolean {
    return this.closedWith !== undefined || this.state === ClientState.LEAVING;
  }

  send(): void {}
  raw(): void {}
  enqueueRaw(): void {}
  error(): void {}

  leave(code: number): void {
    this.closedWith = code;
    this.ref.emit("close");
  }
}
