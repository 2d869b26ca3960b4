import type { ChatLine } from "@fray/shared-state/protocol/messages";

import type { Transfer } from "../handover/transfer.ts";
import { tell } from "../network/messages.ts";
import type { Session } from "../sessions/session.ts";

/** Lines that a room keeps. */
const KEPT = 50;

interface KeptLine {
  readonly line: ChatLine;
  /** Ids of the members who may read a line to a team: those of the team when it was said. */
  readonly readers: ReadonlySet<number>;
}

/** The latest chat lines of a room, for people who join, and for those who were away while something was said. */
export class ChatHistory {
  readonly #kept: KeptLine[] = [];
  #count = 0;

  /** Numbers a line and keeps it. `readers` are all members for whom it is, also those who are away. */
  keep(said: Omit<ChatLine, "number">, readers: Iterable<Pick<Session, "roster">>): ChatLine {
    const line = { number: ++this.#count, ...said };
    this.#kept.push({ line, readers: new Set(Array.from(readers, ({ roster }) => roster.id)) });
    if (this.#kept.length > KEPT) this.#kept.shift();
    return line;
  }

  /** Sends a person who has just joined the lines that everybody may read. */
  greet({ client, roster }: Session): void {
    const lines = this.readableBy(roster);
    if (client && !roster.bot && lines.length > 0) tell(client, "history", { lines });
  }

  /** Sends a person who has returned all lines, of which they have missed some. */
  catchUp({ client, roster }: Session): void {
    if (client && !roster.bot) tell(client, "history", { lines: this.readableBy(roster) });
  }

  /** Returns the lines and their count, for the room on another node that goes on with them. */
  snapshot(): Pick<Transfer, "chat" | "chatCount"> {
    const chat = this.#kept.map(({ line, readers }) => ({ line, readers: [...readers] }));
    return { chat, chatCount: this.#count };
  }

  restore({ chat, chatCount }: Pick<Transfer, "chat" | "chatCount">): void {
    this.#kept.splice(0, Infinity, ...chat.map(({ line, readers }) => ({ line, readers: new Set(readers) })));
    this.#count = chatCount;
  }

  /** Returns the lines that a member may read, oldest first. */
  readableBy({ id }: Session["roster"]): ChatLine[] {
    return this.#kept.filter(({ line, readers }) => line.scope === "all" || readers.has(id)).map(({ line }) => line);
  }
}
