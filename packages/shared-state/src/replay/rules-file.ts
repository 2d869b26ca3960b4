/**
 * The rules as one file, which a replay names by its hash: the build bundles this module. The file is kept as long as
 * there are replays of it, so it needs nothing but the language. Never remove or change an export: viewers of later
 * versions use the files of all earlier ones.
 */
import type { CheckTools, SignatureReport } from "./check-signatures.ts";
import { checkSignatures, isProven } from "./check-signatures.ts";
import { ReplayFile } from "./replay-file.ts";
import { ReplayPlayer } from "./replay-player.ts";
import { timelineOf, type TimelineEvent } from "./timeline.ts";
import { trim } from "./trim.ts";

export { hasTeams, modeOf, phaseOf } from "../match/modes.ts";
export { isHiding, seesHiding } from "../simulation/conceal.ts";
export { pointAt } from "../simulation/shot-path.ts";
export { ReplayError } from "./replay-error.ts";
export { checkSignatures, isProven, ReplayFile, ReplayPlayer, timelineOf, trim };
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

/** The exports of the rules' file. */
export interface RulesFile {
  openReplay(bytes: Uint8Array): OpenReplay;
  timelineOf: typeof timelineOf;
  checkSignatures: typeof checkSignatures;
  isProven: typeof isProven;
  trim: typeof trim;
}
