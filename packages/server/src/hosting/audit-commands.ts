import type { OWNER_MESSAGES } from "@fray/shared-state/protocol/owner-messages";

import type { MessageHandlers, Read, Refusal } from "../network/messages.ts";
import type { Session } from "../sessions/session.ts";
import type { Departed } from "../sessions/sessions.ts";
import type { AuditEntry } from "../storage/audit-entry.ts";

type Handlers = MessageHandlers<Session, Read<typeof OWNER_MESSAGES>>;

/** Returns handlers that also note what the owner of a room does, unless it is refused. */
export function auditCommands(
  handlers: Handlers,
  memberOf: (id: number) => Departed | undefined,
  note: (entry: Omit<AuditEntry, "id" | "at">) => void,
): Handlers {
  const noted = (owner: Session, action: string, refusal: Refusal | undefined, other?: Departed): typeof refusal => {
    if (refusal) return refusal;
    const { playerId: actorId, name: actor } = owner.roster;
    const { playerId: target = "", name = "" } = other?.roster ?? {};
    note({ actor, actorId, role: "owner", action, target, name, reason: "" });
    return undefined;
  };
  /** Looks the other up before the command: it may remove them. */
  const toAnother =
    (action: "kick" | "ban" | "pass") =>
    (owner: Session, message: { readonly id: number }): Refusal | undefined => {
      const other = memberOf(message.id);
      return noted(owner, action, handlers[action](owner, message), other);
    };
  return {
    kick: toAnother("kick"),
    ban: toAnother("ban"),
    pass: toAnother("pass"),
    bots: (owner, message) => noted(owner, `bots ${message.count}`, handlers.bots(owner, message)),
    play: (owner, message) => noted(owner, "play", handlers.play(owner, message)),
    restart: (owner, message) => noted(owner, "restart", handlers.restart(owner, message)),
    lock: (owner, message) => noted(owner, message.locked ? "lock" : "unlock", handlers.lock(owner, message)),
  };
}
