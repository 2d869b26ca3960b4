import { ServerError } from "@colyseus/core";
import { JOIN_REFUSED, type JoinRefusal } from "@fray/shared-state/protocol/join-refusals";

import { refusalCounts } from "./refusal-counts.ts";

const SENTENCES: Readonly<Record<JoinRefusal, string>> = {
  passwordNeeded: "This room has a password.",
  wrongPassword: "That is not the password of this room.",
  tooManyGuesses: "Too many wrong passwords came from your network. Try again in a minute.",
  banned: "You were banned from this room.",
  locked: "The owner of this room lets nobody else in just now.",
  full: "This room is full. Try again in a moment, or play in another one.",
  fullOfSpectators: "There are spectators enough in this room. Join the fight instead, or try again in a moment.",
  tooManyRooms: "Your network has as many rooms open as it may. Close one, or play in it.",
  notOffered: "This server does not offer such a room.",
  tooManyPlaces: "Too many places are taken from your network just now. Try again in a moment.",
  kicked: "You were sent out of this room. You may come back with the next round.",
  fighting: "You fight in this room. Watch it when the round is over.",
  unreadable: "A room for so many sends its state in a way that takes one of Fray's own clients to read.",
};

/** Counts somebody who may not come in; what it returns, thrown, tells them why. */
export function refuseJoin(why: JoinRefusal, sentence: string = SENTENCES[why]): ServerError {
  refusalCounts[why]++;
  return new ServerError(JOIN_REFUSED[why], sentence);
}
