/**
 * The rules as one file, which a replay names by its hash: the build bundles this module. The file is kept as long as
 * there are replays of it, so it needs nothing but the language. Never remove or change an export: viewers of later
 * versions use the files of all earlier ones.
 */
import type { CheckTools, SignatureReport } from "./check-signatures.ts";
import { checkSignatures, isProven } from "./check-signatures.ts";
import { LiveReplay } from "./live/live-replay.ts";
import { ReplayFile } from "./replay-file.ts";
import { ReplayPlayer } from "./replay-player.ts";
import { timelineOf, type TimelineEvent } from "./timeline.ts";
import { trim } from "./trim.ts";

export { hasTeams, modeOf, phaseOf } from "../match/modes.ts";
export { isHiding, seesHiding } from "../simulation/conceal.ts";
export { pointAt } from "../simulation/shot-path.ts";
export { ReplayError } from "./replay-error.ts";
export { checkSignatures, isProven, LiveReplay, ReplayFile, ReplayPlayer, timelineOf, trim };
export type { CheckTools, SignatureReport, TimelineEvent };

/** A replay that is open, with a player at its beginning. */
export interface OpenReplay {
  readonly file: ReplayFile;
  readonly player: ReplayPlayer;
}

/** Opens a replay. Throws a `ReplayError` with a sentence for the person who opened it. */
export function openReplay(bytes: Uint8Array): OpenReplay {
  const file = ReplayFile.read(bytes);
  return { file, player: new ReplayPlayer(file) };
}

/** A round that is followed while it is played. */
export interface OpenLive {
  readonly live: LiveReplay;
  readonly player: ReplayPlayer;
  /** Looks through the round for the timeline, beside the player that is watched. */
  readonly searcher: ReplayPlayer;
}

/** Begins to follow a round with an opening, and the second of the round that it is for. Throws a `ReplayError`. */
export function openLive(opening: Uint8Array, second: number): OpenLive {
  const live = LiveReplay.open(opening, second);
  return { live, player: new ReplayPlayer(live), searcher: new ReplayPlayer(live) };
}

/** The exports of the rules' file. */
export interface RulesFile {
  openReplay(bytes: Uint8Array): OpenReplay;
  openLive(opening: Uint8Array, second: number): OpenLive;
  timelineOf: typeof timelineOf;
  checkSignatures: typeof checkSignatures;
  isProven: typeof isProven;
  trim: typeof trim;
}
