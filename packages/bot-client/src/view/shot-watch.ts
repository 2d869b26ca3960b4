import type { Arena } from "@fray/shared-state/arena/arena";
import { readDistance, readShots, type EventsMessage, type WireShot } from "@fray/shared-state/protocol/events";
import { stepsToAngle } from "@fray/shared-state/quantized";
import { WEAPON_RULES, weaponOf, type WeaponRules } from "@fray/shared-state/rules";
import { explodes, flightTime, type Shot } from "@fray/shared-state/simulation/shot";
import { directionOf } from "@fray/shared-state/simulation/trigonometry";

import type { Gunfire, SeenShot } from "./view.ts";

/** Shots whose path passes within this distance of the own body, in u, are noticed. */
const NEAR_MISS_U = 3;

interface Place {
  readonly x: number;
  readonly y: number;
}

interface Watcher extends Place {
  readonly id: number;
}

/** Notices the shots that matter to one player: enemy shots that come near, and all shots that will explode. */
export class ShotWatch {
  readonly shots: SeenShot[] = [];
  /** The newest gunfire of an enemy. */
  gunfire: Gunfire | undefined;
  readonly #arena: Arena;
  #noticed = 0;

  constructor(arena: Arena) {
    this.#arena = arena;
  }

  /** Forgets shots that have ended by time `now` in s. */
  step(now: number): void {
    for (let index = this.shots.length - 1; index >= 0; index--) {
      const seen = this.shots[index];
      if (seen && now - seen.bornAt > flightTime(seen.shot)) this.shots.splice(index, 1);
    }
  }

  /** Reads the events of a tick. `isMate` and `isOnScreen` judge by owner and by place. */
  hear(
    { tick, shots = [], blasts = [] }: EventsMessage,
    around: { self: Watcher; now: number; isMate: (id: number) => boolean; isOnScreen: (place: Place) => boolean },
  ): void {
    for (const wire of shots) {
      const place = { x: readDistance(wire[2]), y: readDistance(wire[3]) };
      if (!around.isMate(wire[0]) && around.isOnScreen(place))
        this.#perceive(around.self, around.now, tick, wire, place);
    }
    for (const [owner, seq] of blasts) this.#forget(owner, seq);
  }

  #perceive(self: Watcher, now: number, tick: number, wire: WireShot, { x, y }: Place): void {
    const own = wire[0] === self.id;
    if (!own) this.gunfire = { x, y, at: now };
    const weapon = weaponOf(wire[5] ?? 0);
    const rules = WEAPON_RULES[weapon];
    // A hitscan shot has already hit when its event arrives.
    if (rules.kind === "hitscan") return;
    const dangerous = rules.blast ? true : !own && passesNear(self, { x, y }, stepsToAngle(wire[4]), rules);
    if (!dangerous) return;
    const shot = middleOf(readShots(this.#arena, tick, wire));
    if (shot) this.shots.push({ serial: ++this.#noticed, shot, own, bornAt: now });
  }

  /** Forgets a shot that has exploded. */
  #forget(owner: number, seq: number): void {
    const index = this.shots.findIndex(({ shot }) => shot.owner === owner && shot.seq === seq && explodes(shot));
    if (index !== -1) this.shots.splice(index, 1);
  }
}

/** One pellet of a fan stands for all. */
const middleOf = (shots: readonly Shot[]): Shot | undefined => shots[Math.floor(shots.length / 2)];

/** Computes a shot's end only for relevant shots: most shots of a hundred bots pass far away. */
function passesNear(self: Place, from: Place, angle: number, rules: WeaponRules): boolean {
  const direction = directionOf(angle);
  const offsetX = self.x - from.x;
  const offsetY = self.y - from.y;
  const along = offsetX * direction.x + offsetY * direction.y;
  const miss = offsetX * direction.y - offsetY * direction.x;
  return along > -1 && along < rules.range_u + 1 && Math.abs(miss) < NEAR_MISS_U;
}
