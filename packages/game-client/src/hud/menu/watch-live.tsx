import type { Runtime } from "@fray/netcode/core";
import { useEffect, useState } from "preact/hooks";

import { fetchLive, type LiveRounds } from "../../connection/live-rounds.ts";
import { linkToMoment } from "../../platform/home.ts";
import "./watch-live.css";

export interface WatchLiveProps {
  readonly runtime: Runtime;
  /** The room that is full; undefined for all of them. */
  readonly roomId: string | undefined;
}

/** Offers to watch a round with a delay, without a place in its room. It shows nothing when there is no such round. */
export function WatchLive({ runtime, roomId }: WatchLiveProps) {
  const [live, setLive] = useState<LiveRounds | undefined>(undefined);
  useEffect(() => {
    const closing = new AbortController();
    fetchLive(runtime, roomId, closing.signal).then(setLive, () => {});
    return () => closing.abort();
  }, [roomId]);
  const [round] = live?.rounds ?? [];
  if (!live || !round) return null;
  return (
    <>
      <p>
        You can watch {roomId === undefined ? "a" : "its"} round without a place, {live.delaySeconds} seconds late.
      </p>
      <a class="button quiet watch-live" href={linkToMoment(location.href, { id: round.id, second: undefined })}>
        Watch it
      </a>
    </>
  );
}
