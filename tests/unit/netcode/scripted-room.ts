import { ClientState, type Client } from "@colyseus/core";
import { Decoder } from "@colyseus/schema";
import { ArenaInterest } from "@fray/server/internal/interest/arena-interest";
import { createArenaRecords } from "@fray/server/internal/sync/arena-records";
import { Arena } from "@fray/shared-state/arena/arena";
import { ArenaState, createCrowdState } from "@fray/shared-state/schema/arena-state";
import { Pickup } from "@fray/shared-state/schema/pickup";
import type { Player } from "@fray/shared-state/schema/player";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { createFighter } from "@fray/shared-state/simulation/body";

import { namesSentTo } from "../../support/declared-fields.ts";

export const PEERS = 4;
/** Protocol code and the time of the patch. */
const TIMED_HEAD_BYTES = 9;
/** Hidden to all who are more than 3 u away. */
const BUSH = { left: 40, top: 0, right: 60, bottom: 100 };
const map = new Arena({ name: "field", width: 100, height: 100, walls: [], spawns: [], bushes: [BUSH] });

/** One client's messages, decoded as any client would. */
class Peer {
  readonly client: Client;
  readonly decoder = new Decoder(new ArenaState());
  readonly frames: Uint8Array[] = [];

  constructor(sessionId: string) {
    const raw = (frame: Uint8Array) => {
      this.frames.push(frame);
      this.decoder.decode(frame, { offset: TIMED_HEAD_BYTES });
    };
    // It has no connection of its own, so `raw` is called.
    this.client = { sessionId, state: ClientState.JOINED, ref: {}, raw } as unknown as Client;
  }
}

/**
 * Every client receives the roster, the round and the pickups. Of bodies it receives the visible ones, and more
 * fields of its own.
 */
function told(state: ArenaState, bodies: Iterable<[string, Player]>, own: string) {
  const { room: _, players: __, ...common } = state.toJSON();
  const seen = Array.from(bodies, ([sessionId, player]) => {
    const names = sessionId === own ? namesSentTo("identity", "seen", "owner") : namesSentTo("identity", "seen");
    return [sessionId, Object.fromEntries(names.map((name) => [name, player[name]]))] as const;
  });
  return { common, seen: Object.fromEntries(seen.toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

/** A room without its rules: things change as they are told to, and each tick ends with a patch. */
export class ScriptedRoom {
  readonly state = createCrowdState();
  readonly peers = Array.from({ length: PEERS }, (_, index) => new Peer(`peer${index}`));
  readonly interest: ArenaInterest;
  readonly #serializer: ReturnType<typeof createArenaRecords>["serializer"];
  #due = new Set<Client>();
  #tick = 1000;
  #ids = 0;

  constructor() {
    this.state.pickups.push(Object.assign(new Pickup(), { x: 1, y: 2 }));
    this.#serializer = createArenaRecords({
      readsRecords: () => false,
      acknowledged: () => 0,
      isDue: (client) => this.#due.has(client),
      isProvisional: () => false,
      firstRefId: 0,
    }).serializer;
    this.#serializer.reset(this.state);
    this.interest = new ArenaInterest(this.state, map, (client) => this.#serializer.viewFor(client));
    for (const { client } of this.peers) {
      const { sessionId } = client;
      this.state.roster.set(sessionId, Object.assign(new RosterEntry(), { id: this.#ids, name: sessionId }));
      this.interest.watch(client);
      this.enter(sessionId);
    }
    for (const { client } of this.peers) client.raw(this.#serializer.getFullState(client, { sNow: 0 }));
  }

  enter(sessionId: string): void {
    if (this.state.players.has(sessionId)) return;
    const player = Object.assign(createFighter(++this.#ids), { x: 50, y: 50, alive: true, lives: 1 }) as Player;
    this.state.players.set(sessionId, player);
    this.interest.embody(sessionId, player);
  }

  leave(sessionId: string): void {
    const player = this.state.players.get(sessionId);
    if (!player) return;
    this.interest.forget(player);
    this.state.players.delete(sessionId);
  }

  /** Ends a tick: those peers are sent its patch. */
  patch(due: readonly number[]): void {
    this.#due = new Set(due.flatMap((index) => this.peers[index]?.client ?? []));
    this.interest.refresh({ tick: ++this.#tick, dt: 1 / 30, arena: map, events: [] });
    const clients = this.peers.map(({ client }) => client);
    this.#serializer.applyPatches(clients, this.state, { sNow: this.#tick });
  }

  /** Compares the state that a peer should hold after a patch with the state that it holds. */
  compare(index: number): readonly [held: unknown, truth: unknown] {
    const { client, decoder } = this.peers[index] ?? new Peer("nobody");
    const visible = Array.from(this.state.players).filter(([, { id }]) => this.interest.isShown(client, id));
    const held = decoder.state;
    return [told(held, held.players ?? [], client.sessionId), told(this.state, visible, client.sessionId)];
  }
}
