import { assertNever } from "@fray/shared-state/assert-never";
import type { NoticeCode } from "@fray/shared-state/protocol/messages";

import type { Standing } from "../../connection/frame.ts";
import type { Talk } from "../../connection/game-connection.ts";
import { sideOf, type Side } from "../../words/sides.ts";
import { presenceLine } from "./presence-line.ts";

const KEPT = 60;
const FRESH_MS = 9000;

export interface ChatEntry {
  readonly key: number;
  /** The author; undefined for messages of the game. */
  readonly speaker:
    | { readonly id: number; readonly name: string; readonly side: Side; readonly self: boolean }
    | undefined;
  /** The author's `person`; 0 for messages of the game and bots. */
  readonly person: number;
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

  /** Removes what a person has said. */
  forget(person: number): void {
    const isKept = (entry: ChatEntry): boolean => entry.person !== person;
    if (this.entries.every(isKept)) return;
    this.entries = this.entries.filter(isKept);
    this.fresh = this.fresh.filter(isKept);
  }

  expire(now: number): void {
    if (this.fresh.some((entry) => entry.endsAt <= now)) this.fresh = this.fresh.filter((entry) => entry.endsAt > now);
  }
}

/** Notices that tell something new, and refuse nothing. */
const NEWS: ReadonlySet<NoticeCode> = new Set(["owner", "vote", "reported", "sides"]);

function entryOf(talk: Talk, find: (id: number) => Standing | undefined): Omit<ChatEntry, "key" | "endsAt"> {
  switch (talk.type) {
    case "chat": {
      const { person, name, team, self, scope, text } = talk;
      const standing = find(talk.from);
      const side = sideOf({ team: standing?.team ?? team, self });
      return { speaker: { id: talk.from, name, side, self }, person, toTeam: scope === "team", refusal: false, text };
    }
    case "notice":
      return {
        speaker: undefined,
        person: 0,
        toTeam: false,
        refusal: !NEWS.has(talk.code),
        text: talk.text,
      };
    case "presence":
      return { speaker: undefined, person: 0, toTeam: false, refusal: false, text: presenceLine(talk) };
    default:
      return assertNever(talk);
  }
}
