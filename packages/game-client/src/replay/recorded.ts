import type { Mode, Phase } from "@fray/shared-state/match/modes";
import type { Weapon } from "@fray/shared-state/rules";
import type { WorldEvent } from "@fray/shared-state/simulation/events";
import type { Shot } from "@fray/shared-state/simulation/shot";

import type { SeenBody } from "../connection/body-view.ts";
import type { MatchSource } from "../connection/match-source.ts";
import type { OwnBody } from "../connection/self-view.ts";

/** What a replay does not have: it ends with its round. */
export const NOT_RECORDED = { nextMap: "", nextMode: 0, ballot: [], votes: [], awards: [] } as const;

/** A body after a tick. */
export interface RecordedBody extends SeenBody {
  readonly x: number;
  readonly y: number;
  readonly aim: number;
  readonly alive: boolean;
  readonly dashSteps: number;
  /** A bush hides the body from enemies that are not close to it. */
  readonly isHiding: boolean;
  /** What only its player saw of it; left out where that is not known. */
  readonly arms?: Pick<OwnBody, "dashCooldown" | "ammo" | "reloadSteps" | "specialAmmo" | "specialCooldown">;
}

/** A member of the round after a tick. */
export interface RecordedMember {
  readonly id: number;
  /** Counts the members of a replay: an id is used again, this number is not. */
  readonly ordinal: number;
  readonly bot: boolean;
  readonly connected: boolean;
  readonly spectator: boolean;
  readonly team: number;
  readonly score: number;
  readonly kills: number;
  readonly deaths: number;
  /** Size of the area that the member was sent, in percent of the normal one. */
  readonly reachPercent: number;
  /** How old the picture was that the member last shot a rail at, in ms; undefined as long as that is not known. */
  readonly sightAgeMs: number | undefined;
}

/** Everything that the viewer draws of a tick. */
export interface RecordedTick {
  readonly tick: number;
  readonly bodies: readonly RecordedBody[];
  readonly members: readonly RecordedMember[];
  readonly shots: readonly Shot[];
  /** Whether each pickup of the map is there. */
  readonly pickups: readonly boolean[];
  readonly match: Omit<MatchSource, keyof typeof NOT_RECORDED>;
  /** What happened in the tick. */
  readonly events: readonly WorldEvent[];
}

/** What a bot said of itself: a remark, or a place with a text. */
export interface BotNote {
  readonly ordinal: number;
  readonly tick: number;
  readonly text: string;
  readonly place: { readonly x: number; readonly y: number } | undefined;
}

/** What others saw of a member besides the body's state. */
export interface RecordedLook {
  /** Colour, pattern and trail. */
  readonly look: number;
  readonly level: number;
  readonly title: number;
}

/** What is known of a replay when it is open. */
export interface ReplayFacts {
  readonly id: string;
  readonly map: string;
  /** The text of the map's file: hosts edit maps. */
  readonly mapText: string;
  readonly mode: Mode;
  /** Simulation steps per second. */
  readonly tickRate: number;
  /** In ms since 1970. */
  readonly startedAt: number;
  /** Names by the members' ordinals. Deleted names are left out. */
  readonly names: ReadonlyMap<number, string>;
  /** Looks by the members' ordinals. Plain ones are left out. */
  readonly looks: ReadonlyMap<number, RecordedLook>;
  /** What bots said of themselves, in the order in which they did. */
  readonly notes: readonly BotNote[];
  readonly firstTick: number;
  readonly lastTick: number;
}

/** What the timeline marks. */
export type TimelineEvent = { readonly tick: number } & (
  | { readonly type: "phase"; readonly phase: Phase; readonly mode: Mode }
  | {
      readonly type: "kill";
      readonly killer: number | undefined;
      readonly victim: number | undefined;
      readonly weapon: Weapon;
    }
  | { readonly type: "flag"; readonly what: "taken" | "dropped" | "returned" | "captured"; readonly team: number }
  | { readonly type: "hill"; readonly team: number }
  | { readonly type: "join" | "leave" | "command" }
);
