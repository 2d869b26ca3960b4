import { LOOK_SIGNS, type ClipBody, type ClipLook } from "@fray/shared-state/protocol/clip";
import { angleToSteps, positionToSteps } from "@fray/shared-state/quantized";

import type { ShownBody } from "../spectating/shown-body.ts";

/** Steps of the wire's angle in one step of a clip's, which has 256 in a turn. */
const ANGLE_STEPS = 256;
const TURN = 256;

type Look = ClipLook extends readonly [number, ...infer Rest] ? Rest : never;

/** Collects what one body did, patch after patch. */
export class BodyPath {
  readonly #id: number;
  readonly #runs: [number, ...number[]][] = [];
  readonly #looks: ClipLook[] = [];
  #last = { patch: -2, x: 0, y: 0, aim: 0 };
  #look: Look | undefined;

  constructor(id: number) {
    this.#id = id;
  }

  get written(): ClipBody {
    return { id: this.#id, runs: this.#runs, looks: this.#looks };
  }

  add(patch: number, body: ShownBody): void {
    const x = positionToSteps(body.x);
    const y = positionToSteps(body.y);
    const aim = Math.floor(angleToSteps(body.aim) / ANGLE_STEPS);
    const run = this.#runs.at(-1);
    if (run && this.#last.patch === patch - 1) {
      const turned = ((aim - this.#last.aim + 1.5 * TURN) % TURN) - TURN / 2;
      run.push(x - this.#last.x, y - this.#last.y, turned);
    } else this.#runs.push([patch, x, y, aim]);
    this.#last = { patch, x, y, aim };
    const look = lookOf(body);
    if (this.#look?.every((value, index) => value === look[index])) return;
    this.#look = look;
    this.#looks.push([patch, ...look]);
  }
}

function lookOf(body: ShownBody): Look {
  const { team, health, armour, special, lives, teleports, railCharge } = body;
  let signs = 0;
  for (const [bit, sign] of LOOK_SIGNS.entries()) if (body[sign]) signs |= 1 << bit;
  return [team, health, armour, signs, special, lives, teleports, railCharge];
}
