import { readAppearance } from "@fray/shared-state/protocol/appearance";

import type { BodyView } from "../../connection/frame.ts";
import { hullPaintOf } from "../../drawing/hull-paint.ts";
import type { Side } from "../../drawing/palette.ts";
import type { ParticlePool } from "../../drawing/particles.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { sideOf } from "../sides.ts";
import { BodyAuras } from "./body-auras.ts";
import { BodyHull } from "./body-hull.ts";
import { BodyRings } from "./body-rings.ts";
import { BodySigns } from "./body-signs.ts";
import { Trail } from "./trail.ts";

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
  readonly #trail: Trail;
  readonly #hull: BodyHull;
  readonly #rings: BodyRings;
  readonly #auras: BodyAuras;
  readonly #signs: BodySigns;
  #side: Side = 2;
  #lives = -1;
  /** The look and the team in which the body was painted last. */
  #look = 0;
  #team = 0;
  #trailLook = { kind: 0, tint: 0 };

  constructor(context: ViewContext, trails: ParticlePool) {
    this.#context = context;
    this.#trail = new Trail(context, trails);
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
    this.#wear(body, sideOf(body, self), self);
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
    if (side !== this.#side || body.look !== this.#look || body.team !== this.#team) this.#wear(body, side, part.self);
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
    this.#trail.draw(body, { ...this.#trailLook, side }, dt);
  }

  #wear({ look, team }: BodyView, side: Side, self: boolean): void {
    this.#side = side;
    this.#look = look;
    this.#team = team;
    const appearance = readAppearance(look);
    const paint = hullPaintOf(appearance, { team, side }, this.#context.colors);
    this.#trailLook = { kind: appearance.trail, tint: paint.trail };
    this.#hull.assign(side, self, paint, appearance.pattern);
    this.#rings.assign(side);
  }

  #reset(body: BodyView): void {
    this.#hull.calm();
    this.#rings.reset(body);
    this.#auras.reset(body);
  }
}
