import type { Traffic } from "@fray/netcode/client";

import type { NetStats } from "./game-connection.ts";
import type { GameView } from "./game-view.ts";

interface Sources {
  readonly picture: GameView;
  readonly traffic: Traffic;
  /** Requests under way on a connection over HTTP. */
  readonly requests: number | undefined;
  /** Whether everything comes on a stream there. */
  readonly isStreamed: boolean;
  /** Round trip time in ms. */
  readonly ping: number;
  /** Time a tick takes on the server, in microseconds. */
  readonly tickTimeUs: number;
}

/** Collects the statistics of the connection from the parts of a game. */
export function netStatsOf({ picture, traffic, requests, isStreamed, ping, tickTimeUs }: Sources): NetStats {
  const { prediction, playback, stepMs } = picture;
  const { count, largest } = prediction.body.corrections;
  return {
    requests,
    isStreamed,
    ping,
    jitter: playback.jitter,
    interpolationDelay: playback.delay,
    inputDepth: prediction.inputDepth,
    unacknowledged: prediction.unacknowledged,
    corrections: count,
    largestCorrection: largest,
    shots: prediction.shots.counts,
    patches: traffic.patches,
    patchBytes: traffic.patchBytes,
    tickRate: 1000 / stepMs,
    tickTime: tickTimeUs / 1000,
  };
}
