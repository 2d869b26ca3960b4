import type { Runtime } from "@fray/netcode/core";
import type { Clip, ClipOffer } from "@fray/shared-state/protocol/clip";
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

/** The clip of a death that is fetched before anybody asks for it, so that a press shows it at once. */
interface Fetched {
  readonly offer: ClipOffer;
  /** Undefined until it has arrived. */
  clip: Clip | undefined;
  /** Whether the player has asked for it meanwhile. */
  isWanted: boolean;
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
  #death: Fetched | undefined;
  #wasDead = false;
  /** The offer of a best moment that is being fetched. */
  #best: ClipOffer | undefined;
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
    return this.#isDead && this.#death?.isWanted === false;
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
    this.#forgetDeath();
    if (this.#show) return;
    const offer = this.#offer;
    if (offer?.kind === "death" && this.#isDead) void this.#fetchDeath(offer);
    if ((pressed & BUTTON.reload) !== 0) this.showDeath();
    const isBest = offer?.kind === "best" && !this.#best && this.#isOverRound && !prefersReducedMotion();
    if (isBest) void this.#showBest(offer);
  }

  /** Whoever is back in the fight is offered nothing of their death: the server has forgotten its clip. */
  #forgetDeath(): void {
    const { clips } = this.#game;
    if (this.#wasDead && !this.#isDead) {
      this.#death = undefined;
      if (clips?.offer?.kind === "death") clips.offer = undefined;
    }
    this.#wasDead = this.#isDead;
  }

  showDeath(): void {
    if (!this.#death || !this.offersDeath || this.#show) return;
    this.#death.isWanted = true;
    this.#showFetched(this.#death);
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

  /** A clip of a few kilobytes comes while the player falls. */
  async #fetchDeath(offer: ClipOffer): Promise<void> {
    const fetched: Fetched = { offer, clip: undefined, isWanted: false };
    this.#death = fetched;
    fetched.clip = await this.#game.clips?.take(offer);
    if (this.#death !== fetched) return;
    if (!fetched.clip) this.#death = undefined;
    else if (fetched.isWanted) this.#showFetched(fetched);
  }

  #showFetched({ offer, clip }: Fetched): void {
    if (!clip) return;
    this.#death = undefined;
    if (this.#isDead) this.#begin(offer, clip);
  }

  async #showBest(offer: ClipOffer): Promise<void> {
    this.#best = offer;
    const clip = await this.#game.clips?.take(offer);
    this.#best = undefined;
    if (clip && this.#isOverRound) this.#begin(offer, clip);
  }

  #begin(offer: ClipOffer, clip: Clip): void {
    const { clips, arena } = this.#game;
    if (!clips || this.#isGone || clip.map !== arena.name) return;
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
  }

  #end(): void {
    this.#show?.dispose();
    this.#show = undefined;
  }
}
