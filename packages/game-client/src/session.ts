import type { Runtime } from "@fray/netcode/core";
import type { ClipOffer } from "@fray/shared-state/protocol/clip";

import { soundOf } from "./audio/sound.ts";
import type { ClipStage } from "./clips/clip-stage.ts";
import type { Frame, Point } from "./connection/frame.ts";
import type { Game } from "./connection/game-connection.ts";
import { HAS_TEST_PROBE } from "./expose-probe.ts";
import type { HudActions } from "./hud/hud-actions.ts";
import { Hud } from "./hud/hud.ts";
import { startArena } from "./scenes/start-arena.ts";
import { exposeTestProbe } from "./test-probe.ts";

/** Loads the script that shows clips when the player is hurt for the first time: it is there before the first death. */
function followClips(runtime: Runtime, game: Game, parent: HTMLElement) {
  /** What the script was asked for last: an offer, or an injury. */
  let asked: ClipOffer | true | undefined;
  let isGone = false;
  const clips = {
    stage: undefined as ClipStage | undefined,
    /** Returns the frame to draw: that of the game, or that of a clip. */
    frame: (live: Frame, now: number): Frame => {
      const reason = game.clips?.offer ?? (asked === undefined && live.self && live.self.health < 1);
      if (reason && !clips.stage && reason !== asked) load(reason);
      return clips.stage?.frame(live, now) ?? live;
    },
    dispose: () => {
      isGone = true;
      clips.stage?.dispose();
    },
  };
  const load = (reason: ClipOffer | true): void => {
    asked = reason;
    import("./clips/open-clips.ts").then(
      (part) => {
        if (!isGone) clips.stage ??= part.openClips(runtime, game, parent);
      },
      // The server may be away: the next offer asks again.
      () => {},
    );
  };
  return clips;
}

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
  const clips = followClips(runtime, game, places.hud);
  const screen: Pick<Game, "arena" | "frame" | "status"> = {
    get arena() {
      return game.arena;
    },
    frame: (now, input) => clips.frame(game.frame(now, input), now),
    status: () => game.status(),
  };
  let latest: Frame | undefined;
  const arena = await startArena(runtime, places.stage, screen, (drawn, now, { buttons }, running) => {
    const { controls } = running;
    const live = clips.stage?.live ?? drawn;
    const toPage = (x: number, y: number): Point => running.toPage(x, y);
    latest = live;
    clips.stage?.update(drawn, { buttons, toPage });
    hud.update(live, game, { now, buttons, times: running, pointed: running.pointed(), clips: clips.stage, toPage });
    controls.see(live, game.arena);
    soundOf(runtime).hear(drawn, game.arena, now);
    controls.enabled = !hud.busy;
  }).catch((cause: unknown) => {
    clips.dispose();
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
      clips.dispose();
      hud.dispose();
    },
  };
}
