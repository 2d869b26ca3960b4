import type { BotSkill } from "@fray/shared-state/protocol/backfill";
import type { OWNER_MESSAGES } from "@fray/shared-state/protocol/owner-messages";
import type { RoomInfo } from "@fray/shared-state/schema/room-info";

import type { Rounds } from "../match/rounds.ts";
import type { MessageHandlers, Read } from "../network/messages.ts";
import type { Seat } from "../seats/seat.ts";
import type { Seats } from "../seats/seats.ts";
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
    const { info, seats, hasRoomToWatch } = room;
    this.#room = room;
    this.terms = terms;
    this.#skill = terms.skill;
    const heldFor = (playerId: string) => seats.heldFor(playerId)?.roster;
    this.door = new RoomDoor({
      password: terms.password,
      hasRoomToWatch,
      heldFor,
      bans: legacy?.bans,
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
      remove: (seat, why) => {
        if (why === "banned") this.door.ban(seat.visitor, seat.roster.playerId);
        this.#room.sendAway(seat, why);
      },
    });
  }

  /** What is left to a room in this one's place. */
  bequeath(round: Legacy["round"]): Legacy {
    const { info, seats } = this.#room;
    const { locked: isLocked, bots } = info;
    const guests = new Set(Array.from(seats, ({ roster }) => roster.playerId).filter((id) => id !== ""));
    return { round, owner: this.ownership.playerId, guests, bans: this.door.bans, isLocked, bots };
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

  #setLocked(isLocked: boolean): void {
    const { info, hide } = this.#room;
    this.door.isLocked = isLocked;
    info.locked = isLocked;
    hide(this.terms.private || this.terms.password !== "" || isLocked);
  }
}
