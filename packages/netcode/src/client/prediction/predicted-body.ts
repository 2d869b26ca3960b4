import type { Data } from "@colyseus/schema";
import type { InputHandle } from "@colyseus/sdk";
import type { Predict, SimReconciler, StepContext } from "@colyseus/sdk/predict";

import { ErrorSmoothing, type ErrorSmoothingOptions } from "./error-smoothing.ts";

/** The part of a body that is drawn between two steps. */
interface Pose extends Record<string, number> {
  readonly x: number;
  readonly y: number;
  readonly jumps: number;
}

/** What a game says about the bodies that are predicted. */
export interface PredictedBodyOptions<B extends { readonly x: number; readonly y: number }, I> {
  /** The room's own. */
  readonly predict: Predict;
  readonly input: InputHandle<I>;
  /** What is predicted while there is no body. */
  readonly none: Readonly<B>;
  /** A plain copy of a body, whatever it is made of. `{ ...body }` when left out, which is right for plain bodies. */
  readonly copy?: (body: Readonly<B>) => B;
  /** One step of a body by one input: the very function that the server runs. It may predict events by `context.predict`. */
  readonly step: (body: B, input: Data<I>, context: StepContext) => void;
  /** Whether a prediction agrees with the authoritative body, in all that is predicted. */
  readonly isSame: (authoritative: Readonly<B>, predicted: Readonly<B>) => boolean;
  /** Counts the moves of a body from one place to another all at once, such as teleports. None when left out. */
  readonly jumpsOf?: (body: Readonly<B>) => number;
  /** Counts the lives of a body: the start of a new life is no correction. One life when left out. */
  readonly livesOf?: (authoritative: Readonly<B>) => number;
  /** Whether a body takes part; what happens to one that does not is no correction. Always when left out. */
  readonly isActive?: (body: Readonly<B>) => boolean;
  readonly smoothing: ErrorSmoothingOptions;
}

/**
 * The client's own body, predicted: it answers in the frame in which a key is pressed. When the authoritative state arrives,
 * it is rewound to that and the inputs that are not acknowledged yet are replayed. The body may come and go.
 */
export class PredictedBody<B extends { readonly x: number; readonly y: number }, I> {
  /** How often the authoritative state differed from the prediction, and the largest distance between them. */
  readonly corrections = { count: 0, largest: 0 };
  readonly #options: PredictedBodyOptions<B, I>;
  readonly #copy: (body: Readonly<B>) => B;
  readonly #sim: SimReconciler<Data<I>, Pose, object>;
  /** A plain copy rather than a bound instance: only the position is smoothed, not every counter. */
  readonly #body: B;
  #source: Readonly<B> | undefined;
  /** The authoritative body after the input that was acknowledged last. */
  #authoritative: Readonly<B>;
  #acknowledged = -1;
  /** What was predicted, and drawn, before the last authoritative state was taken in. */
  #predicted: Readonly<B>;
  #drawn = { x: 0, y: 0 };
  #lives = 0;
  readonly #smoothing: ErrorSmoothing;

  constructor(options: PredictedBodyOptions<B, I>) {
    this.#options = options;
    const { predict, input, none, copy = (body) => ({ ...body }), step, smoothing } = options;
    this.#copy = copy;
    this.#authoritative = none;
    this.#predicted = none;
    this.#smoothing = new ErrorSmoothing(smoothing);
    const body = (this.#body = copy(none));
    this.#sim = predict.sim<I, Pose, object>({
      input,
      world: {},
      adopt: () => {
        this.#predicted = copy(body);
        this.#drawn = { x: this.x, y: this.y };
        Object.assign(body, this.#authoritative);
      },
      pose: () => ({ x: body.x, y: body.y, jumps: this.#jumpsOf(body) }),
      interpolate: between,
      step: (context, _world, frame) => {
        const jumps = this.#jumpsOf(body);
        step(body, frame, context);
        if (this.#jumpsOf(body) !== jumps) this.#smoothing.clear();
      },
      // Corrections jump here; `ErrorSmoothing`, which knows how fast a body may seem to move, hides that.
      smoothMs: 0,
      snap: Number.MIN_VALUE,
      onReconcile: () => this.#noteCorrection(),
    });
  }

  /** Where to draw it: between steps, with corrections fading out. */
  get x(): number {
    return this.#sim.value("x") + this.#smoothing.x;
  }

  get y(): number {
    return this.#sim.value("y") + this.#smoothing.y;
  }

  /** Exactly what is predicted, for decisions and read-outs. */
  get body(): Readonly<B> {
    return this.#body;
  }

  /** Moves on to local time `now` in ms. Call it once a frame, before drawing. */
  advance(now: number): void {
    this.#smoothing.advance(now);
  }

  /**
   * Takes in a patch; `source` is the body in the state, undefined while there is none. A server that had no input in time
   * shows the body moved on provisionally. Only a patch that acknowledges an input says where the inputs have led, and several
   * patches may arrive between two frames.
   */
  receive(source: Readonly<B> | undefined): void {
    const { input } = this.#options;
    if (source !== this.#source) this.#change(source);
    if (!source || input.lastProcessed === this.#acknowledged) return;
    this.#acknowledged = input.lastProcessed;
    this.#authoritative = this.#copy(source);
  }

  /** A new connection counts its inputs from 0. */
  reset(): void {
    this.#acknowledged = -1;
  }

  /** Begins with another body, or with none: nothing of the last one is carried over. */
  #change(source: Readonly<B> | undefined): void {
    const { none } = this.#options;
    this.#source = source;
    this.#authoritative = source ? this.#copy(source) : none;
    this.#lives = this.#livesOf(source);
    this.#acknowledged = -1;
    this.#smoothing.clear();
    this.#sim.reset();
  }

  /** Counted here: the SDK's own gauge includes what is left of earlier corrections while they fade. */
  #noteCorrection(): void {
    const { body } = this;
    const isSame = this.#options.isSame(body, this.#predicted);
    const lives = this.#livesOf(this.#source);
    const hasNewLife = lives !== this.#lives;
    this.#lives = lives;
    if (hasNewLife) this.#smoothing.clear();
    if (isSame || hasNewLife || !this.#isActive(body) || !this.#isActive(this.#predicted)) return;
    this.corrections.count++;
    const distance = Math.hypot(body.x - this.#predicted.x, body.y - this.#predicted.y);
    this.corrections.largest = Math.max(this.corrections.largest, distance);
    if (this.#jumpsOf(body) === this.#jumpsOf(this.#predicted)) {
      this.#smoothing.absorb(this.x - this.#drawn.x, this.y - this.#drawn.y);
    } else this.#smoothing.clear();
  }

  #jumpsOf(body: Readonly<B>): number {
    return this.#options.jumpsOf?.(body) ?? 0;
  }

  #livesOf(source: Readonly<B> | undefined): number {
    return source ? (this.#options.livesOf?.(source) ?? 0) : 0;
  }

  #isActive(body: Readonly<B>): boolean {
    return this.#options.isActive?.(body) ?? true;
  }
}

/** A place between two steps; there is none on the way of a jump. */
function between(from: Pose, to: Pose, share: number): Pose {
  if (from.jumps !== to.jumps) return to;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, jumps: to.jumps };
}
