import { angleToSteps } from "@fray/shared-state/quantized";
import type { Fighter } from "@fray/shared-state/simulation/body";

import type { BitWriter } from "./bit-writer.ts";

const POSITION_STEPS_PER_U = 256;
/**
 * A shorter change of position is sent as a difference. A run at 20 Hz is 128 steps, and so is a dash along one axis
 * at 60 Hz.
 */
const SHORT_BITS = 9;
const SHORT_MAX = 2 ** (SHORT_BITS - 1) - 1;

/**
 * The fields that every observer of a body receives, as whole numbers. Their precision is that of the product, see
 * `schema/body-fields.ts`.
 */
interface Pose {
  x: number;
  y: number;
  aim: number;
  /** Health and armour. */
  vitals: number;
  /** Alive, shielded, overdriven, special, charge of the rail. */
  condition: number;
}

/** A body as it was sent in the last tick and as it is in the current tick. */
export class PackedBody {
  readonly fighter: Fighter;
  readonly #was: Pose = { x: 0, y: 0, aim: 0, vitals: 0, condition: 0 };
  readonly #is: Pose = { x: 0, y: 0, aim: 0, vitals: 0, condition: 0 };

  constructor(fighter: Fighter) {
    this.fighter = fighter;
  }

  get x(): number {
    return this.fighter.x;
  }

  get y(): number {
    return this.fighter.y;
  }

  /** Updates the body after a tick. */
  update(): void {
    Object.assign(this.#was, this.#is);
    const { x, y, aim, health, armour, alive, shielded, overdriven, special, railCharge } = this.fighter;
    this.#is.x = Math.round(x * POSITION_STEPS_PER_U);
    this.#is.y = Math.round(y * POSITION_STEPS_PER_U);
    this.#is.aim = angleToSteps(aim);
    this.#is.vitals = (health << 8) | armour;
    this.#is.condition =
      Number(alive) | (Number(shielded) << 1) | (Number(overdriven) << 2) | (special << 3) | (railCharge << 6);
  }

  /** Writes the changes, for observers that have the previous state. */
  writeChange(bits: BitWriter): void {
    const was = this.#was;
    const is = this.#is;
    const dx = is.x - was.x;
    const dy = is.y - was.y;
    const moved = dx !== 0 || dy !== 0;
    const fell = is.vitals !== was.vitals || is.condition !== was.condition;
    bits.write((Number(moved) << 2) | (Number(is.aim !== was.aim) << 1) | Number(fell), 3);
    if (moved) {
      const isShort = Math.abs(dx) <= SHORT_MAX && Math.abs(dy) <= SHORT_MAX;
      bits.write(Number(isShort), 1);
      bits.write(isShort ? dx : is.x, isShort ? SHORT_BITS : 16);
      bits.write(isShort ? dy : is.y, isShort ? SHORT_BITS : 16);
    }
    if (is.aim !== was.aim) bits.write(is.aim, 16);
    if (!fell) return;
    bits.write(is.vitals, 16);
    bits.write(is.condition, 12);
  }

  /** Writes the whole body, for observers that did not see it before. */
  writeWhole(bits: BitWriter): void {
    const { x, y, aim, vitals, condition } = this.#is;
    for (const value of [this.fighter.id, x, y, aim, vitals]) bits.write(value, 16);
    bits.write(condition, 12);
  }

  /** Writes the owner's fields, from which prediction starts. */
  writeOwn(bits: BitWriter): void {
    const { vx, vy, dashCooldown, fireCooldown, ammo, reloadSteps, specialAmmo, specialCooldown } = this.fighter;
    bits.write(vx * 1024, 16);
    bits.write(vy * 1024, 16);
    bits.write(dashCooldown, 8);
    bits.write(fireCooldown, 6);
    bits.write(ammo, 6);
    bits.write(reloadSteps, 7);
    bits.write(specialAmmo, 5);
    bits.write(specialCooldown, 8);
  }
}
