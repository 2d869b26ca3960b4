import type { BodyView } from "../../connection/frame.ts";
import type { Side } from "../../drawing/palette.ts";
import type { ParticlePool } from "../../drawing/particles.ts";
import type { ViewContext } from "../../drawing/view-context.ts";

const EVERY_S = 0.022;
const TURN = Math.PI * 2;

/** Leaves a trail along a dash: afterimages, sparks, rings or a ribbon. */
export class Trail {
  readonly #context: ViewContext;
  readonly #particles: ParticlePool;
  #since = 0;

  constructor(context: ViewContext, particles: ParticlePool) {
    this.#context = context;
    this.#particles = particles;
  }

  /** `kind` is the number of the look's trail. */
  draw(body: BodyView, { kind, tint, side }: { kind: number; tint: number; side: Side }, dt: number): void {
    this.#since += dt;
    if (!body.dashing || this.#since < EVERY_S) return;
    this.#since = 0;
    if (kind === 1) this.#leaveSpark(body, tint);
    else if (kind === 2) this.#leaveRing(body, tint);
    else if (kind === 3) this.#leaveRibbon(body, tint);
    else this.#leaveGhost(body, tint, side);
  }

  #leaveGhost({ x, y, aim }: BodyView, tint: number, side: Side): void {
    const ghost = this.#particles.spawn(side === 1 ? "ghost1" : "ghost2", x, y, 0.28, tint);
    ghost.image.rotation = aim;
    ghost.alpha = 0.5;
    ghost.scaleTo = 0.72;
  }

  #leaveSpark({ x, y }: BodyView, tint: number): void {
    const { runtime } = this.#context;
    const spark = this.#particles.spawn("spark", x, y, 0.4, tint);
    spark.launch(runtime.random() * TURN, 2 + runtime.random() * 3);
    spark.drag = 4;
    spark.scaleTo = 0.3;
  }

  #leaveRing({ x, y }: BodyView, tint: number): void {
    const ring = this.#particles.spawn("wave", x, y, 0.42, tint);
    ring.alpha = 0.7;
    ring.scaleFrom = 0.16;
    ring.scaleTo = 0.42;
  }

  #leaveRibbon({ x, y }: BodyView, tint: number): void {
    const piece = this.#particles.spawn("glow", x, y, 0.5, tint);
    piece.alpha = 0.75;
    piece.scaleFrom = 0.42;
    piece.scaleTo = 0.08;
  }
}
