import { tableOf } from "@fray/shared-state/by-name";
import { FLYING_WEAPONS, isFlying, type FlyingWeapon } from "@fray/shared-state/rules";

import type { ShotView } from "../../connection/frame.ts";
import type { ParticlePool } from "../../drawing/particles.ts";
import type { ShotSprite } from "../../drawing/shots/shot-sprite.ts";
import type { ViewContext } from "../../drawing/view-context.ts";
import { WEAPON_LOOKS } from "../../weapons/index.ts";
import type { Bodies } from "../bodies/bodies.ts";

interface Flight {
  readonly weapon: FlyingWeapon;
  readonly sprite: ShotSprite;
  seen: number;
}

/** Shots in flight. Each keeps its sprite from its first frame to its last. */
export class Shots {
  readonly #flights = new Map<string, Flight>();
  readonly #free: Readonly<Record<FlyingWeapon, ShotSprite[]>> = tableOf(FLYING_WEAPONS, () => []);
  readonly #context: ViewContext;
  readonly #bodies: Bodies;
  readonly #smoke: ParticlePool;
  #draws = 0;

  /** `bodies` knows the side of a shot's owner. */
  constructor(context: ViewContext, bodies: Bodies, smoke: ParticlePool) {
    this.#context = context;
    this.#bodies = bodies;
    this.#smoke = smoke;
  }

  draw(shots: readonly ShotView[], dt: number): void {
    this.#draws++;
    for (const shot of shots) {
      const { weapon } = shot;
      // A hitscan shot has already hit when its event arrives: its beam is an effect.
      if (!isFlying(weapon)) continue;
      const flight = this.#flights.get(shot.key) ?? this.#begin(shot, weapon);
      flight.seen = this.#draws;
      flight.sprite.draw(shot, dt);
    }
    for (const [key, flight] of this.#flights) {
      if (flight.seen === this.#draws) continue;
      flight.sprite.hide();
      this.#flights.delete(key);
      this.#free[flight.weapon].push(flight.sprite);
    }
  }

  #begin(shot: ShotView, weapon: FlyingWeapon): Flight {
    const sprite =
      this.#free[weapon].pop() ?? WEAPON_LOOKS[weapon].shot.sprite(this.#context, `${weapon}1Friend`, this.#smoke);
    const side = this.#bodies.sideOf(shot.owner, shot.hostile);
    sprite.begin(shot, `${weapon}${side}${shot.hostile ? "Foe" : "Friend"}`, this.#context.colors.sides[side]);
    const flight = { weapon, sprite, seen: 0 };
    this.#flights.set(shot.key, flight);
    return flight;
  }
}
