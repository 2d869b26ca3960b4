import type { Arena } from "@fray/shared-state/arena/arena";
import type { ChatLine, ChatScope, Notice } from "@fray/shared-state/protocol/messages";
import type { OwnerMessage, OwnerOrder } from "@fray/shared-state/protocol/owner-messages";
import type { PartyNews } from "@fray/shared-state/protocol/party";
import type { Presence } from "@fray/shared-state/protocol/presence";
import type { ReportReason } from "@fray/shared-state/protocol/reports";
import type { Input } from "@fray/shared-state/schema/input-frame";

import type { OwnTrace } from "../trace/own-trace.ts";
import type { ConnectionStatus, Frame, Point, Standing } from "./frame.ts";
import type { Observed } from "./observed.ts";
import type { OfferedClips } from "./offered-clips.ts";
import type { RoomView } from "./room-view.ts";

/** State of the connection and of the netcode. Times are in ms. */
export interface NetStats {
  /** Requests under way on a connection over HTTP; left out without one. */
  readonly requests?: number | undefined;
  /** Whether everything that a connection over HTTP brings comes on a stream. */
  readonly isStreamed?: boolean;
  readonly ping: number;
  /** 95th percentile of patch delay relative to the fastest patch. */
  readonly jitter: number;
  /** How far in the past other bodies are shown. */
  readonly interpolationDelay: number;
  /** Smallest number of queued inputs that the server reported recently; 0 when an input arrived too late. */
  readonly inputDepth: number;
  /** Inputs sent that the server has not acknowledged yet. */
  readonly unacknowledged: number;
  /** How often since joining the authoritative state of the own body differed from the prediction. */
  readonly corrections: number;
  /** Size of the largest correction, in u. */
  readonly largestCorrection: number;
  /**
   * Counts of the player's shots since joining: predicted, confirmed and withdrawn shots; hit marks shown and
   * retracted.
   */
  readonly shots: Readonly<Record<"predicted" | "confirmed" | "withdrawn" | "marked" | "retracted", number>>;
  /** Number of patches received since joining, and their bytes. */
  readonly patches: number;
  readonly patchBytes: number;
  /** Ticks per second of the server, and the duration of one tick. */
  readonly tickRate: number;
  readonly tickTime: number;
}

/** A game that can be watched and, when it is live, played. */
export interface Game {
  /** The current map. It changes between rounds. */
  readonly arena: Arena;
  /** Id of the room, for links to it. */
  readonly roomId: string;
  /** Id of the replay of the round whose results are shown; undefined when it is not recorded. */
  readonly replayId?: string | undefined;
  /** The clips that the server offers; left out where there are none. */
  readonly clips?: OfferedClips;
  room(): RoomView;
  /**
   * Advances the game to `now` (a requestAnimationFrame timestamp in ms) and sends `input` for every step that is
   * due.
   */
  frame(now: number, input: Input): Frame;
  /** All people and bots in the room, best first. */
  standings(): readonly Standing[];
  /** Round trip time in ms. */
  ping(): number;
  /** Whether WebSockets do not pass, so that the game uses plain HTTP. */
  readonly isOverHttp?: boolean;
  /** The server is overloaded and sends less of the game for a while. */
  readonly isServerBusy: boolean;
  /** Measurements of the connection and the netcode. */
  stats(): NetStats;
  /** The last minute of the own body, as it was predicted and drawn; undefined for what is not live. */
  readonly trace?: OwnTrace;
  status(): ConnectionStatus;
  /** Chat, presence changes and server notices since the last call, oldest first. */
  takeTalk(): readonly Talk[];
  /** Says a line. One that is lost with the connection, or written without one, is said when the connection returns. */
  say(scope: ChatScope, text: string): void;
  /** Shows one of `EMOTES` over the own body. */
  emote(emote: number): void;
  /** Marks a place of the arena for the own team. */
  mark(place: Point): void;
  /** The party of the player, and its members in the room. Left out where there are no parties. */
  readonly party?: Observed<PartyNews>;
  /** Starts a party, or leaves it. */
  setInParty(join: boolean): void;
  /** Asks the room to remove a person, by their id in the roster. */
  voteToRemove(id: number): void;
  /** Reports a person to the people who run the server, by their id in the roster. */
  report(id: number, reason: ReportReason, text: string): void;
  /** Votes for the next round by its index in the ballot, after the round with that number. */
  voteForNext(round: number, choice: number): void;
  /** Changes the player's role to spectator (true) or fighter (false). */
  setSpectating(spectate: boolean): void;
  /** For a spectator: follows the next (1) or previous (-1) fighter. */
  watchNext(step: 1 | -1): void;
  /** For a spectator: stops following. The movement keys then move the camera freely until `watchNext` is called. */
  watchFreely(): void;
  /** Sends a command of the room's owner. The server refuses it from other players with a notice. */
  order<Type extends OwnerOrder>(type: Type, message: OwnerMessage<Type>): void;
  /** Leaves the room on purpose: the server does not hold the session. */
  leave(): Promise<void>;
}

export type Talk =
  | ({ readonly type: "chat"; readonly self: boolean } & ChatLine)
  | ({ readonly type: "notice" } & Notice)
  /** A person came, left, changed sides or became the owner. */
  | { readonly type: "presence"; readonly name: string; readonly what: Presence | "watches" | "fights" | "owns" };
