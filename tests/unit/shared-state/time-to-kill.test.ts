import {
  MAX_HEALTH,
  ORB,
  PULSE,
  RAIL,
  ROCKET,
  SCATTER,
  SPECIALS,
  type Special,
  type Weapon,
} from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { createFighter, type Body } from "@fray/shared-state/simulation/body";
import { giveSpecial, stepWeapons } from "@fray/shared-state/simulation/step-weapons";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { duel, eventsOf, IDLE, type Duel } from "../../support/duel.ts";

const FASTEST_S = 0.8;
const SLOWEST_S = 1.3;
const TICK_RATES = [20, 30, 60];
const EVERY_TICK_RATE = Array.from({ length: 41 }, (_, index) => 20 + index);
const EVERY_SPECIAL = ["rail", "scatter", "rocket", "orb"] as const satisfies readonly Special[];
const { fire, special } = BUTTON;

/** The damage of a shot of each weapon when all of it hits. */
const DAMAGE: Readonly<Record<Weapon, number>> = {
  pulse: PULSE.damage,
  rail: RAIL.damage,
  scatter: SCATTER.damage * SCATTER.pellets,
  rocket: ROCKET.damage,
  orb: ORB.damage,
};

/** Seconds from the press of a trigger, or its first shot, to the target's death under these buttons, over and over. */
function timeToKill({ world, target, step }: Duel, buttons: readonly number[], from: "press" | "shot"): number {
  let since = from === "press" ? 0 : Infinity;
  for (let tick = 0; tick < 3 / world.dt; tick++) {
    const events = step({ buttons: buttons[tick % buttons.length] ?? 0 });
    if (eventsOf(events, "shot").length > 0) since = Math.min(since, tick);
    if (!target.alive) return (tick - since) * world.dt;
  }
  return Infinity;
}

describe("with perfect aim, from full health", () => {
  test.each(TICK_RATES)("each weapon alone kills in 0.8..1.3 s at %i ticks/s", (rate) => {
    const dt = 1 / rate;
    const times = [
      timeToKill(duel({ dt, distance: 2 }), [fire], "press"),
      ...EVERY_SPECIAL.map((name) =>
        timeToKill(duel({ dt, distance: name === "scatter" ? 2 : 3.5, special: name }), [special], "press"),
      ),
    ];
    for (const time of times) {
      expect(time).toBeGreaterThanOrEqual(FASTEST_S - 1e-9);
      expect(time).toBeLessThanOrEqual(SLOWEST_S + 1e-9);
    }
  });

  test("no body dies within 0.8 s of the first shot, for any use of the triggers", () => {
    const anyButtons = fc.array(fc.constantFrom(0, fire, special, fire | special), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        anyButtons,
        fc.constantFrom(...TICK_RATES),
        fc.constantFrom(...EVERY_SPECIAL),
        fc.double({ min: 1.2, max: 4, noNaN: true }),
        (buttons, rate, name, distance) => {
          const time = timeToKill(duel({ dt: 1 / rate, distance, special: name }), buttons, "shot");
          expect(time).toBeGreaterThanOrEqual(FASTEST_S - 1e-9);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("no sequence of shots, with any specials picked up in between, does the damage of a kill in less, at any tick rate", () => {
    for (const rate of EVERY_TICK_RATE) expect(deadliestWindow(rate), `${rate} ticks/s`).toBeLessThan(MAX_HEALTH);
  });
});

/** The fields that decide when a weapon fires next; the clip and the rounds never run out here. */
const stateOf = ({ fireCooldown, specialCooldown, railCharge, special: code }: Body): string =>
  [fireCooldown, specialCooldown, railCharge, code].join();

function fresh(name: Special): Body {
  const body: Body = { ...createFighter(1), alive: true, ammo: PULSE.clip };
  giveSpecial(body, name);
  return body;
}

/** Everything a step can lead to: any buttons, and any special in hand afterwards. */
function* nextOf(body: Body, dt: number): Iterable<{ body: Body; damage: number }> {
  for (const buttons of [0, fire, special, fire | special]) {
    const after = { ...body, ammo: PULSE.clip, specialAmmo: 9 };
    const fired = stepWeapons(after, { ...IDLE, buttons }, { dt });
    const damage = fired ? DAMAGE[fired] : 0;
    yield { body: after, damage };
    for (const name of Object.keys(SPECIALS) as Special[]) {
      const swapped = { ...after };
      giveSpecial(swapped, name);
      yield { body: swapped, damage };
    }
  }
}

/** Most damage whose shots leave within less than 0.8 s, over every state that can be reached. */
function deadliestWindow(rate: number): number {
  const dt = 1 / rate;
  const reached = new Map<string, Body>();
  const queue = EVERY_SPECIAL.map(fresh);
  let window = new Map<string, { body: Body; damage: number }>();
  const keep = (into: typeof window, body: Body, damage: number) => {
    const key = stateOf(body);
    const known = into.get(key);
    if (!known || known.damage < damage) into.set(key, { body, damage });
  };
  for (let body = queue.pop(); body; body = queue.pop()) {
    const key = stateOf(body);
    if (reached.has(key)) continue;
    reached.set(key, body);
    for (const next of nextOf(body, dt)) {
      queue.push(next.body);
      // The first shot of a window may be fired from anywhere.
      if (next.damage > 0) keep(window, next.body, next.damage);
    }
  }
  for (let step = 1; step * dt < FASTEST_S - 1e-9; step++) {
    const later: typeof window = new Map();
    for (const { body, damage } of window.values()) {
      for (const next of nextOf(body, dt)) keep(later, next.body, damage + next.damage);
    }
    window = later;
  }
  return Math.max(...[...window.values()].map(({ damage }) => damage));
}
