import "./old-engines.ts";
import { hashRound } from "@fray/shared-state/internal/match/round-hash";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";

/** What an engine makes of a replay. */
export interface PlayedReplay {
  readonly ticks: number;
  /** Whether the round was the recorded one in each second. */
  readonly isEqual: boolean;
  /** Hash of the round at the end. */
  readonly hash: number;
}

/** Plays a replay, given in hex. It needs nothing but the language. */
export function playReplay(hex: string): PlayedReplay {
  const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
  const player = new ReplayPlayer(ReplayFile.read(bytes));
  let ticks = 0;
  while (player.step()) ticks++;
  const { world, match, members } = player.state;
  return { ticks, isEqual: player.difference === undefined, hash: hashRound(world, match, members) };
}

declare const print: ((text: string) => void) | undefined;
declare const REPLAYS: readonly string[];
if (typeof print === "function") print(JSON.stringify(REPLAYS.map((hex) => playReplay(hex))));
