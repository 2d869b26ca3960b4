import type { BotSkill } from "@fray/shared-state/protocol/backfill";
import type { OWNER_MESSAGES } from "@fray/shared-state/protocol/owner-messages";
import type { RoomInfo } from "@fray/shared-state/schema/room-info";

import type { Rounds } from "../match/rounds.ts";
import type { MessageHandlers, Read } from "../network/messages.ts";
import { areSamePerson } from "../seats/identities.ts";
import type { Seat } from "../seats/seat.ts";
import type { Departed, Seats } from "../seats/seats.ts";
import type { Occupancy } from "./backfill.ts";
import type { Legacy, Opening } from "./opening.ts";
import { Ownership } from "./ownership.ts";
import { createPowers } from "./powers.ts";
import { RoomDoor } from "./room-door.ts";
import { describeRoom, type RoomTerms } from "./room-terms.ts";

/** A room, as far as it is somebody's. */
interface Hosted {
  readonly info: RoomInfo;
  readonly seats: Seats;
  readonly hasRoomToWatch: () => boolean;
  /** Counts the rounds. */
  readonly round: () => number;
  /** Keeps the matchmaker from sending anybody who does not ask for this very room, or lets it. */
  readonly hide: (isHidden: boolean) => void;
  /** Sends somebody away, wherever their line is. */
  readonly sendAway: (seat: Seat, why: "kicked" | "banned") => void;
}

/** Whose a room is: on what terms, who is in charge of it, and whom it lets in. */
export class Hosting {
  readonly terms: RoomTerms;
  readonly door: RoomDoor;
  readonly ownership: Ownership;
  readonly #room: Hosted;
  /** Of the bots that come. */
  #skill: BotSkill;

  constructor(room: Hosted, terms: RoomTerms, legacy: Legacy | undefined) {
    const { info, seats, hasRoomToWatch, round } = room;
    this.#room = room;
    this.terms = terms;
    this.#skill = terms.skill;
    const heldFor = (playerId: string) => seats.heldFor(playerId)?.roster;
    this.door = new RoomDoor({
      password: terms.password,
      hasRoomToWatch,
      heldFor,
      round,
      isFighting: (playerId) => this.#isFighting(playerId),
      bans: legacy?.bans,
      kicked: legacy?.kicked,
      guests: legacy?.guests,
    });
    this.ownership = new Ownership(info, seats, { isCreated: this.isOwned, heir: legacy?.owner });
    describeRoom(info, terms);
    if (legacy) info.bots = legacy.bots;
    this.#setLocked(legacy?.isLocked ?? false);
  }

  /** Somebody created it, and somebody is in charge. */
  get isOwned(): boolean {
    return this.terms.addressKey !== undefined;
  }

  /** What is done about what its owner says. */
  createPowers(
    rounds: Rounds,
    { bots: maxBots }: Opening["settings"],
  ): MessageHandlers<Seat, Read<typeof OWNER_MESSAGES>> {
    return createPowers({
      ...this.#room,
      ownership: this.ownership,
      rounds,
      maxBots,
      setSkill: (skill) => (this.#skill = skill),
      setLocked: (isLocked) => this.#setLocked(isLocked),
      remove: (person, why) => this.remove(person, why),
    });
  }

  /** Sends a person away from all their places in the room, or one who has just left it, and keeps them out. */
  remove(person: Departed, why: "kicked" | "banned"): void {
    const { visitor, roster } = person;
    if (why === "banned") this.door.ban(visitor, roster.playerId);
    else if (!visitor.isOwn) this.door.kick(visitor, roster.playerId);
    for (const seat of this.#room.seats) {
      if (seat.roster === roster || areSamePerson(seat, person)) this.#room.sendAway(seat, why);
    }
  }

  /** What is left to a room in this one's place. */
  bequeath(round: Legacy["round"]): Legacy {
    const { info, seats } = this.#room;
    const { locked: isLocked, bots } = info;
    const guests = new Set(Array.from(seats, ({ roster }) => roster.playerId).filter((id) => id !== ""));
    const { bans, kicked } = this.door;
    return { round, owner: this.ownership.playerId, guests, bans, kicked, isLocked, bots };
  }

  /** For those who fill rooms with bots. */
  occupancy(roomId: string): Occupancy {
    const { info, seats } = this.#room;
    const guests = Array.from(seats, ({ roster }) => roster).filter(({ backfill }) => !backfill);
    return {
      roomId,
      fighters: info.bots,
      skill: this.#skill,
      others: guests.filter(({ spectator }) => !spectator).length,
      places: this.terms.maxPlayers - seats.spectators,
      isDeserted: guests.length === 0,
      isOwned: this.isOwned,
    };
  }

  /** Whether a person is in the fight on a connection that is up. */
  #isFighting(playerId: string): boolean {
    const somebody = { visitor: { playerId }, roster: { playerId } };
    return Array.from(this.#room.seats).some((seat) => seat.client && seat.player && areSamePerson(seat, somebody));
  }

  #setLocked(isLocked: boolean): void {
    const { info, hide } = this.#room;
    this.door.isLocked = isLocked;
    info.locked = isLocked;
    hide(this.terms.private || this.terms.password !== "" || isLocked);
  }
}
