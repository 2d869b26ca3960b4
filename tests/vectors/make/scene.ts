import { Arena } from "@fray/shared-state/arena/arena";
import { weaponCode } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { Flag } from "@fray/shared-state/schema/match-state";
import { Pickup } from "@fray/shared-state/schema/pickup";
import type { Player } from "@fray/shared-state/schema/player";
import { PlanEntry } from "@fray/shared-state/schema/room-info";
import type { Command } from "@fray/shared-state/simulation/command";

import { SyncRoom, type Kind, type PacedConnection } from "../../support/sync-room.ts";

const OBSERVER = "observer";
const FIELD = new Arena({
  name: "field",
  width: 120,
  height: 80,
  walls: [{ left: 40, top: 0, right: 41, bottom: 20 }],
  spawns: [{ x: 20, y: 12, team: 0 }],
  // On the observer's way.
  pickups: [{ x: 29.5, y: 9.5, kind: "overdrive" }],
});
const SOON = 1;

/**
 * A room in which everything happens that a client can be sent: all operations of the game's schema, all parts of a
 * frame of records, and all events.
 */
export class Scene {
  readonly room: SyncRoom;
  readonly observer: PacedConnection;
  readonly #pickups = [0, 1, 2, 3].map((kind) => Object.assign(new Pickup(), { x: 8 + kind, y: 9.5, kind }));
  readonly #flags = [1, 2].map((team) => Object.assign(new Flag(), { team, x: 10 * team, y: 12 }));
  #buttons = 0;
  #move = 1;
  #aim = 0;

  constructor(kind: Kind) {
    this.room = new SyncRoom(kind, FIELD, 5);
    this.room.join("first");
    this.observer = this.room.join(OBSERVER);
  }

