import type { AuthContext, Client, RoomOptions } from "@colyseus/core";
import { SafeRoom, type RoomStep } from "@fray/netcode/server";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";

import { RoomCounters, type Refusal } from "./counters.ts";
import type { RoomContext } from "./room-context.ts";

/** Base class of all rooms: the netcode's guards with this game's close codes, counters and log. */
export abstract class BaseRoom<T extends RoomOptions> extends SafeRoom<T, Refusal> {
  protected readonly counters = new RoomCounters();
  protected readonly context: RoomContext;
  readonly #addresses = new WeakMap<Client, string>();

  constructor(context: RoomContext) {
    super(context);
    this.context = context;
  }

  override hasReservedSeat(sessionId: string, reconnectionToken?: string): boolean {
    const may = super.hasReservedSeat(sessionId, reconnectionToken);
    if (!may && reconnectionToken) this.counters.countOne("reconnectionsRefused");
    return may;
  }

  /** Refuses a connection from a banned network, unless it is one of the host's own bots. */
  protected override checkConnection(client: Client, context: AuthContext): void {
    this.#addresses.set(client, context.ip ?? "");
    if (!this.isOwnBot(client.sessionId)) this.context.admission.refuseNetwork(context);
  }

  /** The address from which a client is connected. */
  protected addressOf(client: Client): string {
    return this.#addresses.get(client) ?? "";
  }

  /** Whether a seat is that of one of the host's own bots. */
  protected isOwnBot(_sessionId: string): boolean {
    return false;
  }

  /** Answers a message that is too long to be parsed. */
  protected abstract override refuseLong(client: Client): void;

  protected override closeCodeOf(why: Refusal | "failed"): number {
    return why === "failed" ? CLOSE.roomFailed : CLOSE[why];
  }

  protected override noteRefusal({ sessionId }: Client, why: Refusal, reason: string): void {
    this.counters.countRefusal(why);
    this.context.log.write("refusal", "warn", { room: this.roomId, session: sessionId, why, reason }, "client refused");
  }

  protected override noteException(error: unknown, method: RoomStep): void {
    const { roomId } = this;
    const { log } = this.context;
    if (method !== "onFailed")
      log.write("exception", "error", { room: roomId, method, err: error }, "exception in room");
    else log.write("exception", "error", { room: roomId, err: error }, "a failed room can't be handed over");
  }
}
