import type { Fighter } from "@fray/shared-state/simulation/body";
import type { World } from "@fray/shared-state/simulation/world";

import type { MatchSource } from "../../connection/match-source.ts";
import type { BotNote, RecordedLook, RecordedMember, ReplayFacts, TimelineEvent } from "../recorded.ts";

/** What the viewer uses of a player of any version of the rules. */
export interface RulesPlayer {
  readonly state: {
    readonly world: World;
    readonly match: { readonly state: Omit<MatchSource, "nextMap" | "nextMode"> };
    readonly members: ReadonlyMap<number, Omit<RecordedMember, "sightAgeMs">>;
  };
  readonly tick: number;
  readonly firstTick: number;
  /** Commands of the room's owner in the last step. */
  readonly commands: readonly unknown[];
  /** Ages in ms of what each body last shot at. The first rules did not have it. */
  readonly sightAges?: ReadonlyMap<number, number>;
  /** The number of the last input that each body has taken, by id. The first rules did not have it. */
  readonly lastInputs?: ReadonlyMap<number, number>;
  step(): boolean;
  seek(tick: number): void;
}

export interface RulesReplay {
  readonly file: {
    readonly header: Pick<ReplayFacts, "id" | "map" | "mode" | "tickRate" | "startedAt">;
    readonly mapBytes: Uint8Array;
    /** The first rules did not have it. */
    readonly marks?: readonly BotNote[];
    readonly names: ReadonlyMap<number, { readonly name: string | undefined }>;
    /** The first rules did not have it. */
    readonly looks?: ReadonlyMap<number, RecordedLook>;
    readonly seconds: number;
    /** The parts that begin with a keyframe, each with the second at which it begins. */
    readonly segments: readonly { readonly second: number }[];
  };
  readonly player: RulesPlayer;
}

/** A round that is followed while it is played. */
export interface RulesLive {
  readonly live: Omit<RulesReplay["file"], "seconds" | "segments"> & {
    readonly seconds: number;
    readonly isComplete: boolean;
    append(fragment: Uint8Array): void;
  };
  readonly player: RulesPlayer;
  readonly searcher: RulesPlayer;
}

/** The exports of a rules' file that the viewer uses. They are the same in all versions. */
export interface Rules {
  /** Plays a replay that is open. */
  readonly ReplayPlayer: new (file: RulesReplay["file"]) => RulesPlayer;
  openReplay(bytes: Uint8Array): RulesReplay;
  /** The first rules did not have it. */
  openLive?(opening: Uint8Array, second: number): RulesLive;
  timelineOf(player: RulesPlayer): Iterable<TimelineEvent>;
  isHiding(world: World, body: Fighter): boolean;
}

/** Bytes at the beginning of a replay that never change: a word, the version of the format, and the hash of the rules. */
const MAGIC = "FRAYRPLY";
const HASH_AT = MAGIC.length + 1;
const HASH_BYTES = 32;

/** Returns the hash of the rules that a replay names, in hex; undefined for bytes that are no replay. */
export function rulesNamedIn(bytes: Uint8Array): string | undefined {
  if (bytes.length < HASH_AT + HASH_BYTES) return undefined;
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) return undefined;
  return Array.from(bytes.subarray(HASH_AT, HASH_AT + HASH_BYTES), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
