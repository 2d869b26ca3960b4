import { assertNever } from "@fray/shared-state/assert-never";
import { z } from "zod";

import type { Role } from "../moderation/staff.ts";
import type { ArenaRoom } from "../rooms/arena-room.ts";
import { Penalty } from "./penalty.ts";

const Code = z.coerce.number().int().min(0);

/** The commands for a room, as the forms send them. */
const Command = z.discriminatedUnion("do", [
  z.object({ do: z.literal("end") }),
  z.object({ do: z.literal("play"), turn: Code }),
  z.object({ do: z.literal("kick"), id: Code }),
  z.object({ do: z.literal("ban"), id: Code, ...Penalty.shape }),
  z.object({ do: z.literal("mute"), id: Code, ...Penalty.shape }),
  z.object({ do: z.literal("close") }),
]);
export type Command = z.infer<typeof Command>;

/** Who may give a command. */
export const ROLES_OF_COMMANDS = {
  end: ["admin"],
  play: ["admin"],
  kick: ["admin", "moderator"],
  ban: ["admin", "moderator"],
  mute: ["admin", "moderator"],
  close: ["admin"],
} as const satisfies Record<Command["do"], readonly Role[]>;

/** Parses the fields of a form; returns undefined when they are not a command. */
export function parseCommand(form: string): Command | undefined {
  return Command.safeParse(Object.fromEntries(new URLSearchParams(form))).data;
}

/** Executes a command that is over in the room. Returns false when it names nobody and no round. */
export function carryOut(room: ArenaRoom, command: Exclude<Command, { do: "ban" | "mute" }>): boolean {
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
