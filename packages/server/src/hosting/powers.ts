import type { BotSkill } from "@fray/shared-state/protocol/backfill";
import type { OWNER_MESSAGES } from "@fray/shared-state/protocol/owner-messages";
import type { RoomInfo } from "@fray/shared-state/schema/room-info";

import type { Rounds } from "../match/rounds.ts";
import { refusal, type MessageHandlers, type Read, type Refusal } from "../network/messages.ts";
import type { Seat } from "../seats/seat.ts";
import type { Seats } from "../seats/seats.ts";
import type { Ownership } from "./ownership.ts";

interface Powers {
  readonly info: RoomInfo;
  readonly seats: Seats;
  readonly ownership: Ownership;
  readonly rounds: Pick<Rounds, "plans" | "play" | "restart">;
  /** Bots that the host allows in a room. */
  readonly maxBots: number;
  readonly setSkill: (skill: BotSkill) => void;
  readonly setLocked: (locked: boolean) => void;
  /** Sends somebody away, wherever their line is; banned ones may not come back. */
  readonly remove: (seat: Seat, why: "kicked" | "banned") => void;
}

const ONLY_THE_OWNER = refusal("notAllowed", "Only the owner of a room can do that.");
const NOBODY_THERE = refusal("notAllowed", "Nobody of that number is in the room.");

/** What a room does about what its owner says. */
export function createPowers({
  info,
  seats,
  ownership,
  rounds,
  ...room
}: Powers): MessageHandlers<Seat, Read<typeof OWNER_MESSAGES>> {
  const ofOwner =
    <Message>(handle: (owner: Seat, message: Message) => Refusal | undefined) =>
    (seat: Seat, message: Message): Refusal | undefined =>
      ownership.isOwner(seat) ? handle(seat, message) : ONLY_THE_OWNER;

  /** Does something about another one in the room. */
  const toAnother = (act: (other: Seat) => Refusal | undefined) =>
    ofOwner((owner, { id }: { readonly id: number }) => {
      const other = seats.byId(id);
      if (!other) return NOBODY_THERE;
      return other === owner ? refusal("notAllowed", "You can't do that to yourself.") : act(other);
    });

  return {
    kick: toAnother((other) => {
      if (other.roster.backfill) return refusal("notAllowed", "The room's own bots go by setting how many there are.");
      room.remove(other, "kicked");
      return undefined;
    }),

    ban: toAnother((other) => {
      if (other.roster.bot) return refusal("notAllowed", "Only people are banned.");
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

    pass: toAnother((other) => {
      if (other.roster.bot) return refusal("notAllowed", "Bots are in charge of nothing.");
      ownership.pass(other);
      return undefined;
    }),
  };
}
