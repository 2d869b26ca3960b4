import type { Frame, Happening, Point } from "../connection/frame.ts";
import { prefersReducedMotion } from "../settings/reduced-motion.ts";
import type { Beams } from "./beams.ts";
import type { Bodies } from "./bodies.ts";
import type { Burst } from "./burst.ts";
import type { CameraRig } from "./camera-rig.ts";
import type { Crosshair } from "./crosshair.ts";
import type { DamageNumbers } from "./damage-numbers.ts";
import { TINT } from "./palette.ts";

const SHAKE_FIRE_PX = 1;
const SHAKE_RAIL_PX = 3;
const SHAKE_HIT_PX = 3;
const SHAKE_DEATH_PX = 4;

/** What happenings act on. */
export interface EffectTargets {
  readonly bodies: Bodies;
  readonly beams: Beams;
  readonly burst: Burst;
  readonly numbers: DamageNumbers;
  readonly crosshair: Crosshair;
  readonly camera: CameraRig;
}

type Kind<Type extends Happening["type"]> = Extract<Happening, { type: Type }>;

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
    const { bodies, burst, crosshair, numbers } = this.#targets;
    switch (happening.type) {
      case "fired":
        this.#fired(happening);
        return;
      case "impact":
        burst.wallImpact(happening.at, happening.angle);
        return;
      case "mark":
        crosshair.confirmHit(true);
        bodies.get(happening.victim)?.hit();
        burst.bodyHit(happening.at, happening.angle, TINT.other);
        return;
      case "retract":
        crosshair.retractHit();
        return;
      case "hit":
        this.#hit(happening, frame);
        return;
      case "death":
        if (happening.at) this.#death(happening, happening.at);
        if (happening.mine) crosshair.confirmKill();
        return;
      case "pickup":
        burst.healed(happening.at);
        if (happening.me) numbers.show("+HP", happening.at.x, happening.at.y, TINT.heal);
        return;
      case "spawn":
        burst.arrival(happening.at, happening.me ? TINT.self : TINT.other);
        return;
    }
  }

  #fired({ weapon, owner, own, at, to, angle }: Kind<"fired">): void {
    const { bodies, beams, burst, crosshair } = this.#targets;
    bodies.get(owner)?.fire();
    if (weapon === "rail") {
      const tint = own ? TINT.self : TINT.other;
      beams.show(at, to, angle, tint);
      burst.railImpact(to, angle, tint);
    }
    if (!own) return;
    crosshair.recoil();
    this.#shake(weapon === "rail" ? SHAKE_RAIL_PX : SHAKE_FIRE_PX);
  }

  /** What a mark has shown already is not shown again: only what it could not know. */
  #hit(hit: Kind<"hit">, frame: Frame): void {
    const { bodies, burst, numbers, crosshair } = this.#targets;
    const hurt = hit.damage > 0;
    if (!hurt) {
      burst.shieldHit(hit.at, hit.angle);
    } else if (!hit.marked) {
      bodies.get(hit.victim)?.hit();
      burst.bodyHit(hit.at, hit.angle, hit.me ? TINT.self : TINT.other);
    }
    if (hit.mine) {
      if (!hit.marked || !hurt) crosshair.confirmHit(hurt);
      if (hurt) numbers.show(String(hit.damage), hit.at.x, hit.at.y, TINT.white);
      else numbers.show("Blocked", hit.at.x, hit.at.y, TINT.shield);
    }
    if (hit.me && frame.self) {
      burst.hurtFrom(frame.self, hit.angle + Math.PI, hurt);
      if (hurt) this.#shake(SHAKE_HIT_PX);
    }
  }

  #death(death: Kind<"death">, at: Point): void {
    this.#targets.burst.death(at, death.me ? TINT.self : TINT.other);
    if (death.me) this.#shake(SHAKE_DEATH_PX);
    else if (death.mine) this.#shake(SHAKE_HIT_PX);
  }

  #shake(pixels: number): void {
    if (!prefersReducedMotion()) this.#targets.camera.kick(pixels);
  }
}
