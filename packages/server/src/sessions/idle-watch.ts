import type { Input } from "@fray/shared-state/schema/input-frame";

/** How long before the end who does nothing is warned, in s; half of the time when that is shorter. */
const WARNING_S = 15;
/** Turning by less is not the player's doing: a picture that shakes turns the aim too, since that follows the pointer. */
const AIM_SLOP_RAD = 0.05;
const TURN_RAD = 2 * Math.PI;
/** Until a body has been in the arena for this long, in s, its aim still follows from where it happened to spawn. */
const SETTLING_S = 0.5;

/** A body as far as it matters whether somebody plays it. */
interface Played {
  readonly alive: boolean;
  readonly spawnTick: number;
}

interface Clock {
  readonly tick: number;
  readonly dt: number;
}

/** Notices that a player is not there: inputs may come, but nothing changes in them. Times in s. */
export class IdleWatch {
  #since: number;
  #aim = 0;
  #warned = false;

  constructor(now: number) {
    this.#since = now;
  }

  /** Something was done. */
  markActive(now: number): void {
    this.#since = now;
    this.#warned = false;
  }

  /** Looks for a sign of life in an input. */
  note({ moveX, moveY, aim, buttons }: Input, body: Played, { tick, dt }: Clock): void {
    const isSettled = body.alive && (tick - body.spawnTick) * dt > SETTLING_S;
    const apart = Math.abs(aim - this.#aim);
    const turned = Math.min(apart, TURN_RAD - apart) > AIM_SLOP_RAD;
    if (turned) this.#aim = aim;
    if (moveX !== 0 || moveY !== 0 || buttons !== 0 || (turned && isSettled)) this.markActive(tick * dt);
  }

  /** What is due to who may do nothing for `limit`. A warning is due once. */
  judge(now: number, limit: number): "warning" | "removal" | undefined {
    const still = now - this.#since;
    if (still >= limit) return "removal";
    if (this.#warned || still < limit - warningTime(limit)) return undefined;
    this.#warned = true;
    return "warning";
  }
}

/** How long before the end of `limit` the warning comes; both in s. */
export const warningTime = (limit: number): number => Math.min(WARNING_S, limit / 2);
