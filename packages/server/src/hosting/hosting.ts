import type { BotSkill } from "@fray/shared-state/protocol/backfill";
import type { OWNER_MESSAGES } from "@fray/shared-state/protocol/owner-messages";
import type { RoomInfo } from "@fray/shared-state/schema/room-info";

import type { Rounds } from "../match/rounds.ts";
import type { MessageHandlers, Read } from "../network/messages.ts";
import { areSamePerson } from "../sessions/identities.ts";
import type { Session } from "../sessions/session.ts";
import type { Departed, Sessions } from "../sessions/sessions.ts";
import type { Occupancy } from "./backfill.ts";
import { createOwnerCommands } from "./owner-commands.ts";
import { Ownership } from "./ownership.ts";
import { describeRoom, type RoomConfig } from "./room-config.ts";
import { RoomDoor } from "./room-door.ts";
import type { Handover, RoomInit } from "./room-init.ts";

/** A room, as far as it is somebody's. */
interface Hosted {
  readonly info: RoomInfo;
  readonly sessions: Sessions;
  readonly hasRoomToWatch: () => boolean;
  /** Counts the rounds. */
  readonly round: () => number;
  /** Keeps the matchmaker from sending anybody who does not ask for this very room, or lets it. */
  readonly hide: (isHidden: boolean) => void;
  /** Sends somebody away, wherever their line is. */
  readonly removeSession: (session: Session, why: "kicked" | "banned") => void;
}

/** Whose a room is: on what terms, who is in charge of it, and whom it lets in. */
export class Hosting {
  readonly roomConfig: RoomConfig;
  readonly door: RoomDoor;
  readonly ownership: Ownership;
  readonly #room: Hosted;
  /** Of the bots that come. */
  #skill: BotSkill;

  constructor(room: Hosted, roomConfig: RoomConfig, handover: Handover | undefined) {
    const { info, sessions, hasRoomToWatch, round } = room;
    this.#room = room;
    this.roomConfig = roomConfig;
    this.#skill = roomConfig.skill;
    const heldFor = (playerId: string) => sessions.heldFor(playerId)?.roster;
    this.door = new RoomDoor({
      password: roomConfig.password,
      hasRoomToWatch,
      heldFor,
      round,
      isFighting: (playerId) => this.#isFighting(playerId),
      bans: handover?.bans,
      kicked: handover?.kicked,
      guests: handover?.guests,
    });
    this.ownership = new Ownership(info, sessions, { isCreated: this.isOwned, heir: handover?.owner });
    describeRoom(info, roomConfig);
    if (handover) info.bots = handover.bots;
    this.#setLocked(handover?.isLocked ?? false);
  }

  /** Somebody created it, and somebody is in charge. */
  get isOwned(): boolean {
    return this.roomConfig.addressKey !== undefined;
  }

  /** What is done about what its owner says. */
  createOwnerCommands(
    rounds: Rounds,
    { bots: maxBots }: RoomInit["settings"],
  ): MessageHandlers<Session, Read<typeof OWNER_MESSAGES>> {
    return createOwnerCommands({
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
    const { joiner, roster } = person;
    if (why === "banned") this.door.ban(joiner, roster.playerId);
    else if (!joiner.isOwn) this.door.kick(joiner, roster.playerId);
    for (const session of this.#room.sessions) {
      if (session.roster === roster || areSamePerson(session, person)) this.#room.removeSession(session, why);
    }
  }

  /** What is left to a room in this one's place. */
  handOver(round: Handover["round"]): Handover {
    const { info, sessions } = this.#room;
    const { locked: isLocked, bots } = info;
    const guests = new Set(Array.from(sessions, ({ roster }) => roster.playerId).filter((id) => id !== ""));
    const { bans, kicked } = this.door;
    return { round, owner: this.ownership.playerId, guests, bans, kicked, isLocked, bots };
  }

  /** For those who fill rooms with bots. */
  occupancy(roomId: string): Occupancy {
    const { info, sessions } = this.#room;
    const guests = Array.from(sessions, ({ roster }) => roster).filter(({ backfill }) => !backfill);
    return {
      roomId,
      fighters: info.bots,
      skill: this.#skill,
      others: guests.filter(({ spectator }) => !spectator).length,
      places: this.roomConfig.maxPlayers - sessions.spectators,
      isDeserted: guests.length === 0,
      isOwned: this.isOwned,
    };
  }

  /** Whether a person is in the fight on a connection that is up. */
  #isFighting(playerId: string): boolean {
    const somebody = { joiner: { playerId }, roster: { playerId } };
    return Array.from(this.#room.sessions).some(
      (session) => session.client && session.player && areSamePerson(session, somebody),
    );
  }

  #setLocked(isLocked: boolean): void {
    const { info, hide } = this.#room;
    this.door.isLocked = isLocked;
    info.locked = isLocked;
    hide(this.roomConfig.private || this.roomConfig.password !== "" || isLocked);
  }
}
