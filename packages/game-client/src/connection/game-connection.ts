import type { Arena } from "@fray/shared-state/arena/arena";
import type { ChatLine, ChatScope, Notice } from "@fray/shared-state/protocol/messages";
import type { OwnerMessage, OwnerOrder } from "@fray/shared-state/protocol/owner-messages";
import type { Presence } from "@fray/shared-state/protocol/presence";
import type { Input } from "@fray/shared-state/schema/input-frame";

import type { ConnectionStatus, Frame, Standing } from "./frame.ts";
import type { RoomView } from "./room-view.ts";

/** The state of the line, and what the netcode makes of it. Times in ms. */
export interface NetStats {
  readonly ping: number;
  /** How much later than the fastest patch the slowest in twenty came. */
  readonly jitter: number;
  /** How far in the past others are shown. */
  readonly interpolationDelay: number;
  /** Least number of inputs the server found waiting of late; 0 when one came too late. */
  readonly inputDepth: number;
  /** Inputs sent that the server has not answered yet. */
  readonly unacknowledged: number;
  /** Times since joining that the server's word on the own body differed from the prediction. */
  readonly corrections: number;
  /** The largest of those differences, in u. */
  readonly largestCorrection: number;
  /** The player's shots since joining: predicted, confirmed and withdrawn; hit marks set and retracted. */
  readonly shots: Readonly<Record<"predicted" | "confirmed" | "withdrawn" | "marked" | "retracted", number>>;
  /** Patches received since joining, and their bytes. */
  readonly patches: number;
  readonly patchBytes: number;
  /** Ticks per second of the server, and the time one takes. */
  readonly tickRate: number;
  readonly tickTime: number;
}

/** A game one can watch and, when it is live, play. */
export interface Game {
  /** The map being played; another one after a round. */
  readonly arena: Arena;
  /** Id of the room, for links that lead here. */
  readonly roomId: string;
  room(): RoomView;
  /** Advances to `now` (a requestAnimationFrame timestamp in ms), sending `input` for every step that is due. */
  frame(now: number, input: Input): Frame;
  /** Everybody in the room, best first. */
  standings(): readonly Standing[];
  /** Round trip in ms. */
  ping(): number;
  /** The server has more to do than it can, and sends less of the game for a while. */
  readonly isServerBusy: boolean;
  /** How well the line carries the game. */
  stats(): NetStats;
  status(): ConnectionStatus;
  /** What was said, and what the server had to say to this player, since the last call; oldest first. */
  takeTalk(): readonly Talk[];
  say(scope: ChatScope, text: string): void;
  /** Shows one of `EMOTES` over the own body. */
  emote(emote: number): void;
  /** Into the fight, or out of it to watch. */
  setSpectating(spectate: boolean): void;
  /** Of a spectator: the next (1) or previous (-1) fighter to follow. */
  watchNext(step: 1 | -1): void;
  /** Of a spectator: lets go of who is followed; the camera moves freely, with the movement keys, until `watchNext`. */
  watchFreely(): void;
  /** Of the room's owner: has something done in it. From anybody else it is refused with a notice. */
  order<Type extends OwnerOrder>(type: Type, message: OwnerMessage<Type>): void;
  /** Leaves on purpose. */
  leave(): Promise<void>;
}

export type Talk =
  | ({ readonly type: "chat"; readonly self: boolean } & ChatLine)
  | ({ readonly type: "notice" } & Notice)
  /** What became of somebody: they came or went, changed sides, or are in charge now. */
  | { readonly type: "presence"; readonly name: string; readonly what: Presence | "watches" | "fights" | "owns" };
