import type { Runtime } from "@fray/netcode/core";
import { h, render } from "preact";

import { pageEndpoint } from "../connection/page-endpoint.ts";
import { isTraceFile } from "../trace/trace-magic.ts";
import { ReplayGate } from "./bar/replay-gate.tsx";
import "./bar/replay-bar.css";
import { fetchReplay, type ReplaySource } from "./fetch-replay.ts";
import { LiveLink } from "./live/live-link.ts";
import type { ReplayProbe } from "./replay-probe.ts";
import type { prepareCanvas, ReplaySession } from "./replay-session.ts";
import { startWorker } from "./start-worker.ts";
import { WorkerLink } from "./worker-link.ts";
import type { News } from "./worker/messages.ts";

export type { ReplaySource };

/** Few visitors open what the page has saved of a connection. */
const loadTimeMachine = () => import("./time-machine/open-trace.ts");

/** What draws replays. It is large, so a replay is fetched and its worker started while this loads. */
interface ReplayPicture {
  readonly ReplaySession: typeof ReplaySession;
  readonly prepareCanvas: typeof prepareCanvas;
}

interface Places {
  readonly runtime: Runtime;
  readonly stage: HTMLElement;
  readonly hud: HTMLElement;
  readonly onLeave: () => void;
  /** Shows the replay with an id. */
  readonly onNext: (id: string) => void;
  readonly picture: Promise<ReplayPicture>;
  /** Shows the viewer to browser tests. */
  readonly expose: (probe: ReplayProbe | undefined) => void;
}

export interface Viewer {
  readonly close: () => void;
}

/**
 * Shows a replay until the visitor leaves it. A sentence stands in place of one that can't be fetched or played. The
 * worker is left to itself: whatever a file makes it do, the page goes on.
 */
export function openViewer(source: ReplaySource, places: Places): Viewer {
  let open = showReplay(source, places, retry);
  function retry(): void {
    open.close();
    open = showReplay(source, places, retry);
  }
  return { close: () => open.close() };
}

function showReplay(source: ReplaySource, places: Places, onRetry: () => void): Viewer {
  const { runtime, stage, hud, onLeave, picture, expose } = places;
  const gate = document.createElement("div");
  hud.append(gate);
  const closing = new AbortController();
  let session: ReplaySession | undefined;
  /** The canvas is started while the replay still arrives. */
  const prepared = picture.then(({ prepareCanvas }) => {
    if (!closing.signal.aborted) return prepareCanvas(runtime, stage);
    throw closing.signal.reason;
  });
  // It is waited for below, when there is something to draw.
  prepared.catch(() => {});
  let isCleared = false;
  /** Ends what is shown. */
  const clear = (): void => {
    if (isCleared) return;
    isCleared = true;
    if (session) session.close();
    else prepared.then((canvas) => canvas.discard()).catch(() => {});
    expose(undefined);
    link.close();
  };
  /** What the worker has told before there is a session. */
  const early: News[] = [];
  let following: LiveLink | undefined;
  const link = new WorkerLink(runtime, startWorker(), (news) => {
    following?.hear(news);
    if (news.type === "broken") fail(news.message);
    else if (session) session.hear(news);
    else early.push(news);
  });
  const showGate = (failure: string | undefined, waiting = "Opening the replay…"): void =>
    render(h(ReplayGate, { failure, waiting, onRetry, onLeave }), gate);
  const fail = (message: string): void => {
    if (closing.signal.aborted) return;
    clear();
    showGate(message);
  };
  const open = async (): Promise<void> => {
    const rules = new URL("rules/", pageEndpoint()).href;
    const fetched = await fetchReplay(source, {
      runtime,
      signal: closing.signal,
      onWait: (waiting) => showGate(undefined, waiting),
      onBegin: (beginning) => link.prepare(beginning, rules),
    });
    const file = "bytes" in fetched ? fetched.bytes : undefined;
    const live = "live" in fetched ? fetched.live : undefined;
    const saved = file && isTraceFile(file) ? await (await loadTimeMachine()).openTrace(file) : undefined;
    const bytes = saved?.replay ?? file;
    const answer = await link.ask(
      "live" in fetched
        ? { type: "follow", opening: fetched.live.opening, second: fetched.live.second, rules }
        : { type: "open", bytes: saved?.replay ?? fetched.bytes, rules },
    );
    if (closing.signal.aborted) return;
    if (answer.type !== "opened") throw new Error(answer.type === "failed" ? answer.message : "");
    const { facts } = answer;
    if (live) {
      const { signal } = closing;
      following = new LiveLink(live, { runtime, signal, worker: link, onLost: () => session?.lose() });
      await following.caughtUp;
    }
    const companion = await saved?.compare(link);
    const [{ ReplaySession }, canvas] = await Promise.all([picture, prepared]);
    if (closing.signal.aborted) return;
    session = new ReplaySession({
      ...places,
      source,
      facts: { ...facts, ...following?.grown },
      live: live && following && { link: following, second: live.second },
      bytes,
      companion,
      link,
      canvas,
      onFail: fail,
    });
    for (const news of early.splice(0)) session.hear(news);
    expose(probeOf(session));
    await session.start();
    if (closing.signal.aborted) return;
    render(undefined, gate);
  };
  showGate(undefined);
  open().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
  return {
    close: () => {
      closing.abort();
      clear();
      render(undefined, gate);
      gate.remove();
    },
  };
}

const probeOf = (session: ReplaySession): ReplayProbe => ({
  get frame() {
    return session.latest;
  },
  get position() {
    return session.game.playback.position;
  },
  get firstTick() {
    return session.feed.firstTick;
  },
  get playing() {
    return session.game.playback.isPlaying;
  },
  get seeking() {
    return session.game.playback.isSeeking;
  },
});
