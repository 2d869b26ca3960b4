import type { Runtime } from "@fray/netcode/core";
import type { OWNER_MESSAGES } from "@fray/shared-state/protocol/owner-messages";
import type { RoomInfo } from "@fray/shared-state/schema/room-info";

import type { Rounds } from "../match/rounds.ts";
import type { MessageHandlers, Read } from "../network/messages.ts";
import { areSamePerson } from "../sessions/identities.ts";
import type { Session } from "../sessions/session.ts";
import type { Departed, Sessions } from "../sessions/sessions.ts";
import type { KnownLevels } from "../skill/known-levels.ts";
import { RoomSkill } from "../skill/room-skill.ts";
import type { Occupancy } from "./backfill.ts";
import { fightersWanted } from "./even-fighters.ts";
import { createOwnerCommands } from "./owner-commands.ts";
import { Ownership } from "./ownership.ts";
import { describeRoom, type RoomConfig } from "./room-config.ts";
import { RoomDoor } from "./room-door.ts";
import type { Handover, RoomInit } from "./room-init.ts";

/** A room, as far as hosting needs it. */
interface Hosted {
  readonly runtime: Runtime;
  readonly info: RoomInfo;
  readonly sessions: Sessions;
  readonly levels: KnownLevels;
  readonly hasRoomToWatch: () => boolean;
  /** Returns the number of the current round. */
  readonly round: () => number;
  /** Whether the current round has teams. */
  readonly hasTeams: () => boolean;
  /** Hides the room from quick play and the room list, or shows it again. Players with its id can still join. */
  readonly hide: (isHidden: boolean) => void;
  /** Disconnects a session, or ends it if it is held without a connection. */
  readonly removeSession: (session: Session, why: "kicked" | "banned") => void;
}

/** Hosting of one room: its config, its owner, and its admission. */
export class Hosting {
  readonly roomConfig: RoomConfig;
  readonly door: RoomDoor;
  readonly ownership: Ownership;
  /** Skill of the bots that fill the room. */
  readonly skill: RoomSkill;
  readonly #room: Hosted;

  constructor(room: Hosted, roomConfig: RoomConfig, handover: Handover | undefined) {
    const { runtime, info, sessions, hasRoomToWatch, round } = room;
    this.#room = room;
    this.roomConfig = roomConfig;
    this.skill = new RoomSkill(handover?.skill ?? roomConfig.skill, room.levels);
    const heldFor = (playerId: string) => sessions.heldFor(playerId)?.roster;
    this.door = new RoomDoor({
      runtime,
      password: roomConfig.password,
      hasRoomToWatch,
      heldFor,
      round,
      isFighting: (playerId) => this.#isFighting(playerId),
      bans: handover?.bans,
      guests: handover?.guests,
    });
    this.ownership = new Ownership(info, sessions, { isCreated: this.isOwned, previousOwner: handover?.owner });
    describeRoom(info, roomConfig);
    if (handover) info.bots = handover.bots;
    this.#setLocked(handover?.isLocked ?? false);
  }

  /** Whether a person created the room, so that it has an owner. */
  get isOwned(): boolean {
    return this.roomConfig.addressKey !== undefined;
  }

  /** Creates the handlers for the messages of the owner. */
  createOwnerCommands(
    rounds: Pick<Rounds, "plans" | "play" | "restart">,
    { bots: maxBots }: RoomInit["settings"],
  ): MessageHandlers<Session, Read<typeof OWNER_MESSAGES>> {
    return createOwnerCommands({
      ...this.#room,
      ownership: this.ownership,
      rounds,
      maxBots,
      setSkill: (skill) => (this.skill.choice = skill),
      setLocked: (isLocked) => this.#setLocked(isLocked),
      remove: (person, why) => this.remove(person, why),
    });
  }

  /** Removes all sessions of a person and refuses them from now on. The person may have left already. */
  remove(person: Departed, why: "kicked" | "banned"): void {
    const { joiner, roster } = person;
    if (why === "banned") this.door.ban(joiner, roster.playerId);
    else if (!joiner.isOwn) this.door.kick(joiner, roster.playerId);
    for (const session of this.#room.sessions) {
      if (session.roster === roster || areSamePerson(session, person)) this.#room.removeSession(session, why);
    }
  }

  /** Returns the data that a room which replaces this one needs. */
  handOver(round: Handover["round"]): Handover {
    const { info, sessions } = this.#room;
    const { locked: isLocked, bots } = info;
    const guests = new Set(Array.from(sessions, ({ roster }) => roster.playerId).filter((id) => id !== ""));
    const { bans, kicked } = this.door;
    return { round, owner: this.ownership.playerId, guests, bans, kicked, isLocked, bots, skill: this.skill.choice };
  }

  /** Returns what the backfill needs to decide on bots. */
  occupancy(roomId: string): Occupancy {
    const { info, sessions } = this.#room;
    const guests = Array.from(sessions, ({ roster }) => roster).filter(({ backfill }) => !backfill);
    return {
      roomId,
      fighters: fightersWanted(info.bots, guests, this.#room.hasTeams()),
      skill: this.skill.choice,
      steps: this.skill.steps,
      others: guests.filter(({ spectator }) => !spectator).length,
      places: this.roomConfig.maxPlayers - sessions.spectators,
      isDeserted: guests.length === 0,
      isOwned: this.isOwned,
    };
  }

  /** Lets the bots follow the people who fight here. Call it about once a second. */
  followPeople(): void {
    const roster = Array.from(this.#room.sessions, ({ roster: entry }) => entry);
    this.skill.follow(roster.filter(({ bot, spectator }) => !bot && !spectator));
  }

  /** Whether a person has a body and a connection that is up. */
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
