import { MODES, type Mode } from "@fray/shared-state/match/modes";
import type { RoomInfo } from "@fray/shared-state/schema/room-info";
import { rulesOf, type WorldRules } from "@fray/shared-state/simulation/world-rules";

/** A room whatever is played in it, as the player sees it. */
export interface RoomView extends WorldRules {
  /** "" for a room that the server opened by itself. */
  readonly name: string;
  /** Id of who is in charge; 0 for nobody. */
  readonly owner: number;
  /** The player is in charge. */
  readonly own: boolean;
  /** Nobody else is let in. */
  readonly locked: boolean;
  readonly private: boolean;
  readonly hasPassword: boolean;
  /** Fighters that bots make up. */
  readonly bots: number;
  /** What is played, in its order and then again. */
  readonly plans: readonly PlanView[];
}

export interface PlanView {
  readonly map: string;
  readonly mode: Mode;
}

/** `selfId` is the player's number in the roster. */
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
    bots,
    plans: Array.from(info.plans, ({ map, mode }) => ({ map, mode: MODES[mode] ?? "ffa" })),
  };
}
