import type { BodyView } from "../../connection/frame.ts";
import type { Side } from "../../drawing/palette.ts";
import type { ParticlePool } from "../../drawing/particles.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { sideOf } from "../sides.ts";
import { BodyAuras } from "./body-auras.ts";
import { BodyHull } from "./body-hull.ts";
import { BodyRings } from "./body-rings.ts";
import { BodySigns } from "./body-signs.ts";

const GHOST_EVERY_S = 0.022;
const AWAY_OPACITY = 0.45;
/** Opacity of the player's own body while a bush hides it. */
const HIDDEN_OPACITY = 0.85;

/** State of a body in the frame that its view does not contain. */
export interface Part {
  readonly self: boolean;
  readonly leads: boolean;
  /** The body is the player's own, and a bush hides it. */
  readonly hidden: boolean;
}

/** All images of one body. The sprite is reused for the next body that comes into view. */
export class BodySprite {
  /** Number of the draw in which the body was last in view. */
  seen = 0;
  readonly #context: ViewContext;
  readonly #trails: ParticlePool;
  readonly #hull: BodyHull;
  readonly #rings: BodyRings;
  readonly #auras: BodyAuras;
  readonly #signs: BodySigns;
  #side: Side = 2;
  #lives = -1;
  #sinceGhost = 0;

  constructor(context: ViewContext, trails: ParticlePool) {
    this.#context = context;
    this.#trails = trails;
    this.#rings = new BodyRings(context);
    this.#hull = new BodyHull(context);
    this.#auras = new BodyAuras(context);
    this.#signs = new BodySigns(context);
  }

  get side(): Side {
    return this.#side;
  }

  /** Assigns the sprite to another body. */
  assign(body: BodyView, self: boolean): void {
    this.#wear(sideOf(body, self), self);
    this.#lives = body.lives;
    this.#signs.reset();
    this.#reset(body);
  }

  hit(): void {
    this.#hull.hit();
  }

  fire(heavy: boolean): void {
    this.#hull.fire(heavy);
  }

  emote(emote: number): void {
    this.#signs.emote(emote);
  }

  hide(): void {
    this.#hull.hide();
    this.#rings.hide();
    this.#auras.hide();
    this.#signs.hide();
  }

  draw(body: BodyView, part: Part, dt: number): void {
    const side = sideOf(body, part.self);
    if (side !== this.#side) this.#wear(side, part.self);
    if (body.lives !== this.#lives) {
      this.#lives = body.lives;
      this.#reset(body);
      this.#hull.appear();
    }
    if (!body.alive) {
      this.#signs.reset();
      this.hide();
      return;
    }
    const opacity = !body.connected ? AWAY_OPACITY : part.hidden ? HIDDEN_OPACITY : 1;
    this.#hull.draw(body, dt, opacity);
    this.#rings.draw(body, dt, opacity);
    this.#auras.draw(body, dt, opacity);
    this.#signs.draw(body, { side, self: part.self, leads: part.leads }, dt, opacity);
    this.#leaveGhosts(body, dt);
  }

  #wear(side: Side, self: boolean): void {
    this.#side = side;
    this.#hull.assign(side, self);
    this.#rings.assign(side);
  }

  #reset(body: BodyView): void {
    this.#hull.calm();
    this.#rings.reset(body);
    this.#auras.reset(body);
  }

  /** Leaves afterimages along a dash. */
  #leaveGhosts(body: BodyView, dt: number): void {
    this.#sinceGhost += dt;
    if (!body.dashing || this.#sinceGhost < GHOST_EVERY_S) return;
    this.#sinceGhost = 0;
    const { tint } = this.#context.colors.sides[this.#side];
    const ghost = this.#trails.spawn(this.#side === 1 ? "ghost1" : "ghost2", body.x, body.y, 0.28, tint);
    ghost.image.rotation = body.aim;
    ghost.alpha = 0.5;
    ghost.scaleTo = 0.72;
  }
}
