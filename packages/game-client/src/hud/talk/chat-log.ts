import { assertNever } from "@fray/shared-state/assert-never";

import type { Standing } from "../../connection/frame.ts";
import type { Talk } from "../../connection/game-connection.ts";
import { sideOf, type Side } from "../../words/sides.ts";
import { presenceLine } from "./presence-line.ts";

const KEPT = 60;
const FRESH_MS = 9000;

export interface ChatEntry {
  readonly key: number;
  /** The author; undefined for messages of the game. */
  readonly speaker: { readonly name: string; readonly side: Side; readonly self: boolean } | undefined;
  /** Only the own team received it. */
  readonly toTeam: boolean;
  /** The server refused something that the player did. */
  readonly refusal: boolean;
  readonly text: string;
  readonly endsAt: number;
}

/** The latest messages. Both lists are new arrays only when they have changed. */
export class ChatLog {
  entries: readonly ChatEntry[] = [];
  /** Messages that are still visible while the chat is closed. */
  fresh: readonly ChatEntry[] = [];
  #count = 0;

  /** `find` looks up a player of the room by id; undefined after they have left. */
  add(talk: Talk, now: number, find: (id: number) => Standing | undefined): void {
    const entry: ChatEntry = { key: this.#count++, endsAt: now + FRESH_MS, ...entryOf(talk, find) };
    this.entries = [...this.entries, entry].slice(-KEPT);
    this.fresh = [...this.fresh, entry];
  }

  expire(now: number): void {
    if (this.fresh.some((entry) => entry.endsAt <= now)) this.fresh = this.fresh.filter((entry) => entry.endsAt > now);
  }
}

function entryOf(talk: Talk, find: (id: number) => Standing | undefined): Omit<ChatEntry, "key" | "endsAt"> {
  switch (talk.type) {
    case "chat": {
      const { name, team, self, scope, text } = talk;
      const standing = find(talk.from);
      const side = sideOf({ team: standing?.team ?? team, self });
      return { speaker: { name, side, self }, toTeam: scope === "team", refusal: false, text };
    }
    case "notice":
      return { speaker: undefined, toTeam: false, refusal: talk.code !== "owner", text: talk.text };
    case "presence":
      return { speaker: undefined, toTeam: false, refusal: false, text: presenceLine(talk) };
    default:
      return assertNever(talk);
  }
}
