import { ChatRules, type ChatSettings } from "../chat/chat-rules.ts";
import type { WordList } from "../chat/word-list.ts";
import { PlaceLimits } from "./place-limits.ts";

/** Limits for one address and for one guest, over all rooms of a server. */
export interface GuestLimits {
  readonly places: PlaceLimits;
  readonly chat: ChatRules;
}

interface Settings extends ChatSettings {
  readonly placesPerAddress: number;
  readonly joinsPerMinute: number;
}

export const createGuestLimits = (settings: Settings, words: WordList): GuestLimits => ({
  places: new PlaceLimits(settings),
  chat: new ChatRules(settings, words),
});