  /** Plays on, and yields a sentence after each step. */
  *play(): Iterable<string> {
    const { room } = this;
    const { state, world } = room;
    const { match, pickups, roster } = state;
    yield "The full state.";
    yield this.#step("The bodies spawn.");
    yield this.#step("The round begins, and its scores are set.", () => {
      Object.assign(match, { mode: 2, phase: 1, round: 1, endTick: 9000, scoreLimit: 3 });
      match.scores.splice(0, match.scores.length, 0, 0);
      state.map = "field";
      state.room.plans.push(...[0, 2].map((mode) => Object.assign(new PlanEntry(), { map: "field", mode })));
    });
    yield this.#step("Pickups and flags are laid out.", () => {
      pickups.push(...this.#pickups);
      match.flags.push(...this.#flags);
    });
    yield this.#step("Others join.", () => {
      room.join("second", { team: 1 });
      room.join("Grüße 👋", { team: 2 });
    });
    yield this.#step("Their bodies spawn, some of them in sight.", () => {
      this.#put("first", { x: 24, y: 12 });
      this.#put("second", { x: 18, y: 10 });
      this.#put("Grüße 👋", { x: 80, y: 50 });
      this.#put(OBSERVER, { x: 20, y: 12 });
    });
    for (const aim of [0, 1, 4]) yield this.#step("Everybody runs and turns.", () => (this.#aim = aim));
    yield this.#step("Everybody dashes.", () => (this.#buttons = BUTTON.dash));
    yield this.#step("Everybody stands still and turns.", () => {
      for (const body of state.players.values()) Object.assign(body, { vx: 0, vy: 0, dashSteps: 0 });
      this.#move = 0;
      this.#aim = 2;
    });
    yield this.#step("Pulses are fired.", () => {
      this.#buttons = BUTTON.fire;
      this.#move = 1;
      this.#aim = 0;
    });
    yield this.#step("Rockets are fired.", () => {
      for (const body of state.players.values())
        Object.assign(body, { special: weaponCode("rocket"), specialAmmo: 4, fireCooldown: 0, specialCooldown: 0 });
      this.#put("second", { x: 27, y: 11.5, health: 5, shielded: false });
      this.#buttons = BUTTON.special;
    });
    for (let tick = 0; tick < 8; tick++) yield this.#step("Shots fly, and hit.");
    yield this.#step("The rail is charged.", () => {
      this.#put(OBSERVER, { special: weaponCode("rail"), fireCooldown: 0, specialCooldown: 0 });
      this.#buttons = BUTTON.special;
    });
    for (let tick = 0; tick < 4; tick++) yield this.#step("The rail is charged, and fires.");
    yield this.#step("A pickup is taken, a flag is carried, a team scores.", () => {
      world.events.length = 0;
      Object.assign(this.#pickups[1] ?? {}, { available: false });
      Object.assign(this.#flags[0] ?? {}, { carrier: 2, home: false, x: 17.25 });
      match.scores[1] = 2;
      Object.assign(roster.get("first") ?? {}, { score: 300, ping: 45, connected: false });
    });
    yield this.#step("A body leaves the observer's sight.", () => this.#put("first", { x: 100, y: 70 }));
    yield this.#step("It is back.", () => this.#put("first", { x: 22.5, y: 11.25, health: 40 }));
    yield this.#step("It moves by more than a step.", () => this.#put("first", { x: 25.5, y: 9 }));
    yield this.#step("It respawns elsewhere, in sight.", () => this.#put("first", { x: 12, y: 17, lives: 7 }));
    yield this.#step("The podium is shown.", () => {
      Object.assign(match, { phase: 2, winner: 2, nextMap: "foundry", nextMode: 3 });
      match.podium.splice(0, match.podium.length, 4, 2, 1);
      match.awards.push(3, 4, 12);
      match.ballot.push(1, 0);
      match.votes.push(2, 0);
    });
    yield this.#step("Another podium is shorter.", () => void match.podium.splice(0, match.podium.length, 3, 300));
    yield this.#step("The podium is empty, and the scores are reset.", () => {
      match.podium.splice(0);
      match.awards.splice(0);
      match.ballot.splice(0);
      match.votes.splice(0);
      match.scores.splice(0, match.scores.length, 0, 0);
      match.nextMap = "";
    });
    yield this.#step("The next map has fewer pickups, no flags and a hill.", () => {
      pickups.splice(2);
      match.flags.splice(0);
      state.map = "foundry";
      Object.assign(match.hill, { x: 30.5, y: 16, radius: 3.5, moveTick: 70_000 });
    });
    yield this.#step("The map after it has all of them.", () => {
      match.flags.push(...this.#flags);
      pickups.push(...this.#pickups.slice(2));
    });
    yield this.#step("The flags are removed and added again in one patch.", () => {
      match.flags.splice(0);
      match.flags.push(...this.#flags);
    });
    yield this.#step("Somebody leaves the room.", () => room.leave("second"));
    yield this.#step("The observer becomes a spectator, and has no body.", () => room.watchOnly(OBSERVER));
    yield this.#step("The observer fights again.", () => void room.fight(OBSERVER, 2));
    yield this.#step("Its body spawns.", () => this.#put(OBSERVER, { respawnTick: SOON }));
    yield this.#step("After two skipped patches, one frame carries what they would have said.", () => {
      room.passedOver.add(OBSERVER);
      for (const kills of [3, 4]) {
        state.tickTime = 1500 + kills;
        Object.assign(roster.get("first") ?? {}, { kills });
        this.#step("", () => (this.#buttons = BUTTON.fire));
      }
      room.passedOver.clear();
    });
    this.observer.frames.length = 0;
    room.reconnect(OBSERVER);
    yield "The observer reconnects, and the full state replaces everything.";
  }

  #put(name: string, values: Partial<Player>): void {
    Object.assign(this.room.state.players.get(name) ?? {}, values);
  }

  /** One tick, in which each body runs to the right and slowly up. The buttons count for this tick alone. */
  #step(about: string, change = (): unknown => undefined): string {
    this.observer.frames.length = 0;
    change();
    const { room } = this;
    const input = { moveX: this.#move, moveY: -this.#move / 4, aim: this.#aim, buttons: this.#buttons };
    this.#buttons = 0;
    room.tick(
      Array.from(room.state.players.values(), (fighter): Command => ({ fighter, seq: room.world.tick, input })),
    );
    return about;
  }
}
