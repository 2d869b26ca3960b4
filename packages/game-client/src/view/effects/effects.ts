import { assertNever } from "@fray/shared-state/assert-never";
import { tableOf } from "@fray/shared-state/by-name";
import { PAD_WEAPON_NAMES, WEAPON_RULES, type PickupKind } from "@fray/shared-state/rules";

import type { Frame, ClientEvent, Point } from "../../connection/frame.ts";
import { isObjectiveEvent } from "../../connection/objectives/index.ts";
import { Sparks } from "../../drawing/sparks.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { objectiveOf } from "../../objectives/index.ts";
import { settings } from "../../settings/settings.ts";
import { WEAPON_LOOKS } from "../../weapons/index.ts";
import type { Bodies } from "../bodies/bodies.ts";
import type { CameraRig } from "../camera-rig.ts";
import type { Crosshair } from "../crosshair.ts";
import { itemTint } from "../items/pickups.ts";
import { Arrivals } from "./arrivals.ts";
import { Beams } from "./beams.ts";
import { DamageIndicator } from "./damage-indicator.ts";
import { DamageNumbers } from "./damage-numbers.ts";
import { Explosions } from "./explosions.ts";
import { Impacts } from "./impacts.ts";
import { Scorches } from "./scorches.ts";
import { SHAKE_PX, Shakes } from "./shakes.ts";

type Kind<Type extends ClientEvent["type"]> = Extract<ClientEvent, { type: Type }>;

const TAKEN: Readonly<Record<PickupKind, string>> = {
  health: "+HP",
  armour: "+Armour",
  ammo: "Ammo",
  overdrive: "Overdrive!",
  ...tableOf(PAD_WEAPON_NAMES, (weapon) => WEAPON_LOOKS[weapon].item.taken),
};

/** Objects that effects change, in addition to their own particles. */
export interface EffectTargets {
  readonly bodies: Bodies;
  readonly crosshair: Crosshair;
  readonly camera: CameraRig;
}

/** Turns client events into visible effects. */
export class Effects {
  readonly #context: ViewContext;
  readonly #bodies: Bodies;
  readonly #crosshair: Crosshair;
  readonly #shakes: Shakes;
  readonly #sparks: Sparks;
  readonly #scorches: Scorches;
  readonly #beams: Beams;
  readonly #impacts: Impacts;
  readonly #explosions: Explosions;
  readonly #arrivals: Arrivals;
  readonly #numbers: DamageNumbers;
  readonly #hurt: DamageIndicator;

  constructor(context: ViewContext, { bodies, crosshair, camera }: EffectTargets) {
    this.#context = context;
    this.#bodies = bodies;
    this.#crosshair = crosshair;
    this.#shakes = new Shakes(camera);
    this.#sparks = new Sparks(context);
    this.#scorches = new Scorches(context);
    this.#beams = new Beams(context);
    this.#impacts = new Impacts(this.#sparks, context);
    this.#explosions = new Explosions(this.#sparks, this.#scorches, context);
    this.#arrivals = new Arrivals(this.#sparks, context);
    this.#numbers = new DamageNumbers(context);
    this.#hurt = new DamageIndicator(context);
  }

  play(frame: Frame): void {
    for (const event of frame.events) this.#play(event, frame);
  }

  update(dt: number, self: Point | undefined): void {
    this.#beams.update(dt);
    this.#sparks.update(dt);
    this.#scorches.update(dt);
    this.#numbers.update(dt);
    this.#hurt.update(dt, self);
  }

  #play(event: ClientEvent, frame: Frame): void {
    if (isObjectiveEvent(event)) {
      objectiveOf(event).show(event, frame, { sparks: this.#sparks, colors: this.#context.colors });
      return;
    }
    switch (event.type) {
      case "fired":
        this.#fired(event);
        return;
      case "impact":
        this.#impacts.wall(event.at, event.angle, event.weapon);
        return;
      case "bounce":
        this.#impacts.bounce(event.at);
        return;
      case "blast":
        this.#explosions.blast(event.at, event.radius, this.#context.colors.tint.fire);
        this.#shakes.blast(event.at, frame.focus);
        return;
      case "mark":
        this.#crosshair.confirmHit(true);
        this.#bodies.get(event.victim)?.hit();
        this.#impacts.body(event.at, event.angle, this.#tintOf(event.victim, true));
        return;
      case "retract":
        this.#crosshair.retractHit();
        return;
      case "hit":
        this.#hit(event, frame);
        return;
      case "death":
        if (event.at) this.#death(event, event.at);
        if (event.mine) this.#crosshair.confirmKill();
        return;
      case "pickup":
        this.#pickup(event);
        return;
      case "return":
        this.#arrivals.returned(event.at, event.kind);
        return;
      case "teleport":
        this.#arrivals.teleport(event.from, event.to, this.#tintOf(event.id, !event.me));
        return;
      case "spawn":
        this.#arrivals.spawn(event.at, this.#tintOf(event.id, !event.me));
        return;
      case "emote":
        this.#bodies.get(event.id)?.emote(event.emote);
        return;
      case "phase":
      case "deed":
      case "teamMark":
        return;
      default:
        assertNever(event);
    }
  }

  #fired({ weapon, owner, own, at, to, angle }: Kind<"fired">): void {
    const { kick_px: kick } = WEAPON_LOOKS[weapon];
    this.#bodies.get(owner)?.fire(kick > 0);
    if (WEAPON_RULES[weapon].kind === "hitscan") {
      const tint = this.#tintOf(owner, !own);
      this.#beams.show(at, to, angle, tint, !own);
      this.#impacts.beam(to, angle, weapon, tint);
    }
    if (!own) return;
    this.#crosshair.recoil();
    if (kick > 0) this.#shakes.kick(kick);
  }

  /** A hit with a mark shows only what the mark could not know. */
  #hit(hit: Kind<"hit">, frame: Frame): void {
    const hurt = hit.damage > 0;
    if (!hurt) {
      this.#impacts.shield(hit.at, hit.angle);
    } else if (!hit.marked) {
      this.#bodies.get(hit.victim)?.hit();
      this.#impacts.body(hit.at, hit.angle, this.#tintOf(hit.victim, !hit.me));
    }
    if (hit.mine && !(hit.marked && hurt)) this.#crosshair.confirmHit(hurt);
    if (hit.mine) this.#number(hit);
    if (hit.me && frame.self) {
      this.#hurt.show(frame.self, hit.angle + Math.PI, hurt);
      if (hurt) this.#shakes.kick(SHAKE_PX.hit);
    }
  }

  #number({ victim, damage, at }: Kind<"hit">): void {
    if (!settings.values.damageNumbers) return;
    const { white, shield } = this.#context.colors.tint;
    if (damage > 0) this.#numbers.count(victim, damage, at.x, at.y, white);
    else this.#numbers.show("Blocked", at.x, at.y, shield);
  }

  #death(death: Kind<"death">, at: Point): void {
    this.#explosions.death(at, this.#tintOf(death.victim, !death.me));
    if (death.me) this.#shakes.kick(SHAKE_PX.death);
    else if (death.mine) this.#shakes.kick(SHAKE_PX.hit);
  }

  #pickup({ at, kind, me }: Kind<"pickup">): void {
    this.#arrivals.taken(at, kind);
    if (me) this.#numbers.show(TAKEN[kind], at.x, at.y, itemTint(this.#context.colors, kind));
  }

  #tintOf(id: number, hostile: boolean): number {
    return this.#context.colors.sides[this.#bodies.sideOf(id, hostile)].tint;
  }
}
