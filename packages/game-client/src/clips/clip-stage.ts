import type { Runtime } from "@fray/netcode/core";
import type { ClipOffer } from "@fray/shared-state/protocol/clip";
import { BUTTON } from "@fray/shared-state/schema/input-frame";

import type { Frame, Point } from "../connection/frame.ts";
import type { Game } from "../connection/game-connection.ts";
import type { ShownClips } from "../hud/moment.ts";
import { prefersReducedMotion } from "../settings/reduced-motion.ts";
import type { Show, Shown } from "./shown.ts";

interface Read {
  /** Buttons of the input that was read for this frame. */
  readonly buttons: number;
  readonly toPage: (x: number, y: number) => Point;
}

/** A game whose clips are shown. */
type Clipped = Pick<Game, "clips" | "arena" | "standings" | "status">;

/**
 * Decides whether a clip takes the place of a game's picture. The game itself goes on: it reads its inputs, and a clip
 * ends when its viewer is back in the fight.
 */
export class ClipStage implements ShownClips {
  readonly #runtime: Runtime;
  readonly #game: Clipped;
  readonly #parent: HTMLElement;
  readonly #open: (shown: Shown) => Show;
  #show: Show | undefined;
  #live: Frame | undefined;
  #held = ~0;
  #isFetching = false;
  #isGone = false;

  /** `parent` is where clips write over the picture. `open` shows one. */
  constructor(runtime: Runtime, game: Clipped, parent: HTMLElement, open: (shown: Shown) => Show) {
    this.#runtime = runtime;
    this.#game = game;
    this.#parent = parent;
    this.#open = open;
  }

  get isShown(): boolean {
    return this.#show !== undefined;
  }

  get offersDeath(): boolean {
    return this.#offer?.kind === "death" && this.#isDead && !this.#isFetching;
  }

  /** The last frame of the game itself. */
  get live(): Frame | undefined {
    return this.#live;
  }

  /** Returns the frame to draw: that of the game, or that of a clip. */
  frame(live: Frame, now: number): Frame {
    this.#live = live;
    if (this.#show && this.#isOver(this.#show, now)) this.#end();
    return this.#show?.frame(now) ?? live;
  }

  /** Follows what the player wants and what the server offers. `drawn` is the frame that was drawn. */
  update(drawn: Frame, { buttons, toPage }: Read): void {
    const pressed = buttons & ~this.#held;
    this.#held = buttons;
    const { respawnIn } = this.#live?.self ?? {};
    this.#show?.draw(drawn, { respawnIn: this.#isDead ? respawnIn : undefined, toPage });
    if (this.#show || this.#isFetching) return;
    if (this.offersDeath && (pressed & BUTTON.reload) !== 0) this.showDeath();
    if (this.#offer?.kind === "best" && this.#isOverRound && !prefersReducedMotion()) void this.#begin(this.#offer);
  }

  showDeath(): void {
    if (this.#offer && this.offersDeath && !this.#show) void this.#begin(this.#offer);
  }

  dispose(): void {
    this.#isGone = true;
    this.#end();
  }

  get #offer(): ClipOffer | undefined {
    return this.#game.clips?.offer;
  }

  get #isDead(): boolean {
    return this.#live?.self?.alive === false && !this.#isOverRound;
  }

  get #isOverRound(): boolean {
    return this.#live?.round.phase === "results";
  }

  #isOver(show: Show, now: number): boolean {
    const mayStay = show.kind === "death" ? this.#isDead : this.#isOverRound;
    return !mayStay || this.#game.status().state !== "online" || show.isOver(now);
  }

  async #begin(offer: ClipOffer): Promise<void> {
    const { clips } = this.#game;
    if (!clips) return;
    this.#isFetching = true;
    try {
      const clip = await clips.take(offer);
      const { arena } = this.#game;
      const mayBegin = offer.kind === "death" ? this.#isDead : this.#isOverRound;
      if (!clip || this.#isGone || !mayBegin || clip.map !== arena.name) return;
      this.#show = this.#open({
        clip,
        arena,
        dt: clips.stepMs / 1000,
        standings: this.#game.standings(),
        kills: offer.kills,
        left: offer.kind === "death" ? (this.#live?.self?.respawnIn ?? 0) : Infinity,
        parent: this.#parent,
        now: this.#runtime.now(),
      });
    } finally {
      this.#isFetching = false;
    }
  }

  #end(): void {
    this.#show?.dispose();
    this.#show = undefined;
  }
}
