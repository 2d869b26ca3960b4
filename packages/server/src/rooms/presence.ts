import type { Presence } from "@fray/shared-state/protocol/presence";

import { tell } from "../network/messages.ts";
import type { Session } from "../sessions/session.ts";
import type { Sessions } from "../sessions/sessions.ts";

/**
 * Largest number of members of a room that announces joins and leaves. In larger rooms players do not follow them,
 * and the number of messages grows with the square of the members: while 1000 clients joined, these messages took a
 * sixth of the server's time.
 */
const MAX_ANNOUNCED_MEMBERS = 64;

/**
 * Sends all other members a notice that a person joined or left. Bots are not announced, because they come and go in
 * large numbers.
 */
export function announcePresence(sessions: Sessions, { roster }: Session, what: Presence): void {
  if (roster.bot || sessions.size > MAX_ANNOUNCED_MEMBERS) return;
  const { id, name } = roster;
  for (const { client, roster: other } of sessions) {
    if (client && other.id !== id) tell(client, "presence", { id, name, what });
  }
}
