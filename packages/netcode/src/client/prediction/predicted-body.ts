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

/** The functions of a game that prediction needs. */
export interface PredictedBodyOptions<B extends { readonly x: number; readonly y: number }, I> {
  /** The SDK's prediction of this room. */
  readonly predict: Predict;
  readonly input: InputHandle<I>;
  /** The body that is used while the player has none. */
  readonly none: Readonly<B>;
  /** Returns a plain copy of a body of any type. The default is `{ ...body }`, which is correct for plain bodies. */
  readonly copy?: (body: Readonly<B>) => B;
  /**
   * Simulates one step of a body by one input. It is the same function that the server runs. It may predict events
   * with `context.predict`.
   */
  readonly step: (body: B, input: Data<I>, context: StepContext) => void;
  /** Whether a prediction equals the authoritative body in all predicted fields. */
  readonly isSame: (authoritative: Readonly<B>, predicted: Readonly<B>) => boolean;
  /** Returns how often a body has moved discontinuously, for example by a teleport. The default is never. */
  readonly jumpsOf?: (body: Readonly<B>) => number;
  /** Returns how many lives a body has had. The start of a new life is not a correction. The default is one life. */
  readonly livesOf?: (authoritative: Readonly<B>) => number;
  /** Whether a body takes part. Changes of an inactive body are not corrections. The default is always. */
  readonly isActive?: (body: Readonly<B>) => boolean;
  readonly smoothing: ErrorSmoothingOptions;
}

/**
 * Predicts the client's own body, so that it reacts in the frame in which a key is pressed. When the authoritative
 * state arrives, the body is set to it, and the inputs that are not acknowledged are replayed. The body may appear
 * and disappear.
 */
export class PredictedBody<B extends { readonly x: number; readonly y: number }, I> {
  /** How often the authoritative state differed from the prediction, and the largest distance between them. */
  readonly corrections = { count: 0, largest: 0 };
  readonly #options: PredictedBodyOptions<B, I>;
  readonly #copy: (body: Readonly<B>) => B;
  readonly #sim: SimReconciler<Data<I>, Pose, object>;
  /** A plain copy instead of a bound instance, so that only the position is smoothed and not every counter. */
  readonly #body: B;
  #source: Readonly<B> | undefined;
  /** The authoritative body after the last acknowledged input. */
  #authoritative: Readonly<B>;
  #acknowledged = -1;
  /** The prediction that was drawn before the last authoritative state was applied. */
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
      // The SDK applies corrections at once. `ErrorSmoothing` hides the jump, because it knows the largest speed of a
      // body.
      smoothMs: 0,
      snap: Number.MIN_VALUE,
      onReconcile: () => this.#noteCorrection(),
    });
  }

  /** Position to draw: between two steps, with fading corrections. */
  get x(): number {
    return this.#sim.value("x") + this.#smoothing.x;
  }

  get y(): number {
    return this.#sim.value("y") + this.#smoothing.y;
  }

  /** The exact prediction, for decisions and displays. */
  get body(): Readonly<B> {
    return this.#body;
  }

  /** Advances to local time `now` in ms. Call it once a frame, before drawing. */
  advance(now: number): void {
    this.#smoothing.advance(now);
  }

  /**
   * Applies a patch. `source` is the body in the state, undefined while there is none. If no input had arrived, the
   * server shows a provisional step. Only a patch that acknowledges an input shows the result of the inputs. Several
   * patches may arrive between two frames.
   */
  receive(source: Readonly<B> | undefined): void {
    const { input } = this.#options;
    if (source !== this.#source) this.#change(source);
    if (!source || input.lastProcessed === this.#acknowledged) return;
    this.#acknowledged = input.lastProcessed;
    this.#authoritative = this.#copy(source);
  }

  /** Inputs of a new connection are counted from 0. */
  reset(): void {
    this.#acknowledged = -1;
  }

  /** Starts with another body, or with none. Nothing of the previous body remains. */
  #change(source: Readonly<B> | undefined): void {
    const { none } = this.#options;
    this.#source = source;
    this.#authoritative = source ? this.#copy(source) : none;
    this.#lives = this.#livesOf(source);
    this.#acknowledged = -1;
    this.#smoothing.clear();
    this.#sim.reset();
  }

  /** Corrections are counted here, because the SDK's own counter includes earlier corrections that are still fading. */
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

/** A pose between two steps. There is none in the middle of a jump. */
function between(from: Pose, to: Pose, share: number): Pose {
  if (from.jumps !== to.jumps) return to;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, jumps: to.jumps };
}
