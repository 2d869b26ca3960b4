import { ServerError } from "@colyseus/core";
import { JOIN_REFUSED, type JoinRefusal } from "@fray/shared-state/protocol/join-refusals";
import { UNAVAILABLE, UNAVAILABLE_CODE, type Unavailable } from "@fray/shared-state/protocol/unavailable";

/** Reasons for which a request was refused before it reached a room. */
export type RefusalReason =
  | "origin"
  | "joins"
  | "connections"
  | "openConnections"
  | "descriptors"
  | "serverFull"
  | "busy"
  | JoinRefusal;

const SENTENCES: Readonly<Record<JoinRefusal, string>> = {
  passwordNeeded: "This room has a password.",
  wrongPassword: "That is not the password of this room.",
  tooManyGuesses: "Too many wrong passwords came from your network. Try again in a minute.",
  banned: "You were banned from this room.",
  locked: "The owner has locked this room.",
  full: "This room is full. Try again in a moment, or play in another one.",
  fullOfSpectators: "This room has enough spectators. Join the fight instead, or try again in a moment.",
  tooManyRooms: "Your network has opened as many rooms as it may. Close one, or play in it.",
  notOffered: "This server does not offer such a room.",
  tooManyPlaces: "Your network takes too many places right now. Try again in a moment.",
  kicked: "You were kicked from this room. You can come back in the next round.",
  fighting: "You fight in this room. Watch it when the round is over.",
  otherBuild: "This page is of another version of Fray than the server. Reload it, or try again in a minute.",
  bannedFromServer: "You are banned from this server.",
  unknownParty: "This party does not exist on this server. Ask for a new link, or play without the party.",
  partyFull: "Your party is full. Play without it, or wait until a member leaves.",
  friendGone: "Your friend has left this room.",
  unreadable: "This room has no more places for clients that can't read snapshot records.",
};

/** Creates the error for a join while the server takes nobody in. */
export const unavailable = (why: Unavailable): ServerError => new ServerError(UNAVAILABLE_CODE, UNAVAILABLE[why]);

/** Counts the refusals of one server, and creates the errors that players read. */
export class Refusals {
  readonly #counts: Record<RefusalReason, number> = {
    origin: 0,
    joins: 0,
    connections: 0,
    openConnections: 0,
    descriptors: 0,
    serverFull: 0,
    busy: 0,
    passwordNeeded: 0,
    wrongPassword: 0,
    tooManyGuesses: 0,
    banned: 0,
    locked: 0,
    full: 0,
    fullOfSpectators: 0,
    tooManyRooms: 0,
    notOffered: 0,
    unreadable: 0,
    fighting: 0,
    kicked: 0,
    tooManyPlaces: 0,
    otherBuild: 0,
    bannedFromServer: 0,
    unknownParty: 0,
    partyFull: 0,
    friendGone: 0,
  };

  /** Number of refusals since the start, by reason. */
  get counts(): Readonly<Record<RefusalReason, number>> {
    return this.#counts;
  }

  count(why: RefusalReason): void {
    this.#counts[why]++;
  }

  /** Counts a refused join, and returns the error to throw, with a sentence for the player. */
  refuseJoin(why: JoinRefusal, sentence: string = SENTENCES[why]): ServerError {
    this.count(why);
    return new ServerError(JOIN_REFUSED[why], sentence);
  }

  /** Counts a join that needs a new room while this server opens no more rooms, and returns the error to throw. */
  serverFull(): ServerError {
    this.count("serverFull");
    return unavailable("full");
  }

  /** Counts a join that an overloaded server refuses, and returns the error to throw. */
  busy(): ServerError {
    this.count("busy");
    return unavailable("busy");
  }
}
