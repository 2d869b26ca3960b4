import { wait, type Runtime } from "@fray/netcode/core";

import { downloadReplay } from "../../connection/download-replay.ts";
import type { Game } from "../../connection/game-connection.ts";
import { saveFile } from "../../platform/save-file.ts";
import { encodeTrace, joinTrace, MOST_TRACE_BYTES, type SavedTrace } from "../../trace/trace-file.ts";

const WAITING = "Saved when this round is over";
const SAVED = "Saved. “Open a replay” in the menu shows it";
const NOTHING = "There is nothing to save yet";
const NOT_RECORDED = "This round was not recorded";
const TOO_LARGE = "This round is too large to save";

const LOOK_AGAIN_MS = 500;
/** The id of a replay arrives with the results, and other messages may come first. */
const RESULTS_MS = 5000;
/** Tries to find a part that fits into the file. */
const MOST_TRIES = 8;

interface Saving {
  readonly runtime: Runtime;
  readonly game: Pick<Game, "replayId">;
  /** The phase of the round at present. */
  readonly phase: () => string;
  readonly signal: AbortSignal;
  /** Says in a few words how far it is. */
  readonly say: (text: string) => void;
}

/** Saves what the page has noted of the last minute, with the replay of the same minute, as one file. It never rejects. */
export async function saveTrace(trace: SavedTrace, saving: Saving): Promise<void> {
  const { runtime, signal, say } = saving;
  try {
    const { arrivals } = trace.rows;
    // The second number of an arrival is its tick.
    const [from, to] = [arrivals[0]?.[1], arrivals.at(-1)?.[1]];
    if (from === undefined || to === undefined) throw new Error(NOTHING);
    const encoded = await encodeTrace(trace);
    say(WAITING);
    const id = await replayIdOf(saving);
    const replay = await partThatFits(id, { from, to, most: MOST_TRACE_BYTES - encoded.length - 100 }, saving);
    saveFile(runtime, `fray-${id}.fraytrace`, new Blob([joinTrace(replay, encoded)]));
    say(SAVED);
  } catch (error) {
    if (!signal.aborted) say(error instanceof Error ? error.message : String(error));
  }
}

/** Resolves to the id of the present round's replay, which is announced with its results. */
async function replayIdOf({ runtime, game, phase, signal }: Saving): Promise<string> {
  let resultsSince: number | undefined;
  for (;;) {
    signal.throwIfAborted();
    if (game.replayId !== undefined) return game.replayId;
    if (phase() === "results") resultsSince ??= runtime.now();
    const isOver = resultsSince !== undefined;
    if (isOver && (phase() !== "results" || runtime.now() - (resultsSince ?? 0) > RESULTS_MS))
      throw new Error(NOT_RECORDED);
    await wait(runtime, LOOK_AGAIN_MS);
  }
}

/** Fetches the replay of these ticks. A round of very many players leaves room for fewer seconds: the last ones. */
async function partThatFits(
  id: string,
  { from, to, most }: { readonly from: number; readonly to: number; readonly most: number },
  { runtime, signal, say }: Saving,
): Promise<Uint8Array<ArrayBuffer>> {
  let start = from;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const ticks = { from: start, to };
    const replay = await downloadReplay(id, { runtime, signal, ticks, onWait: () => say(WAITING) });
    if (replay.length <= most) return replay;
    start = to - Math.floor((to - start) / 2);
  }
  throw new Error(TOO_LARGE);
}
