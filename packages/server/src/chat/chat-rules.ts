import { KeyedBuckets, limitKey } from "@fray/netcode/server";
import { isSayable, type ChatMode } from "@fray/shared-state/protocol/chat-modes";

import { refusal, type Refusal } from "../network/messages.ts";
import { ChatLimits, type Speaker } from "./chat-limits.ts";
import type { WordList } from "./word-list.ts";

export interface ChatSettings {
  readonly chat: ChatMode;
  /** Time between two lines of one person, in s; 0 for no slow mode. */
  readonly chatSlowSeconds: number;
  readonly chatLinesPerMinute: number;
}

const OFF = refusal("notAllowed", "Chat is off on this server.");
const ONLY_PHRASES = refusal("notAllowed", "On this server people choose from a list of lines.");
const BAD_WORD = refusal("notAllowed", "The host of this server does not allow a word in that line.");
const TOO_MUCH_SAID = refusal("tooFast", "Your network sends too many chat messages. Wait a moment.");

/** Decides which lines may be said in the rooms and lobbies of a server. */
export class ChatRules {
  readonly mode: ChatMode;
  readonly #words: WordList;
  readonly #limits: ChatLimits;
  readonly #slow: KeyedBuckets | undefined;
  readonly #tooSoon: Refusal;

  constructor({ chat, chatSlowSeconds, chatLinesPerMinute }: ChatSettings, words: WordList) {
    this.mode = chat;
    this.#words = words;
    this.#limits = new ChatLimits(chatLinesPerMinute);
    this.#slow = chatSlowSeconds > 0 ? new KeyedBuckets({ perSecond: 1 / chatSlowSeconds, burst: 1 }) : undefined;
    this.#tooSoon = refusal("tooFast", `Slow mode: one line every ${chatSlowSeconds} seconds.`);
  }

  /**
   * Returns why a person may not say a line at `now` in ms, or undefined if they may. A line that may be said counts
   * against their limits.
   */
  refuse(speaker: Speaker, text: string, now: number): Refusal | undefined {
    if (this.mode === "off") return OFF;
    if (!isSayable(text, this.mode)) return ONLY_PHRASES;
    if (this.#words.isIn(text)) return BAD_WORD;
    // A person without an identity counts by their address.
    const person = speaker.playerId || limitKey(speaker.address);
    if (this.#slow && !this.#slow.take(person, now)) return this.#tooSoon;
    return this.#limits.spend(speaker, now) ? undefined : TOO_MUCH_SAID;
  }

  /** Whether a name of a person or a room may be shown. */
  allowsName(name: string): boolean {
    return !this.#words.isIn(name);
  }
}
