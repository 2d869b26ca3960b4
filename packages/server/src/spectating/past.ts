import type { Client } from "@colyseus/core";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { Player } from "@fray/shared-state/schema/player";

import { ArenaInterest } from "../interest/arena-interest.ts";
import { tell } from "../network/messages.ts";
import type { SyncedState } from "../sync/open-state.ts";
import type { Diversion } from "../sync/split-serializer.ts";
import type { Moment } from "./moment.ts";
import { MomentDisplay } from "./show-moment.ts";
import { copyShown } from "./shown-body.ts";

/** The room whose past is shown. */
interface PresentRoom {
  readonly state: ArenaState;
  readonly stepMs: number;
}

/**
 * The delayed state of a room, for clients that must not see the present. It has its own interest, so a spectator
 * chooses a camera target and moves the camera without delay, and a full state is ready for a client that joins.
 */
export class Past implements Diversion {
  readonly interest: ArenaInterest;
  readonly #room: PresentRoom;
  readonly #synced: SyncedState;
  readonly #display: MomentDisplay;
  readonly #members = new Map<string, Client>();
  /** The delayed body of each of the room's bodies. */
  readonly #bodies = new WeakMap<Player, Player>();
  #moment: Moment;
  /** The current moment is new in this tick, so its events have not been sent. */
  #isNews = false;
  #lagTicks = 0;

  constructor(synced: SyncedState, room: PresentRoom, moment: Moment) {
    this.#synced = synced;
    this.#room = room;
    this.#moment = moment;
    this.#display = new MomentDisplay(synced.state, room.state);
    this.interest = new ArenaInterest(synced.state, moment.arena, synced.viewFor);
  }

  get state(): ArenaState {
    return this.#synced.state;
  }

  get serializer(): SyncedState["serializer"] {
    return this.#synced.serializer;
  }

  get events(): SyncedState["events"] {
    return this.#synced.events;
  }

  get lagMs(): number {
    return this.#lagTicks * this.#room.stepMs;
  }

  get isIdle(): boolean {
    return this.#members.size === 0;
  }

  /** The clients that receive this state. */
  get clients(): readonly Client[] {
    return [...this.#members.values()];
  }

  /** The tick of the current moment, with its events. */
  get world(): Pick<Moment, "tick" | "events" | "pickups"> {
    const { tick, pickups, events } = this.#moment;
    return { tick, pickups, events: this.#isNews ? events : [] };
  }

  includes({ sessionId }: Client): boolean {
    return this.#members.has(sessionId);
  }

  has(sessionId: string): boolean {
    return this.#members.has(sessionId);
  }

  /** Starts to send this state to a client. */
  admit(client: Client): void {
    this.#members.set(client.sessionId, client);
    this.interest.watch(client);
  }

  dismiss(sessionId: string): void {
    const client = this.#members.get(sessionId);
    if (client) this.events.drop(client);
    this.#members.delete(sessionId);
    this.interest.unwatch(sessionId);
  }

  /** Shows a moment of `lagTicks` ago. */
  show(moment: Moment, lagTicks: number): void {
    // A room that has just opened shows the same moment for some ticks.
    this.#isNews = moment !== this.#moment;
    this.#moment = moment;
    this.#lagTicks = lagTicks;
    this.#display.show(moment);
    this.#showBodies(moment);
  }

  /** Discards the changes since nothing was sent, because a client that joins receives a full state. */
  settle(): void {
    this.serializer.applyPatches([], this.state);
  }

  /** Updates what each client can see, after `show`. */
  refresh(dt: number): void {
    const { tick, arena, emotes } = this.#moment;
    this.interest.refresh({ tick, dt, arena, events: [...this.world.events] });
    if (!this.#isNews) return;
    for (const client of this.#members.values()) {
      for (const emote of emotes) if (this.interest.isShown(client, emote.id)) tell(client, "emote", emote);
    }
  }

  /**
   * Shows the bodies of a moment. Bodies that have left the arena since then are left out: they give nothing away,
   * and their roster entries are gone.
   */
  #showBodies({ bodies }: Moment): void {
    const { players } = this.state;
    const present = this.#room.state.players;
    for (const [sessionId, body] of present) {
      const shown = bodies.get(body);
      if (!shown) continue;
      const stand = this.#standInFor(body);
      copyShown(shown, stand);
      if (players.get(sessionId) !== stand) players.set(sessionId, stand);
    }
    for (const [sessionId, stand] of players) {
      const body = present.get(sessionId);
      if (body && bodies.has(body) && this.#bodies.get(body) === stand) continue;
      this.interest.forget(stand);
      players.delete(sessionId);
    }
  }

  #standInFor(body: Player): Player {
    let stand = this.#bodies.get(body);
    if (!stand) this.#bodies.set(body, (stand = this.#synced.createBody(body.id)));
    return stand;
  }
}
