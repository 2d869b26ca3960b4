import type { Frame } from "@fray/game-client/internal/connection/frame";
import type { Game } from "@fray/game-client/internal/connection/game-connection";
import { joinArena } from "@fray/game-client/internal/connection/join";
import { systemRuntime } from "@fray/netcode/core";
import type { CreateRequest } from "@fray/shared-state/protocol/create-options";
import type { Input } from "@fray/shared-state/schema/input-frame";

import { settled } from "./until.ts";

/** A little above 60 frames a second, as a browser draws. */
const FRAME_MS = 16;
export const IDLE: Input = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };

/** The game's own client without its screen: it joins, draws frames into nothing and plays what it is told to. */
export class TestPlayer {
  readonly game: Game;
  /** Decides the player's input; called once a frame. */
  play: (frame: Frame | undefined) => Input = () => IDLE;
  onFrame: (frame: Frame) => void = () => {};
  frame: Frame | undefined;
  /** When that frame was drawn, in ms. */
  drawnAt = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(game: Game) {
    this.game = game;
    this.#timer = setInterval(() => this.#draw(), FRAME_MS);
  }

  static async join(
    endpoint: string,
    name = "Tester",
    options: { roomId?: string; party?: string; password?: string; spectate?: boolean; create?: CreateRequest } = {},
  ): Promise<TestPlayer> {
    return new TestPlayer(await settled(joinArena({ runtime: systemRuntime, name, endpoint, ...options })));
  }

  async leave(): Promise<void> {
    clearInterval(this.#timer);
    await settled(this.game.leave());
  }

  #draw(): void {
    this.drawnAt = performance.now();
    this.frame = this.game.frame(this.drawnAt, this.play(this.frame));
    this.onFrame(this.frame);
  }
}
