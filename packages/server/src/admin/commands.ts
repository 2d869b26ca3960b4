import { assertNever } from "@fray/shared-state/assert-never";
import { z } from "zod";

import { ArenaRoom } from "../rooms/arena-room.ts";

const Code = z.coerce.number().int().min(0);

/** What can be done to a room, as forms send it. */
const Command = z.discriminatedUnion("do", [
  z.object({ do: z.literal("end") }),
  z.object({ do: z.literal("play"), turn: Code }),
  z.object({ do: z.literal("kick"), id: Code }),
  z.object({ do: z.literal("close") }),
]);
export type Command = z.infer<typeof Command>;

/** Reads the fields of a form; undefined when they are no command. */
export function parseCommand(form: string): Command | undefined {
  return Command.safeParse(Object.fromEntries(new URLSearchParams(form))).data;
}

/** Does as told; false when there is no such room, or nobody and nothing of that number in it. */
export function carryOut(roomId: string, command: Command): boolean {
  const room = Array.from(ArenaRoom.open).find((open) => open.roomId === roomId);
  if (!room) return false;
  switch (command.do) {
    case "end":
      room.control.endRound();
      return true;
    case "play":
      return room.control.playRound(command.turn);
    case "kick":
      return room.control.kick(command.id);
    case "close":
      room.control.close();
      return true;
    default:
      return assertNever(command);
  }
}
