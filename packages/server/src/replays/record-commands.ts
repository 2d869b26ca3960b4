import type { OWNER_MESSAGES } from "@fray/shared-state/protocol/owner-messages";
import type { RoomInfo } from "@fray/shared-state/schema/room-info";

import type { Rounds } from "../match/rounds.ts";
import type { MessageHandlers, Read, Refusal } from "../network/messages.ts";
import type { Session } from "../sessions/session.ts";
import type { RoomRecording } from "./room-recording.ts";

type Handlers = MessageHandlers<Session, Read<typeof OWNER_MESSAGES>>;
type CommandLog = Pick<RoomRecording, "command">;

/** Returns handlers that also record the commands of a room's owner which are not refused. */
export function recordCommands(handlers: Handlers, recording: CommandLog): Handlers {
  const log = (refusal: Refusal | undefined, ...command: Parameters<CommandLog["command"]>): Refusal | undefined => {
    if (!refusal) recording.command(...command);
    return refusal;
  };
  return {
    ...handlers,
    kick: (owner, message) => log(handlers.kick(owner, message), owner.roster.id, "kick", message.id),
    ban: (owner, message) => log(handlers.ban(owner, message), owner.roster.id, "ban", message.id),
    bots: (owner, message) => log(handlers.bots(owner, message), owner.roster.id, "bots", message.count),
    lock: (owner, message) => log(handlers.lock(owner, message), owner.roster.id, "lock", Number(message.locked)),
    pass: (owner, message) => log(handlers.pass(owner, message), owner.roster.id, "pass", message.id),
  };
}

/** Returns the rounds for a room's owner. A command that starts another round ends the recording, and is its last. */
export function recordRounds(
  rounds: Rounds,
  info: Pick<RoomInfo, "owner">,
  recording: CommandLog,
): Pick<Rounds, "plans" | "play" | "restart"> {
  return {
    plans: rounds.plans,
    play: (turn) => {
      recording.command(info.owner, "play", turn);
      rounds.play(turn);
    },
    restart: () => {
      recording.command(info.owner, "restart", 0);
      rounds.restart();
    },
  };
}
