import type { PickupKind } from "@fray/shared-state/rules";

import type { Point } from "../../connection/frame.ts";
import type { Colors } from "../../drawing/palette.ts";
import type { Sparks } from "../../drawing/sparks.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { itemTint } from "../items/pickups.ts";

/** Effects for spawns, teleports and pickups. */
export class Arrivals {
  readonly #sparks: Sparks;
  readonly #colors: Colors;

  constructor(sparks: Sparks, { colors }: ViewContext) {
    this.#sparks = sparks;
    this.#colors = colors;
  }

  /** Shows a ring that closes where a body appears, and a ring that grows from there. */
  spawn(at: Point, tint: number): void {
    const { shield } = this.#colors.tint;
    this.#sparks.wave(at, 2.2, 0.4, 0.38, tint);
    this.#sparks.wave(at, 0.4, 1.15, 0.55, shield);
    this.#sparks.flare(at, 1.7, 0.4, tint);
    this.#sparks.light(at, 2.4, 0.4, tint);
    this.#sparks.sparks(at, 0, Math.PI, 10, 5, tint);
  }

  /** Shows a swirl that shrinks at the entrance of a teleporter, and a swirl that grows at the exit. */
  teleport(from: Point, to: Point, tint: number): void {
    const { shield } = this.#colors.tint;
    this.#sparks.swirl(from, 1.5, 0.15, 0.4, shield);
    this.#sparks.flare(from, 1.3, 0.25, shield);
    this.#sparks.swirl(to, 0.2, 1.5, 0.45, shield);
    this.#sparks.wave(to, 0.3, 1.4, 0.4, tint);
    this.#sparks.flare(to, 1.5, 0.3, shield);
    this.#sparks.sparks(to, 0, Math.PI, 12, 6, tint);
  }

  taken(at: Point, kind: PickupKind): void {
    const tint = itemTint(this.#colors, kind);
    const strength = kind === "overdrive" ? 2 : 1;
    this.#sparks.wave(at, 0.3, 1.1 * strength, 0.4, tint);
    this.#sparks.flare(at, 1.1 * strength, 0.25, tint);
    this.#sparks.sparks(at, -Math.PI / 2, Math.PI, 9 * strength, 4 * strength, tint);
  }

  returned(at: Point, kind: PickupKind): void {
    const tint = itemTint(this.#colors, kind);
    const strength = kind === "overdrive" ? 2.4 : 1;
    this.#sparks.wave(at, 1.2 * strength, 0.4, 0.4, tint);
    this.#sparks.flare(at, 0.9 * strength, 0.3, tint);
  }
}
