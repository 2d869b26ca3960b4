import { ServerError } from "@colyseus/core";
import { JOIN_REFUSED, type JoinRefusal } from "@fray/shared-state/protocol/join-refusals";

import { refusalCounts } from "./refusal-counts.ts";

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
  unreadable: "This large room sends its state in a format that only Fray's own clients can read.",
};

/** Counts a refused join, and returns the error to throw, with a sentence for the player. */
export function refuseJoin(why: JoinRefusal, sentence: string = SENTENCES[why]): ServerError {
  refusalCounts[why]++;
  return new ServerError(JOIN_REFUSED[why], sentence);
}
