import { ChatLimits } from "../network/chat-limits.ts";
import { PlaceLimits } from "./place-limits.ts";

/** Limits for one address and for one guest, over all rooms of a server. */
export interface GuestLimits {
  readonly places: PlaceLimits;
  readonly chat: ChatLimits;
}

interface Settings {
  readonly placesPerAddress: number;
  readonly joinsPerMinute: number;
  readonly chatLinesPerMinute: number;
}

export const createGuestLimits = (settings: Settings): GuestLimits => ({
  places: new PlaceLimits(settings),
  chat: new ChatLimits(settings.chatLinesPerMinute),
});
