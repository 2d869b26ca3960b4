import type { Runtime } from "@fray/netcode/core";

import { soundOf } from "./audio/sound.ts";
import type { Frame } from "./connection/frame.ts";
import type { Game } from "./connection/game-connection.ts";
import { HAS_TEST_PROBE } from "./expose-probe.ts";
import type { HudActions } from "./hud/hud-actions.ts";
import { Hud } from "./hud/hud.ts";
import { startArena } from "./scenes/start-arena.ts";
import { exposeTestProbe } from "./test-probe.ts";

export interface GameSession {
  /** Shows how others can join the room. */
  readonly invite: () => void;
  /** Begins a training; rejects when its script does not arrive. */
  readonly train: () => Promise<void>;
  readonly end: () => void;
}

/**
 * Prepares the sound of the page, which a gesture in the menu may wake. Does nothing when it is prepared already.
 */
export const prepareSound = (runtime: Runtime): void => void soundOf(runtime);

/** Shows one game with its HUD, from joining to leaving. Rejects with a sentence for the player when it can't. */
export async function showGame(
  runtime: Runtime,
  game: Game,
  places: { readonly stage: HTMLElement; readonly hud: HTMLElement },
  actions: HudActions,
): Promise<GameSession> {
  const hud = new Hud(runtime, places.hud, actions);
  let latest: Frame | undefined;
  const arena = await startArena(runtime, places.stage, game, (frame, now, { buttons }, running) => {
    const { controls } = running;
    latest = frame;
    hud.update(frame, game, {
      now,
      buttons,
      times: running,
      pointed: running.pointed(),
      toPage: (x, y) => running.toPage(x, y),
    });
    controls.see(frame, game.arena);
    soundOf(runtime).hear(frame, game.arena, now);
    controls.enabled = !hud.busy;
  }).catch((cause: unknown) => {
    hud.dispose();
    throw new Error("This browser could not draw the arena. Fray needs WebGL.", { cause });
  });
  if (HAS_TEST_PROBE) {
    exposeTestProbe({
      get frame() {
        return latest;
      },
      standings: () => game.standings(),
      status: () => game.status(),
      stats: () => game.stats(),
      toScreen: (x, y) => arena.toPage(x, y),
      pointer: () => arena.controls.pointer,
    });
  }
  return {
    invite: () => hud.invite(),
    train: () => hud.train(),
    end: () => {
      if (HAS_TEST_PROBE) exposeTestProbe(undefined);
      arena.stop();
      hud.dispose();
    },
  };
}
