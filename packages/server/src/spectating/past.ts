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

/** The room that is shown as it was. */
interface PresentRoom {
  readonly state: ArenaState;
  readonly stepMs: number;
}

/**
 * A room as it was a while ago, for those who must not see how it is: a state of its own, with an interest of its own. So
 * whoever is sent it chooses whom to follow and moves the camera without delay, and a full state is at hand for who comes.
 */
export class Past implements Diversion {
  readonly interest: ArenaInterest;
  readonly #room: PresentRoom;
  readonly #synced: SyncedState;
  readonly #display: MomentDisplay;
  readonly #members = new Map<string, Client>();
  /** The body that stands for one of the room's. */
  readonly #bodies = new WeakMap<Player, Player>();
  #moment: Moment;
  /** It has come to that moment just now: what happened in it is news. */
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

  /** Those who are sent it. */
  get clients(): readonly Client[] {
    return [...this.#members.values()];
  }

  /** What happened in the tick that is shown. */
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

  /** Sends it to a client from now on. */
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
    // A room that has just opened has only one for a while.
    this.#isNews = moment !== this.#moment;
    this.#moment = moment;
    this.#lagTicks = lagTicks;
    this.#display.show(moment);
    this.#showBodies(moment);
  }

  /** Forgets what has changed while nobody was sent it: whoever comes is sent a full state. */
  settle(): void {
    this.serializer.applyPatches([], this.state);
  }

  /** Updates what each of its clients can see, after `show`. */
  refresh(dt: number): void {
    const { tick, arena, emotes } = this.#moment;
    this.interest.refresh({ tick, dt, arena, events: [...this.world.events] });
    if (!this.#isNews) return;
    for (const client of this.#members.values()) {
      for (const emote of emotes) if (this.interest.isShown(client, emote.id)) tell(client, "emote", emote);
    }
  }

  /** Bodies that have left the arena since are left out: nobody's secret, and their entries in the roster are gone. */
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
