import type { BotSkill } from "@fray/shared-state/protocol/bot-skill";
import type { OWNER_MESSAGES } from "@fray/shared-state/protocol/owner-messages";
import type { RoomInfo } from "@fray/shared-state/schema/room-info";

import type { Rounds } from "../match/rounds.ts";
import { refusal, type MessageHandlers, type Read, type Refusal } from "../network/messages.ts";
import { areSamePerson } from "../sessions/identities.ts";
import type { Session } from "../sessions/session.ts";
import type { Departed, Sessions } from "../sessions/sessions.ts";
import type { Ownership } from "./ownership.ts";

interface OwnerActions {
  readonly info: RoomInfo;
  readonly sessions: Sessions;
  readonly ownership: Ownership;
  readonly rounds: Pick<Rounds, "plans" | "play" | "restart">;
  /** Maximum number of bots that the host allows in a room. */
  readonly maxBots: number;
  readonly setSkill: (skill: BotSkill) => void;
  readonly setLocked: (locked: boolean) => void;
  /**
   * Removes all sessions of a person and refuses them: a kicked person until the next round, a banned person for
   * good.
   */
  readonly remove: (person: Departed, why: "kicked" | "banned") => void;
}

const ONLY_THE_OWNER = refusal("notAllowed", "Only the owner of a room can do that.");
const NOT_YOURSELF = refusal("notAllowed", "You can't do that to yourself.");
const NO_SUCH_MEMBER = refusal("notAllowed", "No member of the room has that number.");

/** Creates the handlers for the messages of a room's owner. */
export function createOwnerCommands({
  info,
  sessions,
  ownership,
  rounds,
  ...room
}: OwnerActions): MessageHandlers<Session, Read<typeof OWNER_MESSAGES>> {
  const ofOwner =
    <Message>(handle: (owner: Session, message: Message) => Refusal | undefined) =>
    (session: Session, message: Message): Refusal | undefined =>
      ownership.isOwner(session) ? handle(session, message) : ONLY_THE_OWNER;

  /** Wraps an action on another member who is in the room or has left it a short time ago. */
  const toAnother = (act: (other: Departed) => Refusal | undefined) =>
    ofOwner((owner, { id }: { readonly id: number }) => {
      const other = sessions.byId(id) ?? sessions.departed(id);
      if (!other) return NO_SUCH_MEMBER;
      // This also refuses commands against the owner's own second connection.
      return other === owner || areSamePerson(other, owner) ? NOT_YOURSELF : act(other);
    });

  return {
    kick: toAnother((other) => {
      if (other.roster.backfill) return refusal("notAllowed", "To remove the room's own bots, lower their number.");
      room.remove(other, "kicked");
      return undefined;
    }),

    ban: toAnother((other) => {
      if (other.roster.bot) return refusal("notAllowed", "Only people can be banned.");
      room.remove(other, "banned");
      return undefined;
    }),

    bots: ofOwner((_owner, { count, skill }) => {
      if (count > room.maxBots) return refusal("notAllowed", `Rooms of this server have at most ${room.maxBots} bots.`);
      info.bots = count;
      if (skill) room.setSkill(skill);
      return undefined;
    }),

    play: ofOwner((_owner, { turn }) => {
      if (!rounds.plans[turn]) return refusal("notAllowed", "There is no such round in this room.");
      rounds.play(turn);
      return undefined;
    }),

    restart: ofOwner(() => {
      rounds.restart();
      return undefined;
    }),

    lock: ofOwner((_owner, { locked }) => {
      room.setLocked(locked);
      return undefined;
    }),

    pass: ofOwner((owner, { id }) => {
      const other = sessions.byId(id);
      if (!other) return NO_SUCH_MEMBER;
      if (other === owner) return NOT_YOURSELF;
      if (other.roster.bot) return refusal("notAllowed", "A bot can't be the owner of a room.");
      ownership.pass(other);
      return undefined;
    }),
  };
}
