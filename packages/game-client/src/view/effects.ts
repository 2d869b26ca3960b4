import type { Frame, Happening, Point } from "../connection/frame.ts";
import type { Bodies } from "./bodies.ts";
import type { Burst } from "./burst.ts";
import type { CameraRig } from "./camera-rig.ts";
import type { Crosshair } from "./crosshair.ts";
import type { DamageNumbers } from "./damage-numbers.ts";
import { prefersReducedMotion } from "./motion.ts";
import { TINT } from "./palette.ts";

const SHAKE_FIRE_PX = 1;
const SHAKE_HIT_PX = 3;
const SHAKE_DEATH_PX = 4;

/** What happenings act on. */
export interface EffectTargets {
  readonly bodies: Bodies;
  readonly burst: Burst;
  readonly numbers: DamageNumbers;
  readonly crosshair: Crosshair;
  readonly camera: CameraRig;
}

/** Turns what happened into what is seen of it. */
export class Effects {
  readonly #targets: EffectTargets;

  constructor(targets: EffectTargets) {
    this.#targets = targets;
  }

  play(frame: Frame): void {
    for (const happening of frame.happenings) this.#play(happening, frame);
  }

  #play(happening: Happening, frame: Frame): void {
    const { bodies, burst } = this.#targets;
    switch (happening.type) {
      case "fired":
        bodies.get(happening.owner)?.fire();
        if (happening.own) {
          this.#targets.crosshair.recoil();
          this.#shake(SHAKE_FIRE_PX);
        }
        return;
      case "impact":
        burst.wallImpact(happening.at, happening.angle);
        return;
      case "hit":
        this.#hit(happening, frame);
        return;
      case "death":
        if (happening.at) this.#death(happening, happening.at);
        if (happening.mine) this.#targets.crosshair.confirmKill();
        return;
      case "spawn":
        burst.arrival(happening.at, happening.me ? TINT.self : TINT.other);
        return;
    }
  }

  #hit(hit: Extract<Happening, { type: "hit" }>, frame: Frame): void {
    const { bodies, burst, numbers, crosshair } = this.#targets;
    const color = hit.me ? TINT.self : TINT.other;
    if (hit.damage > 0) {
      bodies.get(hit.victim)?.hit();
      burst.bodyHit(hit.at, hit.angle, color);
    } else {
      burst.shieldHit(hit.at, hit.angle);
    }
    if (hit.mine) {
      crosshair.confirmHit(hit.damage > 0);
      if (hit.damage > 0) numbers.show(String(hit.damage), hit.at.x, hit.at.y, TINT.white);
      else numbers.show("Blocked", hit.at.x, hit.at.y, TINT.shield);
    }
    if (hit.me && frame.self) {
      burst.hurtFrom(frame.self, hit.angle + Math.PI, hit.damage > 0);
      if (hit.damage > 0) this.#shake(SHAKE_HIT_PX);
    }
  }

  #death(death: Extract<Happening, { type: "death" }>, at: Point): void {
    this.#targets.burst.death(at, death.me ? TINT.self : TINT.other);
    if (death.me) this.#shake(SHAKE_DEATH_PX);
    else if (death.mine) this.#shake(SHAKE_HIT_PX);
  }

  #shake(pixels: number): void {
    if (!prefersReducedMotion()) this.#targets.camera.kick(pixels);
  }
}
