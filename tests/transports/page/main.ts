import type { Frame } from "@fray/game-client/internal/connection/frame";
import type { Talk } from "@fray/game-client/internal/connection/game-connection";
import { joinArena } from "@fray/game-client/internal/connection/join";
import { exposeTestProbe } from "@fray/game-client/internal/test-probe";
import { systemRuntime } from "@fray/netcode/core";
import type { Input } from "@fray/shared-state/schema/input-frame";

import { Fighter } from "../fighter.ts";

/** About 60 frames a second. A page that nobody sees gets no animation frames. */
const FRAME_MS = 16;
const IDLE: Input = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };

/** What the runner of the matrix uses, beside the probe that the game's own page has. */
export interface ConnectionPage {
  isFighting: boolean;
  /** Why joining failed, as a sentence for the player. */
  failure: string | undefined;
  /** Chat lines received. */
  readonly lines: string[];
  readonly say: (text: string) => void;
}

declare global {
  interface Window {
    connectionPage?: ConnectionPage;
  }
}

/**
 * The game's client without its screen, for browsers that can't draw it here: it joins, predicts, and fights when it is
 * told to.
 */
async function main(): Promise<void> {
  const lines: string[] = [];
  const page: ConnectionPage = { isFighting: false, failure: undefined, lines, say: () => {} };
  window.connectionPage = page;
  const name = new URLSearchParams(location.search).get("name") ?? "";
  const game = await joinArena({ runtime: systemRuntime, name }).catch((error: unknown) => {
    page.failure = String(error);
  });
  if (!game) return;
  const fighter = new Fighter(1);
  let frame: Frame | undefined;
  setInterval(() => {
    const now = performance.now();
    frame = game.frame(now, page.isFighting ? fighter.decide(frame, now) : IDLE);
    lines.push(
      ...game
        .takeTalk()
        .filter(isChat)
        .map(({ text }) => text),
    );
  }, FRAME_MS);
  Object.assign(page, { say: (text: string) => game.say("all", text) });
  exposeTestProbe({
    get frame() {
      return frame;
    },
    standings: () => game.standings(),
    status: () => game.status(),
    stats: () => game.stats(),
    toScreen: () => ({ x: 0, y: 0 }),
    pointer: () => undefined,
  });
}

const isChat = (talk: Talk): talk is Extract<Talk, { type: "chat" }> => talk.type === "chat";

void main();
