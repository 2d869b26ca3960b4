import { assertNever } from "@fray/shared-state/assert-never";
import { z } from "zod";

import type { ArenaRoom } from "../rooms/arena-room.ts";

const Code = z.coerce.number().int().min(0);

/** The commands for a room, as the forms send them. */
const Command = z.discriminatedUnion("do", [
  z.object({ do: z.literal("end") }),
  z.object({ do: z.literal("play"), turn: Code }),
  z.object({ do: z.literal("kick"), id: Code }),
  z.object({ do: z.literal("close") }),
]);
export type Command = z.infer<typeof Command>;

/** Parses the fields of a form; returns undefined when they are not a command. */
export function parseCommand(form: string): Command | undefined {
  return Command.safeParse(Object.fromEntries(new URLSearchParams(form))).data;
}

/** Executes a command. Returns false when the room, or the member or round with that number, does not exist. */
export function carryOut(arenas: Iterable<ArenaRoom>, roomId: string, command: Command): boolean {
  const room = Array.from(arenas).find((open) => open.roomId === roomId);
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
