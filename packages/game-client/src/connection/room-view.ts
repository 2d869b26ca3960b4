import { MODES, type Mode } from "@fray/shared-state/match/modes";
import { CHAT_MODES, type ChatMode } from "@fray/shared-state/protocol/chat-modes";
import type { RoomInfo } from "@fray/shared-state/schema/room-info";
import { rulesOf, type WorldRules } from "@fray/shared-state/simulation/world-rules";

/** A room as the player sees it, independent of the current round. */
export interface RoomView extends WorldRules {
  /** Name of the room; "" for a room that the server opened itself. */
  readonly name: string;
  /** Id of the room's owner; 0 for none. */
  readonly owner: number;
  /** The player is the owner. */
  readonly own: boolean;
  /** The room accepts no more joins. */
  readonly locked: boolean;
  readonly private: boolean;
  readonly hasPassword: boolean;
  /** What may be said in the room. */
  readonly chat: ChatMode;
  /** The room is filled with bots up to this number of fighters. */
  readonly bots: number;
  /** The rounds of the room, in order; after the last one the first follows again. */
  readonly plans: readonly PlanView[];
}

export interface PlanView {
  readonly map: string;
  readonly mode: Mode;
}

/** Describes a room to its player. `selfId` is the player's number in the roster. */
export function roomViewOf(info: RoomInfo, selfId: number): RoomView {
  const { name, owner, locked, hasPassword, bots } = info;
  return {
    name,
    owner,
    own: owner === selfId,
    locked,
    private: info.private,
    hasPassword,
    ...rulesOf(info),
    chat: CHAT_MODES[info.chat] ?? "on",
    bots,
    plans: Array.from(info.plans, ({ map, mode }) => ({ map, mode: MODES[mode] ?? "ffa" })),
  };
}
